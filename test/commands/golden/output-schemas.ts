import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { packagePath } from "../../../src/system/package-file.ts";

const base = "file:///schemas/v1/";

/** What is wrong with a `--json` document by the schema that is published for its command; where there are several, by the one that fits best. */
export type OutputCheck = (document: { readonly command?: unknown }) => unknown[];

export function outputCheck(): OutputCheck {
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    allErrors: true,
  });
  const files = readdirSync(packagePath("schemas/v1/output")).map((file) => join("output", file));
  const schemas = new Map(["plan.schema.json", ...files].map((file) => [file, readSchema(file)]));
  for (const [file, schema] of schemas) ajv.addSchema(schema, base + file);
  return (document) => {
    const published = [...schemas]
      .filter(([, schema]) => commandsOf(schema).some((command) => command === document.command))
      .map(([file]) => file);
    const problems = (published.length === 0 ? ["output/error.schema.json"] : published).map((file) => {
      const validate = ajv.getSchema(base + file);
      void validate?.(document);
      return validate?.errors ?? [];
    });
    return problems.toSorted((left, right) => left.length - right.length)[0] ?? [];
  };
}

interface OutputSchema {
  readonly properties?: { readonly command?: { readonly const?: string; readonly enum?: readonly string[] } };
}

/** The commands whose documents a schema describes: one, or several that answer alike. */
function commandsOf({ properties }: OutputSchema): readonly string[] {
  const { const: one, enum: several = [] } = properties?.command ?? {};
  return one === undefined ? several : [one];
}

function readSchema(file: string): OutputSchema {
  return JSON.parse(readFileSync(packagePath(`schemas/v1/${file}`), "utf8")) as OutputSchema;
}
