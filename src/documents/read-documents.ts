import type { Document } from "../model/document.ts";
import type { Finding } from "../model/finding.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { checkSchema, type Subject, withRoughNumbers } from "./check-schema.ts";
import { mergeSides } from "./merge-sides.ts";
import { renumbering } from "./numbered.ts";
import { nearest } from "../model/nearest.ts";
import { keyOffsetAt, offsetAt, parseText, type ParsedDocument } from "./parse.ts";
import { lineStarts, plainText, positionAt, type Problem } from "./problem.ts";
import { kindNames, schemaFileOf } from "./schema.ts";
import * as generated from "./generated/validators.js";

/** What a text holds: its valid documents, and findings for the others. */
export interface TextReading {
  readonly documents: Document[];
  /** Documents that break their schema, but have a kind and a name. */
  readonly partial: Document[];
  readonly findings: Finding[];
}

const shownProblems = 50;

/** Reads every document of a text. Never throws, whatever the text; every finding has a place. */
export function readDocuments(text: string, file: string): TextReading {
  const { documents: parsed, problems } = parseText(text);
  const starts = lineStarts(text);
  const documents: Document[] = [];
  const partial: Document[] = [];
  const found = problems.map((problem) => asCollision(problem, text));
  for (const [index, part] of parsed.entries()) {
    const wrong = documentProblems(part);
    const source = { file, index, line: positionAt(text, starts, part.offset).line };
    if (wrong.length === 0)
      documents.push(documentOf(part.value as JsonObject, { ...source, specLines: specLines(text, starts, part) }));
    else partial.push(...partialDocument(part.value, source));
    found.push(...wrong);
  }
  return {
    documents,
    partial,
    findings: found.slice(0, shownProblems).map((problem) => findingOf(text, starts, file, problem)),
  };
}

/** A conflict that is two documents of one name, each side of the merge with its own, is told as that. */
function asCollision(problem: Problem, text: string): Problem {
  if (problem.code !== "V7-D018") return problem;
  const [ours, theirs] = collidingDocuments(text) ?? [];
  const next = theirs && renumbering(theirs);
  if (ours === undefined || theirs === undefined || next === undefined) return problem;
  const [one, other] = [ours, theirs].map(({ spec }) => plainText(String(spec["name"])));
  const message = `${ours.kind} ${plainText(ours.name)} is declared by both sides of a merge, as ${one} and as ${other}; ${next}`;
  return { ...problem, code: "V7-D022", message };
}

/** The two documents that the sides of a merge declare under one name in a file of its own; undefined where it is one, changed twice. */
export function collidingDocuments(text: string): readonly [ours: Document, theirs: Document] | undefined {
  const sides = mergeSides(text);
  if (sides === undefined) return undefined;
  const [[ours, ...more], [theirs, ...others]] = [
    readDocuments(sides.ours, "").documents,
    readDocuments(sides.theirs, "").documents,
  ];
  if (ours === undefined || theirs === undefined || more.length + others.length > 0) return undefined;
  const isOne = ours.spec["name"] === theirs.spec["name"];
  return ours.kind === theirs.kind && ours.name === theirs.name && !isOne ? [ours, theirs] : undefined;
}

/** A file's single mapping, when nothing is wrong with it. */
export interface MappingReading {
  readonly value?: JsonObject;
  readonly findings: Finding[];
}

/** Reads a configuration file, which is a single mapping. */
export function readConfiguration(text: string, file: string): MappingReading {
  const form = { validator: generated.Config, schemaFile: "config.schema.json" };
  const { value, findings } = readMapping(text, file, form);
  // Settings are reckoned with: there a number is only a number.
  return value === undefined ? { findings } : { value: withRoughNumbers(value) as JsonObject, findings };
}

/** Reads a file of observations of one machine, which is a single mapping. */
export function readObservationText(text: string, file: string): MappingReading {
  const form = { validator: generated.Observations, schemaFile: "facts.schema.json" };
  return readMapping(text, file, { ...form, isMachineWritten: true });
}

/** Reads a file of measurements of one machine, which is a single mapping. */
export function readMetricsText(text: string, file: string): MappingReading {
  const form = { validator: generated.Metrics, schemaFile: "metrics.schema.json" };
  const { value, findings } = readMapping(text, file, { ...form, isMachineWritten: true });
  // A measurement is no more exact than a number of the machine that made it.
  return value === undefined ? { findings } : { value: withRoughNumbers(value) as JsonObject, findings };
}

/** Reads what a completion report says in front of its text, which is a single mapping. */
export function readReportText(text: string, file: string): MappingReading {
  return readMapping(text, file, { validator: generated.Report, schemaFile: "report.schema.json" });
}

/** Reads the list of accepted secrets, which is a single mapping. */
export function readAcceptedText(text: string, file: string): MappingReading {
  return readMapping(text, file, { validator: generated.AcceptedSecrets, schemaFile: "secrets-accepted.schema.json" });
}

function readMapping(text: string, file: string, form: Omit<Subject, "document" | "value" | "owner">): MappingReading {
  const { documents, problems } = parseText(text);
  const [part, second] = documents;
  const found = problems.filter((problem) => problem.code !== "V7-D017").concat(part?.problems ?? []);
  if (second !== undefined)
    found.push({ code: "V7-D001", message: "one document is enough here", offset: second.offset });
  if (part?.value !== undefined) {
    found.push(...checkSchema({ ...form, document: part, value: part.value, owner: file }));
  }
  const starts = lineStarts(text);
  const findings = found.slice(0, shownProblems).map((problem) => findingOf(text, starts, file, problem));
  return findings.length === 0 && isJsonObject(part?.value) ? { value: part.value, findings } : { findings };
}

function findingOf(text: string, starts: readonly number[], file: string, problem: Problem): Finding {
  const { code, message, repairable } = problem;
  const place = { file, ...positionAt(text, starts, problem.offset) };
  return { severity: "error", code, message, ...place, ...(repairable && { repairable }) };
}

/** What is wrong with one document: its syntax, its kind, or its fields. */
export function documentProblems(part: ParsedDocument): readonly Problem[] {
  if (part.value === undefined) return part.problems;
  const kind = isJsonObject(part.value) ? part.value["kind"] : undefined;
  const schemaFile = typeof kind === "string" ? schemaFileOf(kind) : undefined;
  const validator = typeof kind === "string" && schemaFile !== undefined ? generated.validators[kind] : undefined;
  if (schemaFile === undefined || validator === undefined || typeof kind !== "string") return [kindProblem(part, kind)];
  return checkSchema({ document: part, value: part.value, validator, schemaFile, owner: kind });
}

function kindProblem(part: ParsedDocument, kind: Json | undefined): Problem {
  if (!isJsonObject(part.value))
    return {
      code: "V7-D007",
      message: "a document is a mapping: apiVersion, kind, metadata, spec",
      offset: part.offset,
    };
  const kinds = kindNames();
  if (kind === undefined) return missingKind(part, Object.keys(part.value), kinds);
  const suggestion = typeof kind === "string" ? nearest(kind, kinds) : undefined;
  const hint = suggestion === undefined ? `; one of ${kinds.join(", ")}` : `; did you mean ${suggestion}?`;
  const shown = plainText(typeof kind === "string" ? kind : JSON.stringify(kind));
  return { code: "V7-D019", message: `unknown kind ${shown}${hint}`, offset: offsetAt(part, ["kind"]) };
}

function missingKind(part: ParsedDocument, keys: readonly string[], kinds: readonly string[]): Problem {
  const misspelt = keys.find((key) => nearest(key, ["kind"]) !== undefined);
  if (misspelt === undefined)
    return { code: "V7-D005", message: `the document needs kind: one of ${kinds.join(", ")}`, offset: part.offset };
  const offset = keyOffsetAt(part, [misspelt]);
  return { code: "V7-D004", message: `unknown field ${plainText(misspelt)}; did you mean kind?`, offset };
}

function specLines(text: string, starts: readonly number[], part: ParsedDocument): number[] {
  const spec = isJsonObject(part.value) && isJsonObject(part.value["spec"]) ? part.value["spec"] : {};
  return Object.keys(spec).map((field) => positionAt(text, starts, offsetAt(part, ["spec", field])).line);
}

/** What other documents can know of a document that breaks its schema. */
function partialDocument(value: Json | undefined, source: Document["source"]): Document[] {
  if (!isJsonObject(value) || !isJsonObject(value["metadata"])) return [];
  const { kind, metadata, spec } = value;
  const name = metadata["name"];
  if (typeof kind !== "string" || schemaFileOf(kind) === undefined || typeof name !== "string") return [];
  return [{ kind, name, protect: false, spec: isJsonObject(spec) ? spec : {}, source }];
}

function documentOf(value: JsonObject, source: Document["source"]): Document {
  const metadata = value["metadata"] as JsonObject;
  const labels = metadata["labels"] as Document["labels"];
  const movedFrom = metadata["movedFrom"] as string | undefined;
  return {
    kind: value["kind"] as string,
    name: metadata["name"] as string,
    ...(labels !== undefined && { labels }),
    protect: metadata["protect"] === true,
    ...(movedFrom !== undefined && { movedFrom }),
    spec: value["spec"] as JsonObject,
    source,
  };
}
