/** A path as the file system holds it, one character a byte (`latin1`): any encoding survives, and comparing is cheap. */
export type BytePath = string;

/** The bytes of a path, to hand to the system; plain ASCII stays a string, which is quicker. */
export function systemPath(path: BytePath): string | Buffer {
  return isAscii(path) ? path : Buffer.from(path, "latin1");
}

/** What the absolute path of everything below a folder begins with. */
export function prefixOf(directory: BytePath): BytePath {
  return directory.endsWith("/") ? directory : `${directory}/`;
}

/** A path that somebody typed or configured. */
export function bytePath(text: string): BytePath {
  return isAscii(text) ? text : Buffer.from(text).toString("latin1");
}

/** A path below a folder whose name is text: to join the two as they are would hold bytes and letters at once. */
export function pathBelow(folder: string, path: BytePath): BytePath {
  return `${bytePath(folder)}/${path}`;
}

/**
 * The path as people and the registry read it: UTF-8 text in which a backslash is doubled, and each byte of a control or
 * format character, or of no valid UTF-8, is `\xNN`. Different paths stay different.
 */
export function printablePath(path: BytePath): string {
  return isPlain(path) ? path : path.replaceAll(character, printable);
}

/** The path that {@link printablePath} made a text of. */
export function printedPath(text: string): BytePath {
  return bytePath(text).replaceAll(/\\(?:\\|x([0-9a-f]{2}))/g, (_, byte: string | undefined) =>
    byte === undefined ? "\\" : String.fromCharCode(Number.parseInt(byte, 16)),
  );
}

/** The path with its accents composed, as people type it; bytes that are no text stay. */
export function composedPath(path: BytePath): BytePath {
  if (isAscii(path)) return path;
  const text = Buffer.from(path, "latin1").toString();
  return bytePath(text) === path ? bytePath(text.normalize("NFC")) : path;
}

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

/** Printable ASCII without the backslash: what nearly every path is made of. */
function isPlain(path: BytePath): boolean {
  return /^[ -[\]-~]*$/.test(path);
}

/** One well-formed UTF-8 character, else one byte. */
const character =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[^]/g;

function printable(bytes: string): string {
  if (bytes === "\\") return "\\\\";
  const isByte = bytes.length === 1 && bytes >= "\x80";
  const text = Buffer.from(bytes, "latin1").toString();
  return isByte || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text) ? bytes.replaceAll(/[^]/g, escapedByte) : text;
}

function escapedByte(byte: string): string {
  return `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
