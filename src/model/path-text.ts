import { isUtf8 } from "node:buffer";
import { printablePath } from "./path-bytes.ts";

/** A file's name as the registry keeps it, from its bytes. */
export function pathText(bytes: Uint8Array): string {
  return printablePath(bufferOf(bytes).toString("latin1"));
}

/** A line that people wrote, such as the subject of a commit: as it is where it can be read, else like a path. */
export function lineText(bytes: Uint8Array): string {
  const text = bufferOf(bytes).toString("utf8");
  return isUtf8(bytes) && !unprintable.test(text) ? text : pathText(bytes);
}

// Format characters join emoji and letters; what prints a line hides those that could deceive.
const unprintable = /\p{Cc}/u;

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
