import type { ExplainCodeOutput } from "../model/output/explain-code.ts";
import type { ExplainAddressOutput } from "../model/output/explain-address.ts";
import type { ExplainedField, ExplainKindOutput } from "../model/output/explain-kind.ts";
import type { ExplainedTopic, ExplainTopicsOutput } from "../model/output/explain-topics.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { labelLines, layList, listLines } from "./type/table.ts";
import { wrapText } from "./type/wrap.ts";

/** What there is to ask for. */
export function renderTopics(view: ExplainTopicsOutput, screen: Screen = plainScreen): string {
  const part = (title: string, topics: readonly ExplainedTopic[]): string[] =>
    topics.length === 0 ? [] : [screen.strong(title), ...topics.flatMap((topic) => topicLines(topic, screen)), ""];
  return [
    ...part("Kinds of documents", view.kinds),
    ...part("Files", view.files),
    ...part("Codes of findings and failures", view.code_areas),
    "Next: v7 explain Task, v7 explain task.status, v7 explain V7-D012",
  ].join("\n");
}

function topicLines({ topic, description }: ExplainedTopic, screen: Screen): string[] {
  const [first = "", ...rest] = wrapped(description, topicColumn, screen);
  return [`  ${escapeControls(topic).padEnd(topicColumn - 2)}${first.trimStart()}`, ...rest];
}

/** Two columns before it, and the longest topic. */
const topicColumn = 25;

/** What an address names, and what can be done with it. */
export function renderExplainedAddress(view: ExplainAddressOutput, screen: Screen = plainScreen): string {
  const { address, kind, description, file, line, rules, next } = view;
  const place = file === null ? "No document declares it." : `Declared in ${escapeControls(file)}:${line}`;
  const commands = listLines(
    next.map(({ command, does }) => [escapeControls(command), escapeControls(does)]),
    screen,
    { indent: 2 },
  );
  return [
    `${screen.strong(escapeControls(address))}: ${escapeControls(kind)}`,
    ...wrapped(description, 0, screen),
    place,
    ...ruleLines(rules, screen),
    "",
    ...commands,
  ].join("\n");
}

/** Policy as the documents have it: what holds is what was applied of it. */
function ruleLines(rules: ExplainAddressOutput["rules"], screen: Screen): string[] {
  if (rules.length === 0) return [];
  const lines = labelLines(
    rules.map(({ rule, says }) => [escapeControls(rule), escapeControls(says)]),
    screen,
    { indent: 2 },
  );
  return ["", screen.strong("Policy, as it is declared:"), ...lines];
}

/** A kind's fields as a table, with the descriptions wrapped below, and a smallest valid document. */
export function renderExplainedKind(view: ExplainKindOutput, screen: Screen = plainScreen): string {
  const heads = layList(view.fields.map(fieldCells), screen, { indent: 2 });
  const fields = view.fields.flatMap((field, index) => [
    ...(heads[index] ?? []).map(screen.strong),
    ...detailLines(field, screen),
  ]);
  const example = view.example === null ? [] : ["", "A smallest valid one:", "", ...exampleLines(view.example)];
  return [
    screen.strong(escapeControls(view.kind)),
    ...wrapped(view.description, 0, screen),
    "",
    ...fields,
    ...example,
  ].join("\n");
}

function exampleLines(example: string): string[] {
  return example
    .trimEnd()
    .split("\n")
    .map((line) => `  ${escapeControls(line)}`);
}

/** What a code means, what to do about it, and what a command exits with that fails so. */
export function renderExplainedCode(view: ExplainCodeOutput, screen: Screen = plainScreen): string {
  const title = `${escapeControls(view.code)}: ${escapeControls(view.title)}`;
  const exit = `Exit when a command fails with it: ${view.exit.status}, ${view.exit.means}`;
  return [
    screen.strong(title),
    ...[view.explanation, `Fix: ${view.fix}`, exit].flatMap((text) => wrapped(text, 0, screen)),
  ].join("\n");
}

function fieldCells({ field, type, required, nullable, column }: ExplainedField): string[] {
  const rules = [required ? "required" : "", nullable ? "or null" : ""].filter((rule) => rule !== "").join(", ");
  return [escapeControls(field), escapeControls(type), rules, escapeControls(column ?? "")];
}

function detailLines({ description, values }: ExplainedField, screen: Screen): string[] {
  const list = values === null ? [] : wrapped(`One of: ${values.join(", ")}`, detailIndent, screen);
  return [...wrapped(description, detailIndent, screen), ...list];
}

const detailIndent = 6;
/** Prose is read best in lines of this length, wherever it is printed. */
const lineWidth = 80;

function wrapped(text: string, indent: number, { width }: Screen): string[] {
  const words = text.split(/\s+/).filter((part) => part !== "");
  if (words.length === 0) return [];
  const paragraph = " ".repeat(indent) + words.map(escapeControls).join(" ");
  return wrapText(paragraph, { width: Math.min(width, lineWidth), hang: indent });
}
