// @ts-check
// The cloud as it is drawn: nodes come and go with the eye, and a frame is drawn only when something moved.

// @ts-types="../types/three.d.ts"
import * as three from "../../vendor/three/three.module.min.js";
import { choose, grow, pointBudget, spacingOf } from "./cloud-detail.js";
import { scaleEnd } from "./cloud-colour.js";
import { Orbit } from "./cloud-orbit.js";

/** Requests that run at once; nodes handed to the graphics card in one frame. */
const FETCHES_MAX = 4, UPLOADS_PER_FRAME = 2;
/** Nodes kept that are not drawn now, as a share of the budget. */
const KEPT_SHARE = 1.5;
const TURN_RADIANS_PER_SECOND = 0.12, PHONE_PIXELS = 720, GLOW_SECONDS = 1.6;

const VERTEX = `
attribute vec3 turned; attribute vec4 paint; attribute vec3 place;
uniform float spacing, pixels, edge; uniform vec3 corner, glowAt; uniform float glowRadius, glow, shade;
varying vec3 shown; varying float hatched;
void main() {
  vec3 at = corner + place * edge;
  vec4 seen = modelViewMatrix * vec4(at, 1.0);
  gl_Position = projectionMatrix * seen;
  gl_PointSize = clamp(2.2 * spacing * pixels / max(0.1, -seen.z), 2.0, 18.0);
  float lit = shade < 0.5 || dot(turned, turned) < 0.1 ? 1.0 : 0.62 + 0.38 * abs(dot(normalize(turned), normalize(vec3(0.35, -0.75, 0.55))));
  float near = 1.0 - smoothstep(glowRadius * 0.8, glowRadius * 1.1, distance(at, glowAt));
  shown = mix(paint.rgb * lit, vec3(1.0, 0.93, 0.55), near * glow * 0.6);
  hatched = 1.0 - paint.a;
}`;
const FRAGMENT = `
varying vec3 shown; varying float hatched;
void main() {
  if (length(gl_PointCoord - 0.5) > 0.5) discard;
  if (hatched > 0.5 && mod(gl_FragCoord.x + gl_FragCoord.y, 8.0) < 3.0) discard;
  gl_FragColor = vec4(shown, 1.0);
}`;

/** @typedef {import("./cloud-bytes.js").CloudIndex} CloudIndex */
/** @typedef {import("./cloud-detail.js").Branch} Branch */

export class CloudScene {
  /** @param {HTMLCanvasElement} canvas @param {CloudIndex} index @param {string} path of the cloud @param {string} theme @param {(news: { points: number, fault?: string }) => void} tell */
  constructor(canvas, index, path, theme, tell) {
    this.canvas = canvas;
    this.index = index;
    this.path = path;
    this.theme = theme;
    this.tell = tell;
    // Clear, so that the ground is the theme's.
    this.renderer = new three.WebGLRenderer({
      canvas,
      alpha: true,
      antialias: false,
      powerPreference: "high-performance",
    });
    const context = this.renderer.getContext();
    const names = context.getExtension("WEBGL_debug_renderer_info");
    this.card = String(context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER));
    this.budget = pointBudget(this.card, innerWidth <= PHONE_PIXELS);
    this.end = scaleEnd(index.patches);
    this.root = grow(index);
    this.world = new three.Scene();
    this.camera = new three.PerspectiveCamera(45, 1, 0.1, index.edge * 20);
    this.camera.up.set(0, 0, 1);
    const middle = [0, 1, 2].map((axis) => (index.bounds[0][axis] + index.bounds[1][axis]) / 2);
    this.orbit = new Orbit(canvas, middle, index.edge, () => this.wake());
    /** @type {Map<string, any>} */
    this.held = new Map();
    /** @type {Set<string>} */
    this.wanted = new Set();
    /** @type {any[]} */
    this.arrived = [];
    this.epoch = index.epochs.length - 1;
    this.turning = false;
    this.glowing = { at: [0, 0, 0], radius: 0 };
    /** Told how to find places on the canvas, after every frame. @type {((project: (place: number[]) => number[] | null) => void) | null} */
    this.mark = null;
    this.ended = false;
    this.sleeping = true;
    this.before = 0;
    this.worker = new Worker(new URL("./cloud-worker.js", import.meta.url), { type: "module" });
    this.worker.onmessage = (event) => this.receive(event.data);
    this.sized = new ResizeObserver(() => this.wake());
    this.sized.observe(canvas);
    this.wake();
  }

  /** One more frame, if none is due already. */
  wake() {
    if (!this.sleeping || this.ended) return;
    this.sleeping = false;
    requestAnimationFrame((at) => this.frame(at));
  }

  /** @param {number} at milliseconds */
  frame(at) {
    this.sleeping = true;
    if (this.ended) return;
    const passed = Math.min(0.1, (at - this.before) / 1000);
    this.before = at;
    this.resize();
    for (const come of this.arrived.splice(0, UPLOADS_PER_FRAME)) this.add(come);
    if (this.turning) this.orbit.turn(TURN_RADIANS_PER_SECOND * passed, 0);
    const moving = this.orbit.step(passed);
    this.orbit.aim(this.camera);
    this.camera.updateMatrixWorld();
    this.pick(at / 1000);
    this.renderer.render(this.world, this.camera);
    this.mark?.((/** @type {number[]} */ place) => this.project(place));
    if (moving || this.turning || this.arrived.length > 0) this.wake();
  }

  resize() {
    const { clientWidth, clientHeight } = this.canvas;
    const size = this.renderer.getSize(new three.Vector2());
    if (clientWidth === 0 || size.x === clientWidth && size.y === clientHeight) return;
    this.renderer.setPixelRatio(Math.min(devicePixelRatio, 1.5));
    this.renderer.setSize(clientWidth, clientHeight, false);
    this.camera.aspect = clientWidth / clientHeight;
    this.camera.updateProjectionMatrix();
  }

  /** Chooses what is drawn, asks for what is missing, and lets go what nobody looks at. @param {number} seconds */
  pick(seconds) {
    const frustum = new three.Frustum().setFromProjectionMatrix(
      new three.Matrix4().multiplyMatrices(this.camera.projectionMatrix, this.camera.matrixWorldInverse),
    );
    const sphere = new three.Sphere();
    const sees = (/** @type {Branch} */ one) => {
      sphere.center.set(one.center[0], one.center[1], one.center[2]);
      sphere.radius = one.radius;
      return frustum.intersectsSphere(sphere);
    };
    const pixelsPerRadian = this.canvas.clientHeight / (2 * Math.tan(Math.PI / 8));
    const eye = this.camera.position.toArray();
    const chosen = choose(this.root, { eye, pixelsPerRadian, sees, budget: this.budget });
    for (const mesh of this.held.values()) mesh.visible = false;
    const drawn = new Set(chosen.filter((one) => this.held.has(one.line.key)).map((one) => one.line.key));
    const glow = this.glowing.radius === 0
      ? 0
      : this.turning
      ? 0.5 + 0.5 * Math.sin(seconds * 2 * Math.PI / GLOW_SECONDS)
      : 0.8;
    for (const branch of chosen) {
      const mesh = this.held.get(branch.line.key);
      if (!mesh) this.ask(branch);
      else this.show(mesh, spacingOf(branch, drawn), pixelsPerRadian, glow);
    }
    this.forget(drawn);
  }

  show(
    /** @type {any} */ mesh,
    /** @type {number} */ spacing,
    /** @type {number} */ pixels,
    /** @type {number} */ glow,
  ) {
    mesh.visible = true;
    const { uniforms } = mesh.material;
    uniforms.spacing.value = spacing;
    uniforms.pixels.value = pixels * this.renderer.getPixelRatio();
    uniforms.glow.value = glow;
    uniforms.glowRadius.value = this.glowing.radius;
    uniforms.glowAt.value.fromArray(this.glowing.at);
  }

  /** @param {Branch} branch */
  ask(branch) {
    const { key } = branch.line;
    if (this.wanted.has(key) || this.wanted.size >= FETCHES_MAX) return;
    this.wanted.add(key);
    const path = `${this.path}/${key}`;
    this.worker.postMessage({
      path,
      line: branch.line,
      epochs: this.index.epochs.length,
      end: this.end,
      theme: this.theme,
    });
  }

  receive(/** @type {any} */ answer) {
    if (this.ended) return;
    // A node that cannot be had stays wanted, so that it is not asked for at every frame.
    if (answer.fault) return this.tell({ points: this.drawnPoints(), fault: answer.fault });
    this.arrived.push(answer);
    this.wake();
  }

  add(/** @type {any} */ come) {
    const branch = find(this.root, come.key);
    const shape = new three.BufferGeometry();
    shape.setAttribute("place", new three.BufferAttribute(come.places, 3, true));
    shape.setAttribute("position", shape.getAttribute("place"));
    shape.setAttribute("turned", new three.BufferAttribute(come.normals, 3, true));
    shape.setAttribute("paint", new three.BufferAttribute(come.painted[this.epoch], 4, true));
    const material = new three.ShaderMaterial({
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      uniforms: {
        spacing: { value: branch.line.spacing },
        pixels: { value: 1 },
        edge: { value: branch.size },
        corner: { value: new three.Vector3(...branch.corner) },
        glowAt: { value: new three.Vector3() },
        glowRadius: { value: 0 },
        glow: { value: 0 },
        shade: { value: 1 },
      },
    });
    const mesh = new three.Points(shape, material);
    mesh.frustumCulled = false;
    mesh.userData = { painted: come.painted, count: branch.line.count };
    this.held.set(come.key, mesh);
    this.wanted.delete(come.key);
    this.world.add(mesh);
    this.tell({ points: this.drawnPoints() });
    this.wake();
  }

  drawnPoints() {
    return [...this.held.values()].reduce((sum, mesh) => sum + mesh.userData.count, 0);
  }

  /** The oldest go first; those that are drawn stay. @param {Set<string>} drawn */
  forget(drawn) {
    let points = this.drawnPoints();
    for (const [key, mesh] of this.held) {
      if (points <= this.budget * KEPT_SHARE) return;
      if (drawn.has(key)) continue;
      points -= mesh.userData.count;
      this.drop(key, mesh);
    }
  }

  drop(/** @type {string} */ key, /** @type {any} */ mesh) {
    this.held.delete(key);
    this.world.remove(mesh);
    mesh.geometry.dispose();
    mesh.material.dispose();
  }

  /** @param {number} epoch */
  showEpoch(epoch) {
    this.epoch = epoch;
    for (const mesh of this.held.values()) {
      mesh.geometry.setAttribute("paint", new three.BufferAttribute(mesh.userData.painted[epoch], 4, true));
    }
    this.wake();
  }

  /** Looks at a place of the survey's frame, and lets its surroundings glow. @param {number[]} center @param {number} radius metres */
  flyTo(center, radius) {
    const at = center.map((value, axis) => value - this.index.origin[axis]);
    this.glowing = { at, radius };
    this.orbit.flyTo(at, Math.max(radius * 7, this.index.edge / 5));
    this.wake();
  }

  /** The view of a camera: from its place, along its picture's middle. @param {number[]} place @param {number[]} looks unit length */
  lookFrom(place, looks) {
    const from = place.map((value, axis) => value - this.index.origin[axis]);
    const away = Math.max(1, Math.hypot(...from.map((value, axis) => value - this.orbit.home[axis])));
    this.orbit.around = Math.atan2(-looks[1], -looks[0]);
    this.orbit.above = Math.asin(Math.max(-1, Math.min(1, -looks[2])));
    this.orbit.flyTo(from.map((value, axis) => value + looks[axis] * away), away);
    this.wake();
  }

  /** Where a place of the survey's frame stands on the canvas, in pixels; null behind the eye. @param {number[]} place */
  project(place) {
    const at = new three.Vector3(...place.map((value, axis) => value - this.index.origin[axis])).project(this.camera);
    if (at.z > 1) return null;
    return [(at.x + 1) / 2 * this.canvas.clientWidth, (1 - at.y) / 2 * this.canvas.clientHeight];
  }

  /** @param {boolean} on */
  turn(on) {
    this.turning = on && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.wake();
  }

  finish() {
    this.ended = true;
    this.worker.terminate();
    this.sized.disconnect();
    this.orbit.end();
    for (const [key, mesh] of this.held) this.drop(key, mesh);
    this.renderer.dispose();
  }
}

/** @param {Branch} root @param {string} key @returns {Branch} */
function find(root, key) {
  let here = root;
  for (let length = 2; length <= key.length; length += 1) {
    const next = here.children.find((child) => child.line.key === key.slice(0, length));
    if (!next) break;
    here = next;
  }
  return here;
}
