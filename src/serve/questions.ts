import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { Failure } from "../model/failure.ts";
import type { Face, RoutedFace, ToolFace } from "./faces/face.ts";
import { count, objectSchema, type Parameters, text } from "./faces/parameters.ts";

/** What was given to a face, checked: its own parameters, and which part of its list. */
export interface CheckedQuestion {
  readonly given: { readonly [name: string]: unknown };
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** Reads what was given to a face. Throws V7-W005 for what does not have the described form. */
export type ReadQuestion = (given: { readonly [name: string]: unknown }) => CheckedQuestion;

interface Reading {
  /** Whether numbers and yes or no are read from text. */
  readonly coerceTypes: boolean;
  /** What whoever asked calls it. */
  readonly called: string;
  /** Where it is described. */
  readonly described: string;
}

/** All that a face may be given, lists with the two that continue them. */
export function parametersOf({ parameters, list }: Face): Parameters {
  if (list === undefined) return parameters;
  return {
    ...parameters,
    limit: count("How many at once.", { by: list.by, most: list.most }),
    cursor: text("Where the list goes on, as the answer before said."),
  };
}

/** A query has nothing but text: numbers and yes or no are read from it, and from nothing else. */
export function queryReader(face: RoutedFace): ReadQuestion {
  const described = `/docs#${encodeURIComponent(face.name)} says what ${face.route} takes`;
  return readerOf(face, { coerceTypes: true, called: face.route, described });
}

/** What programs give as JSON has its own types. */
export function argumentReader(face: ToolFace): ReadQuestion {
  const { name } = face.tool;
  return readerOf(face, { coerceTypes: false, called: name, described: `tools/list says what ${name} takes` });
}

function readerOf(face: Face, reading: Reading): ReadQuestion {
  let compiled: ValidateFunction | undefined;
  return (query) => {
    // When somebody asks at last: a server has a hundred of them, and starts at once.
    const validate = (compiled ??= compile(face, reading));
    const asked: { [name: string]: unknown } = { ...query };
    if (!validate(asked)) throw misunderstood(reading, validate.errors?.[0]);
    const { limit, cursor, ...given } = asked;
    return { given, limit: Number(limit ?? 0), cursor: cursor as string | undefined };
  };
}

function compile(face: Face, { coerceTypes }: Reading): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, coerceTypes, useDefaults: true, ownProperties: true });
  return ajv.compile(objectSchema(parametersOf(face)));
}

function misunderstood({ called, described }: Reading, error: ErrorObject | undefined): Failure {
  return new Failure("V7-W005", `${called}: ${complaint(error)}`, { next: [described] });
}

function complaint(error: ErrorObject | undefined): string {
  if (error === undefined) return "the question cannot be understood";
  const name = error.instancePath.slice(1);
  const { additionalProperty, missingProperty, allowedValues } = error.params as { readonly [key: string]: unknown };
  if (error.keyword === "additionalProperties")
    return `there is no parameter ${String(additionalProperty).slice(0, 100)}`;
  if (error.keyword === "required") return `${String(missingProperty)} is missing`;
  if (error.keyword === "enum") return `${name} is one of ${(allowedValues as string[]).join(", ")}`;
  return `${name} ${error.message ?? "is wrong"}`;
}
