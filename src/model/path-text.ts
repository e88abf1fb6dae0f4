import { isUtf8 } from "node:buffer";

/**
 * A file's name as printable UTF-8. Control characters and bytes that are no UTF-8 become `\x1b`, a backslash becomes
 * two, so that different names never look alike.
 */
export function pathText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return needsEscape.test(text) ? escaped(bytes) : text;
}

/** A line that people wrote, such as the subject of a commit: as it is where it can be read, else like a path. */
export function lineText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return isPrintable(bytes, text) ? text : escaped(bytes);
}

const needsEscape = /[\\\p{Cc}\ufffd]/u;

function isPrintable(bytes: Uint8Array, text: string): boolean {
  return !/\p{Cc}/u.test(text) && isUtf8(bytes);
}

function escaped(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const character = bytes.subarray(at, at + sequenceLength(bytes[at] ?? 0));
    const text = isUtf8(character) ? Buffer.from(character).toString("utf8") : "";
    const isPlain = text !== "" && !/\p{Cc}/u.test(text);
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
