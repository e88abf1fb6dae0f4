/** The cells of the first table behind a heading, without its head. */
export function rowsBelow(page: string, heading: string): string[][] {
  const lines = page.slice(page.indexOf(`\n${heading}\n`) + 1).split("\n");
  const start = lines.findIndex((line) => line.startsWith("|"));
  const length = lines.slice(start).findIndex((line) => !line.startsWith("|"));
  return lines.slice(start + 2, start + length).map(cellsOf);
}

/** The cells of one row; a bar behind a backslash does not end a cell. */
export function cellsOf(row: string): string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}
