import type { ProbeAnswer, ProbeState, Transcript } from "./probe.ts";

/**
 * Reads what the script printed. Undefined where it did not come to its end: then nothing of it is taken, since nobody knows what is missing.
 */
export function readTranscript(bytes: Uint8Array, nonce: string): Transcript | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begin = lineFrom(text, 0, `v7-facts ${nonce} begin `);
  if (begin === undefined) return undefined;
  const [uname = "", clock = ""] = begin.words;
  const seconds = wholeNumber(clock);
  if (seconds === undefined || seconds > latestSecond) return undefined;
  const answers = new Map<string, ProbeAnswer>();
  for (let at = begin.next; ;) {
    const look = lineFrom(text, at, `v7-facts ${nonce} look `, true);
    if (look === undefined) {
      const end = lineFrom(text, at, `v7-facts ${nonce} end`, true);
      return end && { uname, clock: seconds * 1_000, answers };
    }
    const [name = "", state = "", size = "", complaints = ""] = look.words;
    const [bytes, more] = [wholeNumber(size), wholeNumber(complaints)];
    if (bytes === undefined || more === undefined) return undefined;
    const middle = look.next + bytes;
    const last = middle + more;
    if (last >= text.length) return undefined;
    answers.set(name, {
      ...stateOf(state),
      output: storable(text.toString("utf8", look.next, middle)),
      complaint: storable(text.toString("utf8", middle, last)).trim(),
    });
    at = last + 1;
  }
}

/** A number is how the program ended. */
function stateOf(word: string): { readonly state: ProbeState; readonly exit: number | null } {
  if (word === "absent" || word === "timeout" || word === "left") return { state: word, exit: null };
  return { state: "ended", exit: wholeNumber(word) ?? null };
}

/** Undefined for whatever is none: a machine may be anybody's. */
function wholeNumber(word: string): number | undefined {
  return /^\d{1,15}$/.test(word) ? Number(word) : undefined;
}

/** The last second that has a date, the year 9999's. */
const latestSecond = 253_402_300_799;

/** No text of a database holds the character 0. */
function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}

interface Line {
  readonly words: readonly string[];
  /** Where the next line begins. */
  readonly next: number;
}

/** The first line from there on that begins so; with `isNext`, only if it is the very next one. */
function lineFrom(text: Buffer, from: number, beginning: string, isNext = false): Line | undefined {
  const at = text.indexOf(beginning, from);
  const isLine = at === 0 || text[at - 1] === newline;
  if (at < 0 || !isLine || (isNext && at !== from)) return undefined;
  const end = text.indexOf(newline, at);
  if (end < 0) return undefined;
  return { words: text.toString("utf8", at + beginning.length, end).split(" "), next: end + 1 };
}

const newline = 0x0a;
