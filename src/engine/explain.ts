import { describeKind, type FieldDescription } from "../documents/describe-kind.ts";
import { codes } from "../model/codes.ts";
import type { ExplainedCode, ExplainedField, ExplainedKind } from "../model/explanation.ts";
import { Failure } from "../model/failure.ts";
import type { Kind, Registry } from "../model/kind.ts";

/** Explains a kind by its name or address segment, or a code in any case. Needs neither repository nor database. */
export function explainTopic(registry: Registry, topic: string): ExplainedKind | ExplainedCode {
  const kind = registry.kinds.find(({ name, segment }) => [name.toLowerCase(), segment].includes(topic.toLowerCase()));
  if (kind) return explainKind(kind);
  const code = topic.toUpperCase();
  const known = Object.hasOwn(codes, code) ? codes[code] : undefined;
  if (known) return { code, ...known };
  const names = registry.kinds.map(({ name }) => name).join(", ");
  throw new Failure("V7-C005", `nothing to explain about ${topic}; kinds are ${names}, codes look like V7-D012`);
}

function explainKind(kind: Kind): ExplainedKind {
  const described = describeKind(kind.name);
  if (!described) throw new Error(`the kind ${kind.name} has no schema`);
  return {
    kind: kind.name,
    description: described.description,
    fields: described.fields.map((field) => explainField(kind, field)),
  };
}

function explainField(kind: Kind, description: FieldDescription): ExplainedField {
  const column = kind.table?.fields.find(({ field }) => `spec.${field}` === description.path)?.column;
  return column === undefined || !kind.table
    ? description
    : { ...description, column: `${kind.table.table}.${column}` };
}
