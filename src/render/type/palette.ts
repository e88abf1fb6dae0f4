/** How text is painted. Every function returns its argument with or without terminal colours, never other characters. */
export interface Palette {
  add(text: string): string;
  change(text: string): string;
  remove(text: string): string;
  error(text: string): string;
  warning(text: string): string;
  dim(text: string): string;
  strong(text: string): string;
}

/** No colours: files, pipes, tests. */
export const plainPalette: Palette = {
  add: same,
  change: same,
  remove: same,
  error: same,
  warning: same,
  dim: same,
  strong: same,
};

/** Paints the leading `+`, `~`, `-` or `!` of a line, after its indentation. */
export function paintSymbol(line: string, palette: Palette): string {
  const at = line.search(/\S/);
  if (at < 0) return line;
  return line.slice(0, at) + symbolPainter(line.charAt(at), palette)(line.charAt(at)) + line.slice(at + 1);
}

function symbolPainter(symbol: string, palette: Palette): (text: string) => string {
  if (symbol === "+") return palette.add;
  if (symbol === "~") return palette.change;
  if (symbol === "-") return palette.remove;
  return palette.error;
}

function same(text: string): string {
  return text;
}
