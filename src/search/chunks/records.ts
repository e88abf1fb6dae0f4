import type { ListEntry } from "../../documents/list-entries.ts";
import type { Section } from "./chunk.ts";

/** Cuts YAML and JSON that list things: each entry by itself. Undefined where nothing is listed. */
export type RecordSections = (text: string) => Section[] | undefined;

/** Loads the parser. */
export async function loadRecords(): Promise<RecordSections> {
  const { listEntries } = await import("../../documents/list-entries.ts");
  return (text) => {
    const entries = listEntries(text);
    return entries.length === 0 ? undefined : sectionsOf(text, entries);
  };
}

/** Each entry from the line it begins on, and what stands between them. */
function sectionsOf(text: string, entries: readonly ListEntry[]): Section[] {
  const sections: Section[] = [];
  let at = 0;
  let line = 1;
  const put = (heading: readonly string[], end: number): void => {
    const own = text.slice(at, end);
    if (/[\p{L}\p{N}]/u.test(own)) sections.push({ heading, line, text: own });
    line += own.split("\n").length - 1;
    at = end;
  };
  for (const { heading, begin, end } of entries) {
    // The dash stands before it, and nothing else does.
    const lineStart = text.lastIndexOf("\n", begin - 1) + 1;
    put([], /^[ \t]*-[ \t]*$/.test(text.slice(lineStart, begin)) ? Math.max(at, lineStart) : begin);
    put(heading, end);
  }
  put([], text.length);
  return sections;
}
