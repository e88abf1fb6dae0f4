/**
 * Reads the old side of a patch that shows whole files: each file that is changed or gone, with the text it had. Files
 * whose names git puts in quotes, and those it calls binary, are left out.
 */
export function oldTexts(patch: string): Map<string, string> {
  // Only a line feed ends a line here: texts may hold every other character that looks like a line's end.
  const lines = patch.split("\n");
  const starts = lines.flatMap((line, index) => (line.startsWith("diff --git ") ? [index] : []));
  return new Map(starts.flatMap((start, index) => oldText(lines.slice(start, starts[index + 1]))));
}

/** One file's part of a patch: its head, then one hunk, each line of which says by its first character whose it is. */
function oldText(section: readonly string[]): [file: string, text: string][] {
  const hunk = section.findIndex((line) => line.startsWith("@@ "));
  const name = section.slice(0, Math.max(0, hunk)).find((line) => line.startsWith(oldName));
  if (name === undefined) return [];
  const lines = section.slice(hunk + 1);
  const text = lines
    .filter(isOld)
    .map((line) => `${line.slice(1)}\n`)
    .join("");
  // `\ No newline at end of file` is said of the line above it.
  const isOpen = lines[lines.findLastIndex(isOld) + 1]?.startsWith("\\") === true;
  // Git puts a tab behind names that hold a space.
  return [[name.slice(oldName.length).replace(/\t$/, ""), isOpen ? text.slice(0, -1) : text]];
}

const oldName = "--- a/";

/** Unchanged or removed. */
function isOld(line: string): boolean {
  return line.startsWith(" ") || line.startsWith("-");
}
