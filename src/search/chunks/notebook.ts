import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Section } from "./chunk.ts";

/**
 * The cells of a Jupyter notebook: what people typed, each below the Markdown headings above it, on the line of the file
 * that its cell begins on. Outputs and attachments are what a program made of it. Undefined for what is no notebook.
 */
export function notebookSections(text: string): Section[] | undefined {
  const cells = cellsOf(text);
  if (cells === undefined) return undefined;
  const lines = linesOfCells(text);
  const above: Heading[] = [];
  return cells.flatMap((cell, at): Section[] => {
    const source = sourceOf(cell);
    const headings = headingsOf(cell, source);
    const [first] = headings;
    const isHeaded = first !== undefined && source.trimStart().startsWith(first.line);
    // A cell that begins with a heading stands below it; later headings in it are for the cells that follow.
    if (isHeaded) put(above, first);
    const heading = above.map(({ text: words }) => words);
    for (const next of isHeaded ? headings.slice(1) : headings) put(above, next);
    return source.trim() === "" ? [] : [{ heading, line: lines[at] ?? 1, text: source }];
  });
}

function cellsOf(text: string): JsonObject[] | undefined {
  try {
    const value = JSON.parse(text) as Json;
    if (!isJsonObject(value)) return undefined;
    // Until 2015 cells stood in worksheets.
    const lists = Array.isArray(value["worksheets"]) ? value["worksheets"] : [value];
    const cells = lists.map((list) => (isJsonObject(list) ? list["cells"] : undefined));
    return cells.every(Array.isArray) ? cells.flat().filter(isJsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function sourceOf(cell: JsonObject): string {
  const source = cell["source"] ?? cell["input"] ?? "";
  if (Array.isArray(source)) return source.filter((line) => typeof line === "string").join("");
  return typeof source === "string" ? source : "";
}

interface Heading {
  readonly level: number;
  readonly text: string;
  /** As it is written. */
  readonly line: string;
}

function headingsOf(cell: JsonObject, source: string): Heading[] {
  if (cell["cell_type"] !== "markdown") return [];
  let fence: string | undefined;
  return source.split("\n").flatMap((line): Heading[] => {
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1];
    if (mark !== undefined) fence = fence === undefined ? mark : fence === mark ? undefined : fence;
    const found = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/.exec(line);
    if (fence !== undefined || found === null) return [];
    const text = (found[2] ?? "").replace(/[ \t]+#+[ \t]*$/, "").trim();
    return [{ level: found[1]?.length ?? 1, text, line: line.trimStart() }];
  });
}

function put(above: Heading[], heading: Heading): void {
  while ((above.at(-1)?.level ?? 0) >= heading.level) above.pop();
  above.push(heading);
}

/** The lines that cells begin on. The text is JSON; a string in it may be a picture. */
function linesOfCells(text: string): number[] {
  const lines: number[] = [];
  const open: { readonly isCells: boolean }[] = [];
  let line = 1;
  let name = "";
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "\n") line += 1;
    else if (sign === '"') {
      const end = endOfString(text, at);
      name = text.slice(at + 1, Math.min(end, at + 1 + longestName));
      at = end;
    } else if (sign === "{" || sign === "[") {
      if (sign === "{" && open.at(-1)?.isCells === true) lines.push(line);
      const isWithin = open.some(({ isCells }) => isCells);
      open.push({ isCells: sign === "[" && name === "cells" && !isWithin });
    } else if (sign === "}" || sign === "]") open.pop();
  }
  return lines;
}

const longestName = 20;

/** Where the string ends that begins here. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}
