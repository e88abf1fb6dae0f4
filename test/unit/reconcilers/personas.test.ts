import { expect, test } from "vitest";
import type { Document } from "../../../src/model/document.ts";
import type { Json, JsonObject } from "../../../src/model/json.ts";
import { kinds } from "../../../src/reconcilers/index.ts";
import { readPackageFile } from "../../../src/system/package-file.ts";

// A name that nobody declares approves nothing, whichever field it stands in: the schemas say which fields name a persona.

interface Schema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: { readonly [name: string]: Schema };
}

/** Whoever types it raises it, persona or not. */
const elsewhere = ["raised_by"];

function personaFields(
  schema: Schema,
  path: readonly string[] = [],
): (readonly [path: readonly string[], isList: boolean])[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const own = [...path, name];
    if (elsewhere.includes(name)) return [];
    const isPersona = /^The personas? that/.test(field.description ?? "");
    return isPersona ? [[own, [field.type].flat().includes("array")] as const] : personaFields(field, own);
  });
}

const fields = kinds.all
  .filter(({ part }) => part === undefined)
  .flatMap((kind) => {
    const schema = JSON.parse(readPackageFile(`schemas/v1/${kind.segment}.schema.json`)) as Schema;
    const spec = schema.properties?.["spec"] ?? {};
    return personaFields(spec).map(([path, isList]) => ({
      kind,
      path,
      isList,
      field: `${kind.segment}.${path.join(".")}`,
    }));
  });

function documentWith(kind: string, path: readonly string[], value: Json): Document {
  const spec = path.reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject;
  return { kind, name: "1.1", spec, source: { file: "state/x.yaml", line: 1, column: 1 } } as unknown as Document;
}

test("there are such fields in several kinds", () => {
  expect(fields.map(({ field }) => field)).toEqual([
    "phase.leadPersona",
    "phase.approval.by",
    "task.responsiblePersona",
    "enum.approvedBy",
    "impact.reviewedByPersonas",
    "fileplan.reviewedBy",
  ]);
});

test.each(fields)("$field is followed", ({ kind, path, isList }) => {
  const references = kind.references?.(documentWith(kind.name, path, isList ? ["The Auditor"] : "The Auditor"));
  expect(references).toContainEqual(expect.objectContaining({ kind: "Persona", name: "The Auditor" }));
});
