import type { Code } from "../model/codes/codes.ts";
import { isScalar } from "yaml";
import type { DocumentPath } from "../model/document.ts";
import { ExactNumber, roughNumber } from "../model/exact-number.ts";
import { isJsonNumber, isJsonObject, type Json } from "../model/json.ts";
import { nearest } from "../model/nearest.ts";
import { keyOffsetAt, nodeAt, offsetAt, type ParsedDocument, pathTo } from "./parse.ts";
import { pathText, plainText, type Problem } from "./problem.ts";
import { renderScalar } from "./render-value.ts";
import { readSchema, schemaAt, type Schema } from "./schema.ts";
import { type SchemaError, timeFault, type Validator } from "./validation.ts";

/** What is checked, and what its schema file is called; `owner` names it in messages. */
export interface Subject {
  readonly document: ParsedDocument;
  readonly value: Json;
  readonly validator: Validator;
  readonly schemaFile: string;
  readonly owner: string;
  /** True of what programs write: to them 1.0 and 1.5e-05 are plainly numbers. */
  readonly isMachineWritten?: boolean;
}

/** A problem and the path it is about, so that it can be repaired. */
export interface SchemaProblem extends Problem {
  readonly path: DocumentPath;
}

/** Validates a document's value against its schema and says in plain words, with places, what is wrong. */
export function checkSchema(subject: Subject): SchemaProblem[] {
  const { validator, document, value } = subject;
  const isValid = validator(document.hasExactNumbers === true ? withRoughNumbers(value) : value);
  if (isValid && !document.restated?.length) return [];
  const check: Check = { ...subject, schema: readSchema(subject.schemaFile), suggested: new Set() };
  const errors = isValid ? [] : (validator.errors ?? []).toSorted((left, right) => order(left) - order(right));
  const found = errors.map((error) => problemOf(check, error, pathOf(error.instancePath)));
  return withoutRepeats([...found.filter((problem) => problem !== undefined), ...restatedProblems(check)]);
}

/** Plain numbers alone: the validators know no others. */
export function withRoughNumbers(value: Json): Json {
  if (value instanceof ExactNumber) return roughNumber(value);
  if (Array.isArray(value)) return value.map((item: Json) => withRoughNumbers(item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withRoughNumbers(member)]));
}

/** Where anything may stand, nobody can tell whether 1.10 was meant as a number: it would come back as 1.1. */
function restatedProblems(check: Check): SchemaProblem[] {
  return (check.document.restated ?? []).flatMap((node): SchemaProblem[] => {
    const path = pathTo(check.document.root, node);
    if (path === undefined || !takesAnything(schemaAt(check.schema, path))) return [];
    if (check.isMachineWritten === true && jsonNumber.test(node.source ?? "")) return [];
    const reads = renderScalar(valueAt(check.value, path) ?? null);
    const source = node.source ?? "";
    const message = `${pathText(path)} ${plainText(source)} would come back as ${plainText(reads)}; write "${plainText(source)}" to keep it as text, or ${plainText(reads)}`;
    return [{ code: "V7-D045", message, offset: node.range?.[0] ?? check.document.offset, path, repairable: true }];
  });
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function takesAnything(schema: Schema | undefined): boolean {
  if (schema === undefined) return true;
  const { type, enum: words, const: word } = schema;
  if (type === undefined) return words === undefined && word === undefined;
  return type.includes("string") && (type.includes("number") || type.includes("integer"));
}

interface Check extends Subject {
  readonly schema: Schema;
  /** Pointers of fields that a misspelt key was probably meant to be. */
  readonly suggested: Set<string>;
}

/** Misspelt keys come first, because they explain missing ones. */
function order(error: SchemaError): number {
  return error.keyword === "additionalProperties" ? 0 : 1;
}

function problemOf(check: Check, error: SchemaError, path: DocumentPath): SchemaProblem | undefined {
  const name = pathText(path) || check.owner;
  const value = valueAt(check.value, path);
  const at = (code: Code, message: string): SchemaProblem => ({
    code,
    message,
    offset: offsetAt(check.document, path),
    path,
  });
  const limit = String(error.params["limit"]);
  const secret = schemaAt(check.schema, path)?.writeOnly === true;
  switch (error.keyword) {
    case "additionalProperties":
      return unknownField(check, path, String(error.params["additionalProperty"]));
    case "required":
      return missingField(check, path, String(error.params["missingProperty"]));
    case "type":
      return wrongType(check, path, error.params["type"]);
    case "enum":
      return at("V7-D006", enumMessage(name, value, error.params["allowedValues"] as readonly Json[], secret));
    case "const":
      return at(
        "V7-D019",
        `${name} is ${shown(value)}; only ${shown(error.params["allowedValue"] as Json)} is known here`,
      );
    case "maxLength":
      return at("V7-D008", `${name} has ${Array.from(String(value)).length} characters; at most ${limit} fit`);
    case "minLength":
    case "minItems":
      return at("V7-D008", `${name} is empty`);
    case "minimum":
    case "maximum":
      return at(
        "V7-D008",
        `${name} is ${shown(value)}; ${error.keyword === "minimum" ? "at least" : "at most"} ${limit}`,
      );
    case "pattern":
    case "format":
      return at("V7-D009", formMessage(name, value, schemaAt(check.schema, path)));
    case "uniqueItems":
      return twice(check, path, Number(error.params["i"]));
    case "discriminator":
      return unknownForm(check, path, error.params);
    case "if":
      return undefined;
    default:
      return at("V7-D009", `${name} has the wrong form`);
  }
}

/** A mapping whose `type` names none of its forms; where it has none, that is said already. */
function unknownForm(
  { document }: Check,
  path: DocumentPath,
  { tag, tagValue }: { readonly tag?: string; readonly tagValue?: Json },
): SchemaProblem | undefined {
  if (tag === undefined || tagValue === undefined) return undefined;
  const full = [...path, tag];
  const message = `${full.join(".")} ${shown(tagValue)} is unknown`;
  return { code: "V7-D019", message, offset: offsetAt(document, full), path: full };
}

function unknownField(check: Check, path: DocumentPath, field: string): SchemaProblem {
  const full = [...path, field];
  const known = knownFields(schemaAt(check.schema, path), field);
  const suggestion = nearest(field, known);
  if (suggestion !== undefined) check.suggested.add([...path, suggestion].join("/"));
  const hint = suggestion === undefined ? knownHint(check, full, known) : `did you mean ${suggestion}?`;
  return {
    code: "V7-D004",
    message: [`unknown field ${plainText(field)}`, hint].filter((part) => part !== "").join("; "),
    offset: keyOffsetAt(check.document, full),
    path: full,
  };
}

/** Where only the form of names is fixed, the name in small letters may be the one that was meant. */
function knownFields({ properties = {}, patternProperties = {} }: Schema = {}, field: string): string[] {
  const small = field.toLowerCase();
  const isForm = Object.keys(patternProperties).some((pattern) => new RegExp(pattern, "u").test(small));
  return [...Object.keys(properties), ...(isForm ? [small] : [])];
}

/** What a field may have meant that resembles no other: its place below spec, or one of those that are known there. */
function knownHint(check: Check, full: DocumentPath, known: readonly string[]): string {
  const path = full.slice(0, -1);
  const inSpec = schemaAt(check.schema, ["spec"])?.properties ?? {};
  if (path.length === 0 && Object.hasOwn(inSpec, String(full.at(-1)))) return "it belongs below spec";
  return known.length > 0 ? `${pathText(path) || check.owner} has ${known.join(", ")}` : "";
}

function missingField(check: Check, path: DocumentPath, field: string): SchemaProblem | undefined {
  if (check.suggested.has([...path, field].join("/"))) return undefined;
  const owner = path.length === 0 ? check.owner : path.length === 1 ? String(path[0]) : pathText(path);
  const offset = path.length === 0 ? check.document.offset : keyOffsetAt(check.document, path);
  return { code: "V7-D005", message: `${owner} needs ${field}`, offset, path };
}

const typeNames: { readonly [type: string]: string } = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  object: "a mapping",
  array: "a list",
  null: "null",
};

function wrongType(check: Check, path: DocumentPath, expected: unknown): SchemaProblem {
  const types = (Array.isArray(expected) ? expected : [expected]).map(String);
  const value = valueAt(check.value, path);
  const name = pathText(path) || check.owner;
  const problem = { offset: offsetAt(check.document, path), path };
  const source = plainSource(check.document, path);
  if (types.includes("string") && source !== undefined && (isJsonNumber(value) || typeof value === "boolean")) {
    const reads = isJsonNumber(value) ? `the number ${renderScalar(value)}` : String(value);
    return {
      ...problem,
      code: "V7-D012",
      message: `${name} ${source} reads as ${reads}; write "${source}"`,
      repairable: true,
    };
  }
  const wanted = types
    .filter((type) => type !== "null")
    .map((type) => typeNames[type] ?? type)
    .join(" or ");
  return { ...problem, code: "V7-D007", message: `${name} must be ${wanted}, not ${typeOf(value)}` };
}

function typeOf(value: Json | undefined): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "a list";
  if (value instanceof ExactNumber) return "a number";
  return typeNames[typeof value] ?? typeof value;
}

function plainSource(document: ParsedDocument, path: DocumentPath): string | undefined {
  const { node } = nodeAt(document.root, path);
  return isScalar(node) && node.type === "PLAIN" ? node.source : undefined;
}

function enumMessage(name: string, value: Json | undefined, allowed: readonly Json[], secret: boolean): string {
  const words = allowed.filter((word) => word !== null).map(String);
  if (secret) return `${name} must be one of ${words.join(", ")}`;
  const suggestion = typeof value === "string" ? nearest(value, words) : undefined;
  const hint = suggestion === undefined ? "" : `; did you mean ${suggestion}?`;
  return `${name} is ${shown(value)}; one of ${words.join(", ")}${hint}`;
}

function formMessage(name: string, value: Json | undefined, schema: Schema | undefined): string {
  const example = schema?.examples?.[0];
  // Where only the name of a variable belongs, what stands instead may be a secret.
  if (String(example).startsWith("env:")) return `${name} must name a variable; write it as "${String(example)}"`;
  const fault = schema?.format === "timestamp" || schema?.format === "date" ? timeFault(String(value)) : undefined;
  return `${name} ${shown(value)} ${fault ?? "has the wrong form"}${example === undefined ? "" : `; write it as ${JSON.stringify(example)}`}`;
}

function twice(check: Check, path: DocumentPath, index: number): SchemaProblem {
  const full = [...path, index];
  const message = `${pathText(path)} names ${shown(valueAt(check.value, full))} twice`;
  return { code: "V7-D024", message, offset: offsetAt(check.document, full), path: full };
}

function shown(value: Json | undefined): string {
  const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
  return plainText(text.replace(/\/\/[^\s"<>]{1,400}@/g, "//***@"));
}

function valueAt(value: Json | undefined, path: DocumentPath): Json | undefined {
  let current = value;
  for (const step of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = (current as { readonly [key: string | number]: Json })[step];
  }
  return current;
}

function pathOf(pointer: string): DocumentPath {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return steps.map((step) => (/^(?:0|[1-9][0-9]*)$/.test(step) ? Number(step) : step));
}

function withoutRepeats(problems: readonly SchemaProblem[]): SchemaProblem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.offset} ${problem.code} ${problem.message}`;
    return !seen.has(key) && seen.add(key);
  });
}
