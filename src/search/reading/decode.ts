import { decodeWide, wideTextEncoding } from "../../model/wide-text.ts";

/** Bytes as text, its lines ending in line feeds; or why they are none. */
export type Decoded =
  | { readonly text: string; readonly because?: never }
  | { readonly text?: never; readonly because: string };

/**
 * Reads text in whatever encoding it says it is in, or looks like. Guesses are asked for, and what makes them is loaded,
 * only where neither the text nor its bytes tell.
 */
export async function decode(bytes: Uint8Array): Promise<Decoded> {
  const wide = wideTextEncoding(bytes);
  if (wide !== undefined) return textOf(decodeWide(bytes, wide));
  if (bytes.includes(0)) return { because: "binary data" };
  const text = known(bytes) ?? (await guessed(bytes));
  return text === undefined ? { because: "in no encoding that is known" } : textOf(text);
}

function textOf(text: string): Decoded {
  return { text: text.includes("\r") ? text.replaceAll(/\r(?!\n)/g, "\n") : text };
}

/** As the text declares it, where the bytes are in that order; as UTF-8, which nothing else is by chance. */
function known(bytes: Uint8Array): string | undefined {
  // Seven bits alone, and yet not what it says to a program that knows only ASCII.
  const isShifted = bytes.includes(escape) && shifts.test(opening(bytes));
  const utf8 = isShifted ? undefined : inEncoding(bytes, "utf-8");
  if (utf8 !== undefined) return utf8;
  const declared = isShifted ? "iso-2022-jp" : declaredIn(opening(bytes));
  return (declared === undefined ? undefined : inEncoding(bytes, declared)) ?? mostlyUtf8(bytes);
}

const escape = 0x1b;
// oxlint-disable-next-line no-control-regex -- that is how these encodings are told
const shifts = /\x1b\$[@B]|\x1b\([JI]/;

function opening(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 4_096));
}

/** What HTML, CSS, XML, mails and the first two lines of a program say of themselves. */
function declaredIn(head: string): string | undefined {
  const [first = "", second = ""] = head.split(/\r\n?|\n/, 2);
  const name =
    /^<\?xml[^>]*\sencoding=["']([\w.:-]+)/.exec(head) ??
    /coding[:=][ \t]*([\w.-]+)/.exec(`${first}\n${second}`) ??
    /(?:@charset[ \t]+|charset=)["']?([\w.:-]+)/i.exec(head);
  return name?.[1];
}

/** Undefined where bytes are in another one, or nobody knows the name. */
function inEncoding(bytes: Uint8Array, name: string): string | undefined {
  try {
    const text = new TextDecoder(name, { fatal: true }).decode(bytes);
    return holdsControls(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Terminals' colours are in logs, and a form feed parts pages; more of such signs are no text. */
function holdsControls(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  const found = text.match(/[\x01-\x06\x0e-\x1a\x1c-\x1f\x80-\x9f]/g)?.length ?? 0;
  return found > text.length / 50;
}

/** UTF-8 in which a few bytes are broken is no other encoding for that. */
function mostlyUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(bytes);
  const wide = text.match(/[\u0080-\uFFFF]/g) ?? [];
  const broken = wide.filter((sign) => sign === "\uFFFD").length;
  return broken * 5 <= wide.length ? text : undefined;
}

/** By which letters stand beside each other in the languages that were written so. */
async function guessed(bytes: Uint8Array): Promise<string | undefined> {
  const { analyse } = await import("chardet");
  for (const { name } of analyse(bytes.subarray(0, guessedFrom))) {
    const text = inEncoding(bytes, name);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** More tells nothing more. */
const guessedFrom = 64 << 10;
