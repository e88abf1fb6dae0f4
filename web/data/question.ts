import { address } from "../address.ts";
import type { AskedFace } from "./faces.ts";
import { type Answered, useAnswer } from "./use-answer.ts";

/** Parameters that concern the page alone, and are not sent. */
const display = new Set(["open", "cols", "hide", "wrap", "view", "show"]);

/** A question of the server's as the page's address asks it. */
export interface Question {
  readonly answered: Answered;
  /** What of the address was sent. */
  readonly sent: URLSearchParams;
  /** Parameters that nobody knows, by name. */
  readonly unknown: readonly string[];
  /** What has to be said before anything can be asked. */
  readonly missing: readonly string[];
}

/** What of the page's address is asked, and what nobody knows. `own` are parameters that belong to the page itself. */
export function parametersFor(
  { face, inPath }: AskedFace,
  own: readonly string[] = [],
): Pick<Question, "sent" | "unknown"> {
  const sent = new URLSearchParams();
  const unknown: string[] = [];
  for (const [name, value] of address.value.searchParams) {
    if (name in face.parameters && !(name in inPath)) sent.append(name, value);
    else if (!display.has(name) && !own.includes(name)) unknown.push(name);
  }
  return { sent, unknown };
}

/** Parameters of the address that a page does not know: not its own, and not those that concern any page alone. */
export function unknownBeside(own: readonly string[]): readonly string[] {
  return [...address.value.searchParams.keys()].filter((name) => !display.has(name) && !own.includes(name));
}

/** Asks what the page's address says, at a path of the data. */
export function useQuestion(asked: AskedFace, path: string, own: readonly string[] = []): Question {
  const { face, inPath } = asked;
  const { sent, unknown } = parametersFor(asked, own);
  const missing = face.needed.filter((name) => !(name in inPath) && !("*" in inPath) && !sent.has(name));
  const url = missing.length > 0 ? null : `${path}${sent.size === 0 ? "" : `?${sent}`}`;
  return { answered: useAnswer(url, { topics: face.topics, waits: face.rows !== null }), sent, unknown, missing };
}

/** How many of the rows that wait are not among those shown. */
export function newerRows({ newer, reply }: Answered, key: string): number {
  const shown = new Set(rowsIn(reply?.document, key).map((row) => JSON.stringify(row)));
  return rowsIn(newer?.document, key).filter((row) => !shown.has(JSON.stringify(row))).length;
}

/** The rows of an answer's list. */
export function rowsIn(document: object | undefined, key: string): readonly { readonly [column: string]: unknown }[] {
  const { [key]: rows = [] } = (document ?? {}) as { readonly [key: string]: unknown };
  return rows as readonly { readonly [column: string]: unknown }[];
}

/** How many rows there are in all, where that is known. */
export function totalOf({ reply }: Answered, rows: number): number | undefined {
  return reply?.total ?? (reply?.goesOn === true ? undefined : rows);
}
