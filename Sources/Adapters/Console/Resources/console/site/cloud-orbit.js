// @ts-check
// Turning around a place with the mouse, a finger or the keys.

const KEY_RADIANS = 0.12, KEY_NEARER = 0.85, DRAG_RADIANS_PER_PIXEL = 0.006, WHEEL_NEARER = 0.0012;
const FLY_SECONDS = 0.9, STEEPEST_RADIANS = 1.5;

export class Orbit {
  /** @param {HTMLElement} place @param {number[]} middle metres @param {number} edge metres @param {() => void} moved */
  constructor(place, middle, edge, moved) {
    this.place = place;
    this.moved = moved;
    this.edge = edge;
    this.home = middle;
    this.middle = [...middle];
    this.away = this.homeAway();
    this.around = -Math.PI / 2 + 0.35;
    this.above = 0.28;
    /** @type {{ from: number[], to: number[], past: number } | null} */
    this.flight = null;
    /** @type {Map<number, PointerEvent>} */
    this.fingers = new Map();
    this.stop = new AbortController();
    const options = { signal: this.stop.signal };
    place.addEventListener("keydown", (event) => this.key(event), options);
    place.addEventListener("pointerdown", (event) => this.press(event), options);
    place.addEventListener("pointermove", (event) => this.drag(event), options);
    for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) {
      place.addEventListener(name, (event) => this.fingers.delete(event.pointerId), options);
    }
    place.addEventListener("wheel", (event) => this.wheel(event), { ...options, passive: false });
  }

  /** Metres from which the whole is seen; the view opens upwards, so a narrow picture needs to stand farther off. */
  homeAway() {
    const { clientWidth, clientHeight } = this.place;
    return this.edge * 1.25 * Math.max(1, clientWidth > 0 ? clientHeight / clientWidth : 1);
  }

  key(/** @type {KeyboardEvent} */ event) {
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowLeft: () => this.turn(-KEY_RADIANS, 0),
      ArrowRight: () => this.turn(KEY_RADIANS, 0),
      ArrowUp: () => this.turn(0, KEY_RADIANS),
      ArrowDown: () => this.turn(0, -KEY_RADIANS),
      "+": () => this.nearer(KEY_NEARER),
      "=": () => this.nearer(KEY_NEARER),
      "-": () => this.nearer(1 / KEY_NEARER),
      Home: () => this.flyTo(this.home, this.homeAway()),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !acts[event.key]) return;
    acts[event.key]();
    event.preventDefault();
    event.stopPropagation();
  }

  press(/** @type {PointerEvent} */ event) {
    this.fingers.set(event.pointerId, event);
    this.place.setPointerCapture(event.pointerId);
  }

  drag(/** @type {PointerEvent} */ event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const apart = (/** @type {PointerEvent} */ one) =>
        Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      this.nearer(Math.max(1, apart(before)) / Math.max(1, apart(event)));
    } else {
      this.turn(
        (before.clientX - event.clientX) * DRAG_RADIANS_PER_PIXEL,
        (event.clientY - before.clientY) * DRAG_RADIANS_PER_PIXEL,
      );
    }
    this.fingers.set(event.pointerId, event);
  }

  wheel(/** @type {WheelEvent} */ event) {
    event.preventDefault();
    this.nearer(Math.exp(event.deltaY * WHEEL_NEARER));
  }

  turn(/** @type {number} */ around, /** @type {number} */ above) {
    this.around += around;
    this.above = Math.max(-STEEPEST_RADIANS, Math.min(STEEPEST_RADIANS, this.above + above));
    this.moved();
  }

  nearer(/** @type {number} */ factor) {
    this.away = Math.max(this.edge / 100, Math.min(this.edge * 5, this.away * factor));
    this.moved();
  }

  /** At once for people who asked for less motion. @param {number[]} middle @param {number} away metres */
  flyTo(middle, away) {
    this.flight = { from: [...this.middle, this.away], to: [...middle, away], past: 0 };
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.step(FLY_SECONDS);
    this.moved();
  }

  /** True while it flies. @param {number} seconds since the last frame */
  step(seconds) {
    if (!this.flight) return false;
    const { from, to } = this.flight;
    this.flight.past = Math.min(1, this.flight.past + seconds / FLY_SECONDS);
    const part = this.flight.past ** 2 * (3 - 2 * this.flight.past);
    const [x, y, z, away] = from.map((value, index) => value + (to[index] - value) * part);
    this.middle = [x, y, z];
    this.away = away;
    if (this.flight.past >= 1) this.flight = null;
    return this.flight !== null;
  }

  aim(/** @type {any} */ camera) {
    const flat = this.away * Math.cos(this.above);
    const [x, y, z] = this.middle;
    camera.position.set(
      x + flat * Math.cos(this.around),
      y + flat * Math.sin(this.around),
      z + this.away * Math.sin(this.above),
    );
    camera.lookAt(x, y, z);
  }

  end() {
    this.stop.abort();
  }
}
