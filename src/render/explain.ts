import type { ExplainCodeOutput } from "../model/output/explain-code.ts";
import type { ExplainAddressOutput } from "../model/output/explain-address.ts";
import type { ExplainedField, ExplainKindOutput } from "../model/output/explain-kind.ts";
import type { ExplainedTopic, ExplainTopicsOutput } from "../model/output/explain-topics.ts";
import { escapeControls } from "./type/escape.ts";
import { type Palette, plainPalette } from "./type/palette.ts";
import { alignRows } from "./type/table.ts";
import { displayWidth } from "./type/width.ts";

/** What there is to ask for. */
export function renderTopics(view: ExplainTopicsOutput, palette: Palette = plainPalette): string {
  const part = (title: string, topics: readonly ExplainedTopic[]): string[] =>
    topics.length === 0 ? [] : [palette.strong(title), ...topics.flatMap(topicLines), ""];
  return [
    ...part("Kinds of documents", view.kinds),
    ...part("Files", view.files),
    ...part("Codes of findings and failures", view.code_areas),
    "Next: v7 explain Task, v7 explain task.status, v7 explain V7-D012",
  ].join("\n");
}

function topicLines({ topic, description }: ExplainedTopic): string[] {
  const [first = "", ...rest] = wrapped(description, topicColumn);
  return [`  ${escapeControls(topic).padEnd(topicColumn - 2)}${first.trimStart()}`, ...rest];
}

/** Two columns before it, and the longest topic. */
const topicColumn = 25;

/** What an address names, and what can be done with it. */
export function renderExplainedAddress(view: ExplainAddressOutput, palette: Palette = plainPalette): string {
  const { address, kind, description, file, line, rules, next } = view;
  const place = file === null ? "No document declares it." : `Declared in ${escapeControls(file)}:${line}`;
  const commands = alignRows(
    next.map(({ command, does }) => [escapeControls(command), escapeControls(does)]),
    { indent: 2 },
  );
  return [
    `${palette.strong(escapeControls(address))}: ${escapeControls(kind)}`,
    ...wrapped(description, 0),
    place,
    ...ruleLines(rules, palette),
    "",
    ...commands,
  ].join("\n");
}

/** Policy as the documents have it: what holds is what was applied of it. */
function ruleLines(rules: ExplainAddressOutput["rules"], palette: Palette): string[] {
  if (rules.length === 0) return [];
  const lines = alignRows(
    rules.map(({ rule, says }) => [escapeControls(rule), escapeControls(says)]),
    { indent: 2 },
  );
  return ["", palette.strong("Policy, as it is declared:"), ...lines];
}

/** A kind's fields as a table, with the descriptions wrapped below, and a smallest valid document. */
export function renderExplainedKind(view: ExplainKindOutput, palette: Palette = plainPalette): string {
  const heads = alignRows(view.fields.map(fieldCells), { indent: 2 });
  const fields = view.fields.flatMap((field, index) => [palette.strong(heads[index] ?? ""), ...detailLines(field)]);
  const example = view.example === null ? [] : ["", "A smallest valid one:", "", ...exampleLines(view.example)];
  return [palette.strong(escapeControls(view.kind)), ...wrapped(view.description, 0), "", ...fields, ...example].join(
    "\n",
  );
}

function exampleLines(example: string): string[] {
  return example
    .trimEnd()
    .split("\n")
    .map((line) => `  ${escapeControls(line)}`);
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
const lineWidth = 80;

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
