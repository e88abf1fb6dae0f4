/** The text of bytes: wrong UTF-8 is replaced, UTF-16 is known by its mark. Undefined for what is no text. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return isBinary(bytes) ? undefined : new TextDecoder().decode(bytes);
}

/** As git judges: a NUL among the first 8,000 bytes. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8_000).includes(0);
}

/** Lines of bytes, without making a text of them; 0 for what is no text. */
export function linesOfBytes(bytes: Uint8Array): number {
  if (bytes[0] === 0xff || bytes[0] === 0xfe || bytes.length === 0 || isBinary(bytes)) return 0;
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return bytes.at(-1) === 10 ? lines : lines + 1;
}
