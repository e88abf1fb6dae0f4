import type { Document } from "../model/document.ts";
import { plainText } from "./problem.ts";

/**
 * Kinds whose names are given out as numbers, one after the other: two people who do not know of each other take the same.
 * Names of other kinds are chosen, and mean one thing.
 */
const numbered: ReadonlyMap<string, string> = new Map([["Task", "task renumber"]]);

/** What gives one of two documents of a name a name of its own, as it is typed; undefined where names are chosen. */
export function renumbering({ kind, name }: Document, file?: string): string | undefined {
  const verb = numbered.get(kind);
  if (verb === undefined) return undefined;
  return `v7 ${verb} ${plainText(name)}${file === undefined ? "" : ` --file ${plainText(file)}`}`;
}
