import { isUtf8 } from "node:buffer";

/**
 * A file's name as printable UTF-8, as the registry keeps it: each byte of a control or format character, or of no
 * UTF-8, becomes `\x1b`, a backslash two. Different names stay different.
 */
export function pathText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return needsEscape.test(text) ? escaped(bytes, inNames) : text;
}

/** A line that people wrote, such as the subject of a commit: as it is where it can be read, else like a path. */
export function lineText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return isUtf8(bytes) && !inLines.test(text) ? text : escaped(bytes, inLines);
}

const needsEscape = /[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/u;
const inNames = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
// Format characters join emoji and letters; what prints a line hides those that could deceive.
const inLines = /\p{Cc}/u;

function escaped(bytes: Uint8Array, unprintable: RegExp): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const character = bytes.subarray(at, at + sequenceLength(bytes[at] ?? 0));
    const text = isUtf8(character) ? Buffer.from(character).toString("utf8") : "";
    const isPlain = text !== "" && !unprintable.test(text);
    // Of bytes that are no character, the next one may begin one.
    const taken = text === "" ? bytes.subarray(at, at + 1) : character;
    parts.push(isPlain ? text.replace("\\", String.raw`\\`) : [...taken].map(hexadecimal).join(""));
    at += taken.length;
  }
  return parts.join("");
}

/** Bytes of the UTF-8 character that begins with this one. */
function sequenceLength(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

function hexadecimal(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}
