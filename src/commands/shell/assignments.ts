import { Failure } from "../../model/failure.ts";

/** Reads what a flag was given as `name=value`, once a name; the value may hold further equals signs. */
export function readAssignments(flag: string, words: readonly string[]): Map<string, string> {
  const assignments = new Map<string, string>();
  for (const word of words) {
    const at = word.indexOf("=");
    const name = word.slice(0, Math.max(at, 0));
    if (name === "") throw new Failure("V7-C004", `--${flag} takes an assignment such as phase=1`);
    if (assignments.has(name)) throw new Failure("V7-C004", `--${flag} ${name} is given twice`);
    assignments.set(name, word.slice(at + 1));
  }
  return assignments;
}
