import type { FieldDescription } from "../../documents/describe-kind.ts";
import { reservedKeys } from "../../documents/parse.ts";
import type { DocumentPath } from "../../model/document.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/** `field=value` replaces, `field+=value` adds an item to a list, `field-=value` takes it out. */
export interface Assignment {
  /** The field's steps: `approval.status`, or `deliverables."report.pdf"` where a key has a dot of its own. */
  readonly field: readonly string[];
  readonly operator: "=" | "+=" | "-=";
  readonly value: string;
}

/** Reads `field=value`. Throws V7-C004. */
export function parseAssignment(text: string): Assignment {
  const match = /^([A-Za-z]\w*(?:\.(?:[\w-]+|"(?:[^"\\]|\\.)+"))*)(\+=|-=|=)([\s\S]*)$/.exec(text);
  const [, field = "", operator = "=", value = ""] = match ?? [];
  if (!match)
    throw new Failure("V7-C004", `${text} is no assignment`, {
      next: ["v7 set task/1.1 status=in_progress", `v7 set phase/1 'deliverables."report.pdf"=URL'`],
    });
  const steps = field.match(/[\w-]+|"(?:[^"\\]|\\.)+"/g) ?? [];
  return { field: steps.map(unquoted), operator: operator as Assignment["operator"], value };
}

function unquoted(step: string): string {
  if (!step.startsWith('"')) return step;
  try {
    return JSON.parse(step) as string;
  } catch {
    return step.slice(1, -1);
  }
}

/**
 * Where an assigned field stands in its document. A key with a dot that is there is found without quotes; a mapping that is
 * neither there nor known to the schema is not made by the way: the dot may be the key's own. Throws V7-P020, V7-D023.
 */
export function assignedPath(
  spec: JsonObject,
  fields: readonly FieldDescription[],
  field: readonly string[],
): DocumentPath {
  const reserved = field.find((step) => reservedKeys.has(step));
  if (reserved !== undefined)
    throw new Failure("V7-D023", `the key ${reserved} is reserved`, { next: ["choose another key"] });
  if (isOfMetadata(fields, field)) return field;
  const path: string[] = ["spec"];
  let value: Json | undefined = spec;
  // As explain and messages write it.
  let rest = field[0] === "spec" && !isMapping(fields, "spec.spec") ? field.slice(1) : field;
  while (rest.length > 0) {
    const length = stepLength(value, rest);
    const step = rest.slice(0, length).join(".");
    value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    path.push(step);
    rest = rest.slice(length);
    const isKnown = isMapping(fields, path.join("."));
    if (rest.length > 0 && !isJsonObject(value) && !isKnown) throw noMapping(path.slice(1), rest);
  }
  return path;
}

/** Labels and protection stand beside the spec, unless the kind has fields of that name in it. */
function isOfMetadata(fields: readonly FieldDescription[], [first, second, ...rest]: readonly string[]): boolean {
  if (first !== "metadata" || (second !== "labels" && second !== "protect")) return false;
  return rest.length === 0 || !fields.some(({ path }) => path === "spec.metadata");
}

function isMapping(fields: readonly FieldDescription[], path: string): boolean {
  return fields.some((field) => field.path.startsWith(`${path}.`) || (field.path === path && field.type === "mapping"));
}

/** How many of the steps are one key that is there; the longest wins. */
function stepLength(value: Json | undefined, steps: readonly string[]): number {
  if (!isJsonObject(value)) return 1;
  for (let length = steps.length; length > 1; length -= 1)
    if (Object.hasOwn(value, steps.slice(0, length).join("."))) return length;
  return 1;
}

function noMapping(path: readonly string[], rest: readonly string[]): Failure {
  const [owner, last] = [path.slice(0, -1), path.at(-1) ?? ""];
  const key = JSON.stringify([last, ...rest].join("."));
  const written = [...owner, key].join(".");
  return new Failure("V7-P020", `${path.join(".")} is no mapping in the document`, {
    next: [
      ...(owner.length > 0 ? [`v7 set ADDRESS '${written}=VALUE' for a key with a dot`] : []),
      `v7 set ADDRESS '${path.join(".")}={…}' for a mapping`,
    ],
  });
}
