import { displayWidth, isColour, piecesOf, pieceWidth } from "./width.ts";

/** A text whose every line fits into `width` cells: longer ones go on below, as far in as what they say begins. */
export function fitText(text: string, width: number): string {
  if (width === Number.POSITIVE_INFINITY) return text;
  return text
    .split("\n")
    .flatMap((line) => wrapText(line, { width, hang: hangOf(line, width) }))
    .join("\n");
}

export interface Wrapping {
  readonly width: number;
  /** How far in the second and later lines begin; 0 unless told. */
  readonly hang?: number;
}

/**
 * The lines of a paragraph. It is broken at spaces and beside wide letters, else where a line ends; what is copied whole,
 * such as a path or an address, is left to the terminal, which knows that it is one.
 */
export function wrapText(text: string, { width, hang = 0 }: Wrapping): string[] {
  if (displayWidth(text) <= width) return [text];
  const [start = ""] = /^ */.exec(text) ?? [];
  const indent = " ".repeat(hang);
  const lines: string[] = [];
  let line = start;
  let used = start.length;
  let isEmpty = true;
  for (const { space, word } of wordsOf(text.slice(start.length), width - hang)) {
    const needed = displayWidth(word);
    if (!isEmpty && used + space.length + needed > width) {
      lines.push(line);
      [line, used, isEmpty] = [indent, hang, true];
    }
    line += (isEmpty ? "" : space) + word;
    used += (isEmpty ? 0 : space.length) + needed;
    isEmpty = false;
  }
  return withColours([...lines, line]);
}

/** The widest part of a text that is not broken unless nothing else helps. */
export function longestWord(text: string): number {
  return Math.max(0, ...text.split(" ").map(displayWidth));
}

interface Word {
  /** What stands before it, unless it begins a line. */
  readonly space: string;
  readonly word: string;
}

function wordsOf(text: string, width: number): Word[] {
  return (text.match(/ *[^ ]+/g) ?? []).flatMap((part) => {
    const word = part.trimStart();
    const space = part.slice(0, part.length - word.length);
    const pieces = partsOf(word, width);
    return pieces.map((piece, at) => ({ space: at === 0 ? space : "", word: piece }));
  });
}

function partsOf(word: string, width: number): string[] {
  const total = displayWidth(word);
  if (total <= width && total === piecesOf(word).length) return [word];
  if (isCopiedWhole(word)) return [word];
  const parts: string[] = [];
  let part = "";
  let used = 0;
  for (const piece of piecesOf(word)) {
    const cells = pieceWidth(piece);
    const isFull = used + cells > width;
    if (part !== "" && (isFull || (cells === 2 && !/^\p{P}/u.test(piece)))) {
      parts.push(part);
      [part, used] = ["", 0];
    }
    part += piece;
    used += cells;
  }
  return [...parts, part].filter((piece) => piece !== "");
}

/** A path, an address, a URL, a hash. */
function isCopiedWhole(word: string): boolean {
  return /^[("']?[\w./:~@%+=?&#-]+[)"',;.]?$/.test(word.replaceAll(/\u001b\[[\d;]*m/g, ""));
}

/** Behind the first gap, where a line is a label and what it says; else a little in. */
function hangOf(line: string, width: number): number {
  const plain = line.replaceAll(/\u001b\[[\d;]*m/g, "");
  const indent = /^ */.exec(plain)?.[0].length ?? 0;
  const label = /^ *\S+(?: \S+)* {2,}(?=\S)/.exec(plain)?.[0];
  const column = label === undefined ? 0 : displayWidth(label);
  if (column > 0 && column <= width / 2) return column;
  return Math.min(indent + 2, Math.floor(width / 2));
}

/** Ends what is painted at the end of a line and begins it again behind the next one's indent. */
function withColours(lines: readonly string[]): string[] {
  let open = "";
  return lines.map((line) => {
    const started = open === "" ? line : line.replace(/^ */, (indent) => indent + open);
    const colours = piecesOf(line).filter(isColour);
    for (const colour of colours) open = endings.has(colour) ? "" : open + colour;
    return open === "" ? started : `${started}\u001b[0m`;
  });
}

const endings: ReadonlySet<string> = new Set(["\u001b[0m", "\u001b[39m", "\u001b[22m"]);
