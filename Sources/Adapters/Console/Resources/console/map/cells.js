// @ts-check
// Which area lies nearest to which township point: the same rule by which the server finds who answers for a place.
// Pure geometry on a plane of kilometres; nothing here knows what a township is.

/** @typedef {{ x: number, y: number }} Spot kilometres east and north */
/** @typedef {{ x: number, y: number, next: number }} Corner `next` is whose cell lies beyond the edge that starts here, -1 for none */

/** Beyond this from every point the server answers for nobody. */
export const REACH_KILOMETRES = 25;
/** The land beyond the rim is taken to begin twice the way that a township reaches from its seat; half of it is where the rim runs. */
export const BEYOND_KILOMETRES = 20;
/** Finer than the points themselves, so that the rim follows them and shows no pattern of its own. */
const BEYOND_STEP_KILOMETRES = 7;
/** Corners of the round cell that a lonely point would have. */
const ROUND_CORNERS = 40;
/** Two rows with one and the same point: the first has the cell. */
const SAME_KILOMETRES = 0.001;

/** @param {Spot} spot @param {number} reach @returns {Corner[]} */
function round(spot, reach) {
  return Array.from({ length: ROUND_CORNERS }, (_, index) => {
    // The same angles everywhere, so that the rims of neighbours run alike.
    const angle = (index / ROUND_CORNERS) * 2 * Math.PI;
    return { x: spot.x + reach * Math.cos(angle), y: spot.y + reach * Math.sin(angle), next: -1 };
  });
}

/**
 * The part of a convex cell that is nearer to `own` than to `other`.
 * @param {Corner[]} cell @param {Spot} own @param {Spot} other @param {number} next whose the other side is
 */
function nearer(cell, own, other, next) {
  const dx = other.x - own.x, dy = other.y - own.y;
  const limit = (other.x * other.x - own.x * own.x + other.y * other.y - own.y * own.y) / 2;
  // Most neighbours cut nothing: found without making anything.
  if (!cell.some((corner) => corner.x * dx + corner.y * dy > limit)) return cell;
  const side = cell.map((corner) => corner.x * dx + corner.y * dy - limit);
  /** @type {Corner[]} */
  const kept = [];
  for (let index = 0; index < cell.length; index += 1) {
    const after = (index + 1) % cell.length, corner = cell[index];
    if (side[index] <= 0) kept.push(corner);
    if (side[index] <= 0 === side[after] <= 0) continue;
    const part = side[index] / (side[index] - side[after]);
    const cut = { x: corner.x + part * (cell[after].x - corner.x), y: corner.y + part * (cell[after].y - corner.y) };
    // Leaving, the border with the other begins; coming back, the old edge goes on.
    kept.push({ ...cut, next: side[index] <= 0 ? next : corner.next });
  }
  return kept;
}

/** @typedef {{ spots: Spot[], size: number, squares: Map<string, number[]> }} Squares spots by squares of the plane, to find the near ones without asking all */

/** @param {Spot[]} spots @param {number} size @returns {Squares} */
function squaresOf(spots, size) {
  /** @type {Map<string, number[]>} */
  const squares = new Map();
  spots.forEach((spot, index) => {
    const key = `${Math.floor(spot.x / size)}/${Math.floor(spot.y / size)}`;
    const held = squares.get(key);
    if (held) held.push(index);
    else squares.set(key, [index]);
  });
  return { spots, size, squares };
}

/** Others within the size of a square, in no order. @param {Squares} held @param {Spot} at */
function around({ spots, size, squares }, at) {
  const column = Math.floor(at.x / size), row = Math.floor(at.y / size);
  const found = [];
  for (let dx = -1; dx <= 1; dx += 1) {
    for (let dy = -1; dy <= 1; dy += 1) {
      for (const index of squares.get(`${column + dx}/${row + dy}`) ?? []) {
        const square = (spots[index].x - at.x) ** 2 + (spots[index].y - at.y) ** 2;
        if (spots[index] !== at && square < size * size) found.push({ index, distance: Math.sqrt(square) });
      }
    }
  }
  return found;
}

/** Spots for the land beyond: a grid of all places that are far from every spot, but not farther than can matter. @param {Spot[]} spots @returns {Spot[]} */
function beyond(spots) {
  const near = squaresOf(spots, BEYOND_KILOMETRES), far = squaresOf(spots, REACH_KILOMETRES * 2);
  const margin = REACH_KILOMETRES * 2;
  const xs = spots.map((one) => one.x), ys = spots.map((one) => one.y);
  /** @type {Spot[]} */
  const found = [];
  const rows = Math.ceil((Math.max(...ys) - Math.min(...ys) + 2 * margin) / BEYOND_STEP_KILOMETRES);
  for (let row = 0; row <= rows; row += 1) {
    const y = Math.min(...ys) - margin + row * BEYOND_STEP_KILOMETRES;
    // Every other row is shifted by half a step: a grid of squares would draw right angles.
    const shift = row % 2 === 0 ? 0 : BEYOND_STEP_KILOMETRES / 2;
    for (let x = Math.min(...xs) - margin + shift; x <= Math.max(...xs) + margin; x += BEYOND_STEP_KILOMETRES) {
      const place = { x, y };
      if (around(near, place).length === 0 && around(far, place).length > 0) found.push(place);
    }
  }
  return found;
}

/**
 * The cell of each spot: all that is nearer to it than to any other and to the land beyond. Empty for a spot that another has already.
 * @param {Spot[]} own
 * @returns {Corner[][]}
 */
export function cellsOf(own) {
  if (own.length === 0) return [];
  const cells = cellsAmong([...own, ...beyond(own)], own.length);
  return cells.map((cell) => cell.map((corner) => corner.next < own.length ? corner : { ...corner, next: -1 }));
}

/** Most cells are small: their neighbours are found near by, and only the others look as far as the limit. */
const NEAR_KILOMETRES = 16;

/** The cells of the first `count` of these spots. @param {Spot[]} spots @param {number} count */
function cellsAmong(spots, count) {
  const near = squaresOf(spots, NEAR_KILOMETRES), far = squaresOf(spots, 2 * REACH_KILOMETRES);
  return spots.slice(0, count).map((_, own) => {
    const start = round(spots[own], REACH_KILOMETRES), cell = cut(near, own, start);
    return cell.length > 0 && 2 * widest(cell, spots[own]) > NEAR_KILOMETRES ? cut(far, own, cell) : cell;
  });
}

/** @param {Corner[]} cell @param {Spot} spot */
function widest(cell, spot) {
  let square = 0;
  for (const { x, y } of cell) square = Math.max(square, (x - spot.x) ** 2 + (y - spot.y) ** 2);
  return Math.sqrt(square);
}

/** What is left of a cell beside all neighbours. @param {Squares} held @param {number} own @param {Corner[]} whole */
function cut(held, own, whole) {
  const spot = held.spots[own];
  let cell = whole, limit = 2 * widest(cell, spot);
  const others = around(held, spot).sort((left, right) => left.distance - right.distance);
  for (const { index, distance } of others) {
    if (distance < SAME_KILOMETRES) {
      if (index < own) return [];
      continue;
    }
    // All that follow are farther away than twice the farthest corner: none of them can cut.
    if (distance > limit) break;
    const left = nearer(cell, spot, held.spots[index], index);
    if (left === cell) continue;
    cell = left;
    limit = 2 * widest(cell, spot);
  }
  return cell;
}
