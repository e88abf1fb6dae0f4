import { describeFile, describeKind, type FieldDescription } from "../../documents/describe-kind.ts";
import { exampleDocument, exampleFile } from "../../documents/example-document.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { kindCalled, noKindCalled, type Kind, type Kinds, type Part } from "../../model/kind.ts";
import { nearest } from "../../model/nearest.ts";
import type { ExplainedField, ExplainKindOutput } from "../../model/output/explain-kind.ts";
import type { Workspace } from "../../workspace/workspace.ts";

export interface ExplainKindRequest {
  /**
   * A kind's name or address segment, or those of a part (`NodeService`, `service`); a field of one (`task.status`); or a
   * file that is no document (`v7.yaml`).
   */
  readonly topic: string;
}

/** A kind or a file with its fields and a smallest valid example, or a field of one. Needs neither documents nor database. */
export async function explainKind(
  { kinds }: Pick<Workspace, "kinds">,
  { topic }: ExplainKindRequest,
): Promise<Answer<ExplainKindOutput>> {
  return answer(explainedFiles.has(topic) ? explainFile(topic) : explanationOf(kinds, topic));
}

/** The files that people write and that are no documents, by the name they are asked for, and their schemas. */
export const explainedFiles: ReadonlyMap<string, string> = new Map([
  ["v7.yaml", "config.schema.json"],
  ["facts", "facts.schema.json"],
  ["metrics", "metrics.schema.json"],
  ["report", "report.schema.json"],
  ["secrets.accepted.yaml", "secrets-accepted.schema.json"],
]);

/** The same of kinds alone. */
export function explanationOf(kinds: Kinds, topic: string): ExplainKindOutput {
  const [word = "", ...field] = topic.split(".");
  const named = kindCalled(kinds, word);
  const kind = named?.part ? kinds.byName(named.part.of) : named;
  if (!named || !kind) throw noKindCalled(kinds, topic, [...explainedFiles.keys()]);
  const explained = named.part ? explainPart(kinds, named.name, named.part) : explainWhole(kinds, kind);
  return field.length === 0 ? explained : explainOne(explained, named.part, field.join("."));
}

function explainWhole(kinds: Kinds, kind: Kind): ExplainKindOutput {
  const described = describeKind(kind.name);
  if (!described) throw new Error(`the kind ${kind.name} has no schema`);
  return {
    kind: kind.name,
    description: described.description,
    fields: described.fields.map((field) => explainField(kinds, kind, field)),
    example: exampleDocument(kind.name) ?? null,
  };
}

/** Of the whole's fields those of the part's entries. */
function explainPart(kinds: Kinds, name: string, { of, list }: Part): ExplainKindOutput {
  const whole = kinds.byName(of);
  if (!whole) throw new Error(`the part ${name} has no whole`);
  const { fields } = explainWhole(kinds, whole);
  const meaning = fields.find(({ field }) => field === `spec.${list}`)?.description ?? "";
  return {
    kind: name,
    description: `An entry of spec.${list} of a ${of}. ${meaning}`,
    fields: fields.filter(({ field }) => field.startsWith(`spec.${list}[].`)),
    example: exampleDocument(of, list) ?? null,
  };
}

function explainFile(name: string): ExplainKindOutput {
  const schemaFile = explainedFiles.get(name) ?? "";
  const { description, fields } = describeFile(schemaFile);
  return {
    kind: name,
    description,
    fields: fields.map((field) => explained(field, null)),
    example: exampleFile(schemaFile),
  };
}

/** A field as people write it, with those below it: `status`, `approval.status`, `metadata.labels`. */
function explainOne(whole: ExplainKindOutput, part: Part | undefined, field: string): ExplainKindOutput {
  const prefixes = [part ? `spec.${part.list}[].` : "spec.", ""];
  const wanted = prefixes.map((prefix) => prefix + field);
  const path = wanted.find((name) => whole.fields.some((known) => known.field === name));
  const fields = whole.fields.filter((known) => known.field === path || known.field.startsWith(`${path}.`));
  if (path !== undefined) return { ...whole, fields, example: null };
  const names = whole.fields.map((known) =>
    known.field.slice(known.field.startsWith(prefixes[0] ?? "") ? prefixes[0]?.length : 0),
  );
  const meant = nearest(field, names);
  throw new Failure(
    "V7-C005",
    `a ${whole.kind} has no field ${field}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
    { next: [`v7 explain ${whole.kind}`] },
  );
}

function explainField(kinds: Kinds, kind: Kind, described: FieldDescription): ExplainedField {
  const [column = null] = kinds.all
    .filter(({ name, part }) => name === kind.name || part?.of === kind.name)
    .flatMap((owner) => columnOf(owner, described.path));
  return explained(described, column);
}

function explained(described: FieldDescription, column: string | null): ExplainedField {
  const { path, type, required, nullable, description, values = null } = described;
  return { field: path, type, required, nullable, description, values, column };
}

/** `services.port` of `spec.services[].port`; the key of a part is a column too, and so is the text of an attached file. */
function columnOf({ table, part, attachments = [] }: Kind, path: string): string[] {
  if (!table) return [];
  const prefix = part ? `spec.${part.list}[].` : "spec.";
  const ofFile = attachments.some((attachment) => path === `${prefix}${attachment}`) ? ".text" : "";
  const field = table.fields.find((spec) => `${prefix}${spec.field}` === `${path}${ofFile}`);
  const key = part && path === `${prefix}${part.key}` ? table.key.at(-1) : undefined;
  const column = field?.column ?? key?.column;
  return column === undefined ? [] : [`${table.name}.${column}`];
}
