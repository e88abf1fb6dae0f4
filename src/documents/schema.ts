import { readPackageFile } from "../system/package-file.ts";
import type { DocumentPath } from "../model/document.ts";
import type { Json } from "../model/json.ts";
import { schemaFiles } from "./generated/digest.js";

/** The part of JSON Schema that v7's schemas use. */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly uniqueItems?: boolean;
  /** True where a value that is refused may be a secret, so that no message repeats it. */
  readonly writeOnly?: boolean;
  readonly examples?: readonly Json[];
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly patternProperties?: { readonly [pattern: string]: Schema };
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: Schema };
}

/** The kinds that have a schema, in alphabetical order. */
export function kindNames(): string[] {
  return Object.keys(schemaFiles).toSorted();
}

/** The schema's file of a kind below schemas/v1, for the editor's comment in a document's first line. */
export function schemaFileOf(kind: string): string | undefined {
  return Object.hasOwn(schemaFiles, kind) ? schemaFiles[kind] : undefined;
}

/** A schema file with all references resolved in place. */
export function readSchema(file: string): Schema {
  const schema = parseSchema(file);
  return resolve(schema, schema);
}

/** The schema of the value at a path; undefined where the schema says nothing about it. */
export function schemaAt(schema: Schema, path: DocumentPath): Schema | undefined {
  let current: Schema | undefined = schema;
  for (const step of path) current = current === undefined ? undefined : below(current, step);
  return current;
}

function below(schema: Schema, step: string | number): Schema | undefined {
  if (typeof step === "number") return schema.items;
  const { properties = {}, patternProperties = {}, additionalProperties } = schema;
  if (Object.hasOwn(properties, step)) return properties[step];
  const pattern = Object.keys(patternProperties).find((form) => new RegExp(form, "u").test(step));
  if (pattern !== undefined) return patternProperties[pattern];
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

function parseSchema(file: string): Schema {
  return JSON.parse(readPackageFile(`schemas/v1/${file}`)) as Schema;
}

function resolve(schema: Schema, document: Schema): Schema {
  const { $ref, ...own } = schema;
  const merged = $ref === undefined ? own : merge(referenced($ref, document), own);
  return {
    ...merged,
    ...(merged.properties && { properties: mapValues(merged.properties, (part) => resolve(part, document)) }),
    ...(merged.patternProperties && {
      patternProperties: mapValues(merged.patternProperties, (part) => resolve(part, document)),
    }),
    ...(merged.items && { items: resolve(merged.items, document) }),
    ...(typeof merged.additionalProperties === "object" && {
      additionalProperties: resolve(merged.additionalProperties, document),
    }),
  };
}

function referenced($ref: string, document: Schema): Schema {
  if (!$ref.startsWith("#/$defs/")) return parseSchema($ref);
  const definition = document.$defs?.[$ref.slice("#/$defs/".length)];
  if (definition === undefined) throw new Error(`schema reference ${$ref} leads nowhere`);
  return definition;
}

/** What stands beside a reference narrows the referenced schema, field by field. */
function merge(base: Schema, narrower: Schema): Schema {
  const properties = { ...base.properties };
  for (const [name, part] of Object.entries(narrower.properties ?? {})) {
    properties[name] = merge(properties[name] ?? {}, part);
  }
  return { ...base, ...narrower, ...(Object.keys(properties).length > 0 && { properties }) };
}

function mapValues<T>(object: { readonly [key: string]: T }, change: (value: T) => T): { [key: string]: T } {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
