import { describeKind, type FieldDescription } from "../../documents/describe-kind.ts";
import { codes, isCode } from "../../model/codes/codes.ts";
import type { ExplainedCode, ExplainedField, ExplainedKind } from "../../model/explanation.ts";
import { Failure } from "../../model/failure.ts";
import type { Kind, Part, Kinds } from "../../model/kind.ts";

/**
 * Explains a kind by its name or address segment, a part of one alike (`NodeService`, `service`), or a code in any case.
 * Needs neither repository nor database.
 */
export function explainTopic(kinds: Kinds, topic: string): ExplainedKind | ExplainedCode {
  const wanted = topic.toLowerCase();
  const named = kinds.all.find(
    ({ name, segment, part }) => name.toLowerCase() === wanted || (part?.segment ?? segment) === wanted,
  );
  const kind = named?.part ? kinds.byName(named.part.of) : named;
  if (named && kind) return named.part ? explainPart(kinds, named.name, named.part) : explainKind(kinds, kind);
  const code = topic.toUpperCase();
  if (isCode(code)) return { code, ...codes[code] };
  const names = kinds.all.flatMap(({ name, part }) => (part ? [] : [name])).join(", ");
  throw new Failure("V7-C005", `nothing to explain about ${topic}; kinds are ${names}, codes look like V7-D012`);
}

function explainKind(kinds: Kinds, kind: Kind): ExplainedKind {
  const described = describeKind(kind.name);
  if (!described) throw new Error(`the kind ${kind.name} has no schema`);
  return {
    kind: kind.name,
    description: described.description,
    fields: described.fields.map((field) => explainField(kinds, kind, field)),
  };
}

/** Of the whole's fields those of the part's entries. */
function explainPart(kinds: Kinds, name: string, { of, list }: Part): ExplainedKind {
  const whole = kinds.byName(of);
  if (!whole) throw new Error(`the part ${name} has no whole`);
  const { fields } = explainKind(kinds, whole);
  const meaning = fields.find(({ path }) => path === `spec.${list}`)?.description ?? "";
  return {
    kind: name,
    description: `An entry of spec.${list} of a ${of}. ${meaning}`,
    fields: fields.filter(({ path }) => path.startsWith(`spec.${list}[].`)),
  };
}

function explainField(kinds: Kinds, kind: Kind, description: FieldDescription): ExplainedField {
  const column = kinds.all
    .filter(({ name, part }) => name === kind.name || part?.of === kind.name)
    .flatMap((owner) => columnOf(owner, description.path))[0];
  return column === undefined ? description : { ...description, column };
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
