/** The part of three.js that the console uses, without its types: the library brings none. */
// deno-lint-ignore-file no-explicit-any
export const BufferAttribute: any;
export const BufferGeometry: any;
export const Frustum: any;
export const Matrix4: any;
export const PerspectiveCamera: any;
export const Points: any;
export const Scene: any;
export const ShaderMaterial: any;
export const Sphere: any;
export const Vector2: any;
export const Vector3: any;
export const WebGLRenderer: any;
