/**
 * Makes text safe to print: control characters, line breaks, direction overrides and lone surrogates become visible
 * escapes (`\n`, `\x1b`, `\u202e`). A value from the database can then neither move the cursor nor forge a line.
 */
export function escapeControls(text: string): string {
  return unsafe.test(text) ? text.replace(unsafeEverywhere, visible) : text;
}

/** Like {@link escapeControls}, but line feeds stay: for texts that are meant to span lines. */
export function escapeControlsKeepingLines(text: string): string {
  return text.split("\n").map(escapeControls).join("\n");
}

const unsafe = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\p{Cs}]/u;
const unsafeEverywhere = new RegExp(unsafe.source, "gu");

const named: ReadonlyMap<string, string> = new Map([
  ["\n", String.raw`\n`],
  ["\r", String.raw`\r`],
  ["\t", String.raw`\t`],
]);

/** `\n`, `\x1b`, `\u202e`, `\u{e0041}`. */
export function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const escape = code < 256 ? `\\x${hexadecimal(code, 2)}` : `\\u${hexadecimal(code, 4)}`;
  return named.get(character) ?? (code > 0xffff ? `\\u{${code.toString(16)}}` : escape);
}

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
