// @ts-check
// A picture from the camera made small enough for a bad line. Drawing it anew also leaves out where and with what it was taken (EXIF).

/** As much as shows a crack or a licence plate on a desk's screen. */
export const SIDE_PIXELS_MAX = 1600;
/** Half the bytes of a camera's own JPEG, and nobody sees the difference. */
const QUALITY = 0.85;

/** The size to draw at: never larger than it is. @param {number} width @param {number} height @param {number} [most] */
export function fitted(width, height, most = SIDE_PIXELS_MAX) {
  const scale = Math.min(1, most / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** An image element turns the picture the right way up, which reading its bytes would not. @param {Blob} file @returns {Promise<HTMLImageElement>} */
function loaded(file) {
  return new Promise((resolve, reject) => {
    const address = URL.createObjectURL(file), image = new Image();
    image.onload = () => {
      resolve(image);
      setTimeout(() => URL.revokeObjectURL(address), 0);
    };
    image.onerror = () => {
      URL.revokeObjectURL(address);
      reject(new Error("not a picture"));
    };
    image.src = address;
  });
}

/** A JPEG of at most 1,600 pixels a side; null where the phone cannot read or draw the file. @param {Blob} file @returns {Promise<Blob | null>} */
export async function shrunk(file) {
  try {
    const image = await loaded(file);
    const { width, height } = fitted(image.naturalWidth, image.naturalHeight);
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  } catch {
    // The caller says so in words.
    return null;
  }
}
