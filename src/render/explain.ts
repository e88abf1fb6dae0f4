import type { ExplainCodeOutput } from "../model/output/explain-code.ts";
import type { ExplainedField, ExplainKindOutput } from "../model/output/explain-kind.ts";
import { escapeControls } from "./type/escape.ts";
import { type Palette, plainPalette } from "./type/palette.ts";
import { alignRows } from "./type/table.ts";
import { displayWidth } from "./type/width.ts";

/** A kind's fields as a table, with the descriptions wrapped below. */
export function renderExplainedKind(view: ExplainKindOutput, palette: Palette = plainPalette): string {
  const heads = alignRows(view.fields.map(fieldCells), { indent: 2 });
  const fields = view.fields.flatMap((field, index) => [palette.strong(heads[index] ?? ""), ...detailLines(field)]);
  return [palette.strong(escapeControls(view.kind)), ...wrapped(view.description, 0), "", ...fields].join("\n");
}

/** What a code means, what to do about it, and what a command exits with that fails so. */
export function renderExplainedCode(view: ExplainCodeOutput, palette: Palette = plainPalette): string {
  const title = `${escapeControls(view.code)}: ${escapeControls(view.title)}`;
  const exit = `Exit when a command fails with it: ${view.exit.status}, ${view.exit.means}`;
  return [
    palette.strong(title),
    ...[view.explanation, `Fix: ${view.fix}`, exit].flatMap((text) => wrapped(text, 0)),
  ].join("\n");
}

function fieldCells({ field, type, required, nullable, column }: ExplainedField): string[] {
  const rules = [required ? "required" : "", nullable ? "or null" : ""].filter((rule) => rule !== "").join(", ");
  return [escapeControls(field), escapeControls(type), rules, escapeControls(column ?? "")];
}

function detailLines({ description, values }: ExplainedField): string[] {
  const list = values === null ? [] : wrapped(`One of: ${values.join(", ")}`, detailIndent);
  return [...wrapped(description, detailIndent), ...list];
}

const detailIndent = 6;
const lineWidth = 100;

function wrapped(text: string, indent: number): string[] {
  const start = " ".repeat(indent);
  const lines: string[] = [];
  let line = start;
  for (const word of text
    .split(/\s+/)
    .filter((part) => part !== "")
    .map(escapeControls)) {
    const longer = line === start ? start + word : `${line} ${word}`;
    if (line !== start && displayWidth(longer) > lineWidth) lines.push(line);
    line = line !== start && displayWidth(longer) > lineWidth ? start + word : longer;
  }
  return line === start ? lines : [...lines, line];
}
