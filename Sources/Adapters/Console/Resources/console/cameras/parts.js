// @ts-check
// Cuts an answer of many parts (multipart/x-mixed-replace) into its parts as the bytes come.

/** @typedef {{ type: string, takenAt: string | null, bytes: Uint8Array }} Part */

/** A picture has at most this many bytes; an answer that promises more is not read. */
export const PART_BYTES_MAX = 2 * 1024 * 1024;
/** A part begins with three short lines. */
const HEAD_BYTES_MAX = 2048;

/** The head of a part, as lines. @param {Uint8Array} bytes */
function textOf(bytes) {
  return new TextDecoder("latin1").decode(bytes);
}

/** Where the blank line after a head ends; -1 while it is not there. @param {Uint8Array} bytes */
function endOfHead(bytes) {
  for (let at = 3; at < Math.min(bytes.length, HEAD_BYTES_MAX); at += 1) {
    if (bytes[at] === 10 && bytes[at - 1] === 13 && bytes[at - 2] === 10 && bytes[at - 3] === 13) return at + 1;
  }
  return -1;
}

/** @param {Uint8Array} held @param {Uint8Array} more */
function joined(held, more) {
  const whole = new Uint8Array(held.length + more.length);
  whole.set(held);
  whole.set(more, held.length);
  return whole;
}

/** A reader that is given bytes and gives the parts that are whole with them. It throws when what comes is none of this form. */
export function partReader() {
  let held = new Uint8Array();
  return (/** @type {Uint8Array} */ more) => {
    held = joined(held, more);
    /** @type {Part[]} */
    const parts = [];
    for (;;) {
      const start = endOfHead(held);
      if (start < 0) {
        // The last line of all has no blank line behind it.
        if (held.length >= HEAD_BYTES_MAX) throw new Error("no head of a part");
        return parts;
      }
      const head = textOf(held.subarray(0, start));
      const value = (/** @type {string} */ name) => new RegExp(`^${name}: *(.*?)\r$`, "im").exec(head)?.[1] ?? null;
      const length = Number(value("Content-Length") ?? NaN);
      if (!Number.isInteger(length) || length < 0 || length > PART_BYTES_MAX) throw new Error("no length of a part");
      if (held.length < start + length + 2) return parts;
      parts.push({
        type: value("Content-Type") ?? "",
        takenAt: value("X-Taken-At"),
        bytes: held.slice(start, start + length),
      });
      held = held.slice(start + length + 2);
    }
  };
}
