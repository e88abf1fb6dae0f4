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

/** Paints the `+`, `~`, `-`, `!` or `?` that a line begins with behind its indentation; other lines stay as they are. */
export function paintSymbol(line: string, palette: Palette): string {
  return line.replace(
    /^( *)([-+~!?])(?= )/,
    (_, indent: string, symbol: string) => indent + painterOf(symbol, palette)(symbol),
  );
}

function painterOf(symbol: string, palette: Palette): (text: string) => string {
  if (symbol === "+") return palette.add;
  if (symbol === "~") return palette.change;
  if (symbol === "?") return palette.warning;
  return symbol === "-" ? palette.remove : palette.error;
}

function same(text: string): string {
  return text;
}
