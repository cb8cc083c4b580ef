// @ts-check
// Which nodes of a cloud are drawn: the largest on the screen first, until the budget of points is spent.

/** @typedef {import("./cloud-bytes.js").NodeLine} NodeLine */
/** @typedef {{ line: NodeLine, corner: number[], size: number, center: number[], radius: number, children: Branch[] }} Branch */

/** Closer than this on the screen, more points are not seen. */
const PIXELS_BETWEEN_POINTS = 1.6;
/** What a graphics card draws at every frame, and what a phone or a processor alone does. */
export const POINTS_WITH_CARD = 2_000_000, POINTS_WITHOUT = 300_000;

/** @param {string} renderer as the browser names it @param {boolean} phone */
export function pointBudget(renderer, phone) {
  return phone || renderer === "" || /swiftshader|llvmpipe|software/i.test(renderer)
    ? POINTS_WITHOUT
    : POINTS_WITH_CARD;
}

/** The octree from its lines, parents before children. @param {{ nodes: NodeLine[], cube: number[], edge: number }} index @returns {Branch} */
export function grow(index) {
  /** @type {Map<string, Branch>} */
  const held = new Map();
  for (const line of index.nodes) {
    const above = held.get(line.key.slice(0, -1));
    const octant = Number(line.key.slice(-1));
    const size = above ? above.size / 2 : index.edge;
    const corner = above ? above.corner.map((low, axis) => low + (octant >> axis & 1 ? size : 0)) : index.cube;
    const center = corner.map((low) => low + size / 2);
    const branch = { line, corner, size, center, radius: size * Math.sqrt(3) / 2, children: [] };
    above?.children.push(branch);
    held.set(line.key, branch);
  }
  return /** @type {Branch} */ (held.get("r"));
}

/**
 * Nodes in the order of their worth. A node comes only after its parent, for it holds only what the parent lacks.
 * @param {Branch} root
 * @param {{ eye: number[], pixelsPerRadian: number, sees: (branch: Branch) => boolean, budget: number }} view
 * @returns {Branch[]}
 */
export function choose(root, view) {
  const far = (/** @type {Branch} */ one) =>
    Math.max(0.1, Math.hypot(...one.center.map((c, axis) => c - view.eye[axis])) - one.radius);
  const worth = (/** @type {Branch} */ one) => one.radius / far(one);
  const open = [{ branch: root, worth: worth(root) }];
  /** @type {Branch[]} */
  const chosen = [];
  let points = 0;
  while (open.length > 0) {
    let best = 0;
    for (let index = 1; index < open.length; index += 1) if (open[index].worth > open[best].worth) best = index;
    const [{ branch }] = open.splice(best, 1);
    if (points + branch.line.count > view.budget && chosen.length > 0) break;
    chosen.push(branch);
    points += branch.line.count;
    if (branch.line.spacing / far(branch) * view.pixelsPerRadian < PIXELS_BETWEEN_POINTS) continue;
    for (const child of branch.children) if (view.sees(child)) open.push({ branch: child, worth: worth(child) });
  }
  return chosen;
}

/** How far apart points stand where a node is drawn: as its finest drawn child makes them. @param {Branch} branch @param {Set<string>} drawn */
export function spacingOf(branch, drawn) {
  const children = branch.children.filter((child) => drawn.has(child.line.key));
  return children.length > 0 ? children[0].line.spacing : branch.line.spacing;
}
