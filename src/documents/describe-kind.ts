import type { Json } from "../model/json.ts";
import { readSchema, schemaFileOf, type Schema } from "./schema.ts";

/** A field as its schema describes it. */
export interface FieldDescription {
  /** Dotted path in the document: `spec.approval.status`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  /** True when null is legal. */
  readonly nullable: boolean;
  readonly description: string;
  /** The values it may have, when the list is closed. */
  readonly values?: readonly string[];
  /** Of a list: each item's. */
  readonly maxLength?: number;
  readonly example?: Json;
}

export interface KindDescription {
  readonly kind: string;
  readonly description: string;
  /** The schema's file below schemas/v1. */
  readonly schemaFile: string;
  readonly fields: readonly FieldDescription[];
}

/** Describes a kind from its schema; undefined for a kind that has none. */
export function describeKind(kind: string): KindDescription | undefined {
  const schemaFile = schemaFileOf(kind);
  if (schemaFile === undefined) return undefined;
  const schema = readSchema(schemaFile);
  const fields = [
    ...fieldsBelow("metadata", schema.properties?.["metadata"]),
    ...fieldsBelow("spec", schema.properties?.["spec"]),
  ];
  return { kind, description: schema.description ?? "", schemaFile, fields };
}

/** The same of a file that is no document; its fields' paths begin at its top. */
export function describeFile(schemaFile: string): Omit<KindDescription, "kind"> {
  const schema = readSchema(schemaFile);
  return { description: schema.description ?? "", schemaFile, fields: fieldsBelow("", schema) };
}

function fieldsBelow(path: string, schema: Schema | undefined): FieldDescription[] {
  const required = new Set(schema?.required ?? []);
  return Object.entries(schema?.properties ?? {}).flatMap(([name, field]) => {
    const fieldPath = path === "" ? name : `${path}.${name}`;
    return [
      describeField(fieldPath, field, required.has(name)),
      ...fieldsBelow(fieldPath, field),
      ...fieldsBelow(`${fieldPath}[]`, field.items),
    ];
  });
}

function describeField(path: string, schema: Schema, required: boolean): FieldDescription {
  const values = schema.enum?.filter((value) => value !== null).map(String);
  const example = schema.examples?.[0];
  const maxLength = schema.maxLength ?? schema.items?.maxLength;
  return {
    path,
    type: typeName(schema),
    required,
    nullable: typesOf(schema).includes("null") || (schema.enum?.includes(null) ?? false),
    description: schema.description ?? "",
    ...(values !== undefined && { values }),
    ...(maxLength !== undefined && { maxLength }),
    ...(example !== undefined && { example }),
  };
}

const words: { readonly [type: string]: string } = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "mapping",
  array: "list",
};

function typeName(schema: Schema): string {
  if (schema.format === "timestamp") return "time";
  if (schema.enum !== undefined) return "one of";
  const types = typesOf(schema).filter((type) => type !== "null");
  if (types.includes("array") && schema.items !== undefined) {
    return `${schema.uniqueItems === true ? "set" : "list"} of ${schema.items.properties === undefined ? typeName(schema.items) : "mappings"}`;
  }
  return types.map((type) => words[type] ?? type).join(" or ");
}

function typesOf(schema: Schema): readonly string[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === "string" ? [schema.type] : schema.type;
}
