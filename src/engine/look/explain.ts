import { describeKind, type FieldDescription } from "../../documents/describe-kind.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { Kind, Part, Kinds } from "../../model/kind.ts";
import type { ExplainedField, ExplainKindOutput } from "../../model/output/explain-kind.ts";
import type { Workspace } from "../../workspace/workspace.ts";

export interface ExplainKindRequest {
  /** A kind's name or address segment, or those of a part (`NodeService`, `service`). */
  readonly topic: string;
}

/** A kind and its fields. Needs neither documents nor database. */
export async function explainKind(
  { kinds }: Workspace,
  { topic }: ExplainKindRequest,
): Promise<Answer<ExplainKindOutput>> {
  return answer(explanationOf(kinds, topic));
}

/** The same of kinds alone. */
export function explanationOf(kinds: Kinds, topic: string): ExplainKindOutput {
  const wanted = topic.toLowerCase();
  const named = kinds.all.find(
    ({ name, segment, part }) => name.toLowerCase() === wanted || (part?.segment ?? segment) === wanted,
  );
  const kind = named?.part ? kinds.byName(named.part.of) : named;
  if (named && kind) return named.part ? explainPart(kinds, named.name, named.part) : explainWhole(kinds, kind);
  const names = kinds.all.flatMap(({ name, part }) => (part ? [] : [name])).join(", ");
  throw new Failure("V7-C005", `nothing to explain about ${topic}; kinds are ${names}, codes look like V7-D012`);
}

function explainWhole(kinds: Kinds, kind: Kind): ExplainKindOutput {
  const described = describeKind(kind.name);
  if (!described) throw new Error(`the kind ${kind.name} has no schema`);
  return {
    kind: kind.name,
    description: described.description,
    fields: described.fields.map((field) => explainField(kinds, kind, field)),
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
  };
}

function explainField(kinds: Kinds, kind: Kind, described: FieldDescription): ExplainedField {
  const { path, type, required, nullable, description, values = null } = described;
  const [column = null] = kinds.all
    .filter(({ name, part }) => name === kind.name || part?.of === kind.name)
    .flatMap((owner) => columnOf(owner, path));
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
