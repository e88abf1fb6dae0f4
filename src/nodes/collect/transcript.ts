import type { ProbeAnswer, ProbeState, Transcript } from "./probe.ts";

/**
 * Reads what the script printed. Undefined where it did not come to its end: then nothing of it is taken, since nobody knows what is missing.
 */
export function readTranscript(bytes: Uint8Array, nonce: string): Transcript | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begin = lineFrom(text, 0, `v7-facts ${nonce} begin `);
  if (begin === undefined) return undefined;
  const [uname = "", clock = ""] = begin.words;
  const answers = new Map<string, ProbeAnswer>();
  for (let at = begin.next; ;) {
    const look = lineFrom(text, at, `v7-facts ${nonce} look `, true);
    if (look === undefined) {
      const end = lineFrom(text, at, `v7-facts ${nonce} end`, true);
      return end && { uname, clock: Number(clock) * 1_000, answers };
    }
    const [name = "", state = "", size = "", complaints = ""] = look.words;
    const middle = look.next + Number(size);
    const last = middle + Number(complaints);
    if (last >= text.length) return undefined;
    answers.set(name, {
      ...stateOf(state),
      output: text.toString("utf8", look.next, middle),
      complaint: text.toString("utf8", middle, last).trim(),
    });
    at = last + 1;
  }
}

/** A number is how the program ended. */
function stateOf(word: string): { readonly state: ProbeState; readonly exit: number | null } {
  if (word === "absent" || word === "timeout" || word === "left") return { state: word, exit: null };
  return { state: "ended", exit: Number(word) };
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
