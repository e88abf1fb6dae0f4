/** Text of two or four bytes a letter. */
export type WideEncoding = "utf-16le" | "utf-16be" | "utf-32le" | "utf-32be";

/** By its mark, or by where its NULs stand: most letters of most texts have an empty half. From a text's first bytes. */
export function wideEncoding(bytes: Uint8Array): WideEncoding | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? "utf-32le" : "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return "utf-32be";
  const looked = bytes.subarray(0, looksAt);
  const nuls = [0, 0];
  for (let at = 0; at < looked.length; at += 1) if (looked[at] === 0) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  const enough = looked.length / 8;
  if (odd > enough && odd > even * 8) return "utf-16le";
  return even > enough && even > odd * 8 ? "utf-16be" : undefined;
}

const looksAt = 4_096;

/**
 * The same of what is text for sure: sounds and pictures have NULs in the same places, and signs beside them that no text
 * has.
 */
export function wideTextEncoding(bytes: Uint8Array): WideEncoding | undefined {
  const encoding = wideEncoding(bytes);
  if (encoding === undefined) return undefined;
  const head = decodeWide(bytes.subarray(0, looksAt), encoding).replace(/[\uD800-\uDFFF\uFFFD]$/, "");
  return strange.test(head) ? undefined : encoding;
}

/** Signs of control, private ones and halves of signs. */
const strange = /[^\P{Cc}\t\n\v\f\r]|[\p{Co}\p{Cs}\uFFFD]/u;

/** The text, without its mark. */
export function decodeWide(bytes: Uint8Array, encoding: WideEncoding): string {
  return encoding === "utf-16le" || encoding === "utf-16be"
    ? new TextDecoder(encoding).decode(bytes)
    : decodeFour(bytes, encoding === "utf-32le");
}

function decodeFour(bytes: Uint8Array, isLittle: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, isLittle);
    parts.push(point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD");
  }
  return parts.join("").replace(/^\uFEFF/, "");
}
