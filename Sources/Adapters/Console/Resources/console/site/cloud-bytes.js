// @ts-check
// The bytes of a cloud's node and its index, checked before anything is drawn: a file can be cut off or be something else.

/** As the builder bounds them; more than this no server may make a browser allocate. */
export const NODE_POINTS_MAX = 20_000;
const NODES_MAX = 20_000, EPOCHS_MAX = 32, PATCHES_MAX = 1_000;
const HEADER_BYTES = 16, MAGIC = 0x43594142;

/** What a point's change means; there is no flag for "safe". */
export const MOVED = 0, BELOW_LEVEL = 1, CANNOT_TELL = 2;

/** @typedef {{ key: string, count: number, length: number, spacing: number }} NodeLine */
/** @typedef {{ count: number, places: Uint16Array, normals: Int8Array, changes: Int16Array[], flags: Uint8Array[] }} NodePoints */
/**
 * @typedef {{ synthetic: boolean, note: string, origin: number[], cube: number[], edge: number, bounds: number[][], pointCount: number,
 *   nodes: NodeLine[], epochs: { id: string, at: string, levelMm?: number }[],
 *   patches: { id: string, center: number[], areaM2: number, medianMm: number, confidence: number }[] }} CloudIndex
 */

/** Bytes of a node with so many points and epochs. @param {number} count @param {number} epochs */
export function nodeLength(count, epochs) {
  return HEADER_BYTES + count * (9 + 3 * epochs);
}

/** @param {ArrayBuffer} buffer @param {NodeLine} line @param {number} epochs @returns {NodePoints} */
export function decodeNode(buffer, line, epochs) {
  if (buffer.byteLength < HEADER_BYTES) throw new Error(`${line.key}: ${buffer.byteLength} bytes`);
  const head = new DataView(buffer);
  if (head.getUint32(0, true) !== MAGIC) throw new Error(`${line.key}: not a node`);
  const count = head.getUint32(4, true);
  if (count !== line.count || count > NODE_POINTS_MAX) throw new Error(`${line.key}: ${count} points`);
  if (head.getUint32(8, true) !== epochs) throw new Error(`${line.key}: epochs`);
  if (buffer.byteLength !== nodeLength(count, epochs)) throw new Error(`${line.key}: ${buffer.byteLength} bytes`);
  let at = HEADER_BYTES;
  const places = new Uint16Array(buffer, at, 3 * count);
  at += 6 * count;
  const changes = Array.from({ length: epochs }, (_, epoch) => new Int16Array(buffer, at + 2 * count * epoch, count));
  at += 2 * count * epochs;
  const normals = new Int8Array(buffer, at, 3 * count);
  at += 3 * count;
  const flags = Array.from({ length: epochs }, (_, epoch) => new Uint8Array(buffer, at + count * epoch, count));
  return { count, places, normals, changes, flags };
}

const isNumber = (/** @type {unknown} */ value) => typeof value === "number" && Number.isFinite(value);
const isPlace = (/** @type {any} */ value) => Array.isArray(value) && value.length === 3 && value.every(isNumber);

/** The index as it came, or an error that says what is wrong with it. @param {any} told @returns {CloudIndex} */
export function checkIndex(told) {
  const wrong = (/** @type {string} */ what) => new Error(`index: ${what}`);
  if (told?.version !== 1) throw wrong("version");
  if (!isPlace(told.origin) || !isPlace(told.cube) || !(told.edge > 0) || !isNumber(told.edge)) throw wrong("cube");
  if (!Array.isArray(told.bounds) || told.bounds.length !== 2 || !told.bounds.every(isPlace)) throw wrong("bounds");
  const { nodes, epochs, patches = [] } = told;
  if (!Array.isArray(epochs) || epochs.length < 1 || epochs.length > EPOCHS_MAX) throw wrong("epochs");
  if (!Array.isArray(patches) || patches.length > PATCHES_MAX || !patches.every((one) => isPlace(one?.center))) {
    throw wrong("patches");
  }
  if (!Array.isArray(nodes) || nodes.length < 1 || nodes.length > NODES_MAX) throw wrong("nodes");
  const keys = new Set();
  for (const node of nodes) {
    if (!/^r[0-7]{0,21}$/.test(node?.key) || keys.has(node.key)) throw wrong(`node ${node?.key}`);
    if (node.key !== "r" && !keys.has(node.key.slice(0, -1))) throw wrong(`node ${node.key} has no parent`);
    if (!Number.isInteger(node.count) || node.count < 1 || node.count > NODE_POINTS_MAX) {
      throw wrong(`node ${node.key}`);
    }
    if (node.length !== nodeLength(node.count, epochs.length) || !(node.spacing > 0)) throw wrong(`node ${node.key}`);
    keys.add(node.key);
  }
  return { ...told, patches };
}
