import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { Failure } from "../model/failure.ts";
import type { Arrangement } from "./arrange.ts";
import type { Face, RoutedFace, ToolFace } from "./faces/face.ts";
import { choice, count, objectSchema, type Parameters, text } from "./faces/parameters.ts";

/** What was given to a face, checked: its own parameters, and which part of its list. */
export interface CheckedQuestion {
  readonly given: { readonly [name: string]: unknown };
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly arrangement: Arrangement;
}

/** Reads what was given to a face. Throws V7-W005 for what does not have the described form. */
export type ReadQuestion = (given: { readonly [name: string]: unknown }) => CheckedQuestion;

interface Reading {
  readonly parameters: Parameters;
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

/** The same in an address, where what is there whole can be arranged as well. */
export function queryOf(face: Face): Parameters {
  return { ...parametersOf(face), ...(face.list?.sorts === true ? arranging : {}) };
}

const arranging: Parameters = {
  sort: text("The column to sort by."),
  order: choice("Upwards, or downwards.", ["asc", "desc"] as const),
  q: text("Only rows with all of these words."),
};

/** A query has nothing but text: numbers and yes or no are read from it, and from nothing else. */
export function queryReader(face: RoutedFace): ReadQuestion {
  const described = `/docs#${encodeURIComponent(face.name)} says what ${face.route} takes`;
  return readerOf({ parameters: queryOf(face), coerceTypes: true, called: face.route, described });
}

/** What programs give as JSON has its own types. */
export function argumentReader(face: ToolFace): ReadQuestion {
  const { name } = face.tool;
  const described = `tools/list says what ${name} takes`;
  return readerOf({ parameters: parametersOf(face), coerceTypes: false, called: name, described });
}

function readerOf(reading: Reading): ReadQuestion {
  let compiled: ValidateFunction | undefined;
  return (query) => {
    // When somebody asks at last: a server has a hundred of them, and starts at once.
    const validate = (compiled ??= compile(reading));
    const asked: { [name: string]: unknown } = { ...query };
    if (!validate(asked)) throw misunderstood(reading, validate.errors?.[0]);
    const { limit, cursor, ...rest } = asked;
    const isArranged = reading.parameters["sort"] === arranging["sort"];
    const { arrangement, given } = isArranged ? arrangementOf(rest) : { arrangement: asTheyCome, given: rest };
    return { given, limit: Number(limit ?? 0), cursor: cursor as string | undefined, arrangement };
  };
}

const asTheyCome: Arrangement = { sort: undefined, order: "asc", words: undefined };

function arrangementOf({
  sort,
  order = "asc",
  q,
  ...given
}: CheckedQuestion["given"]): Pick<CheckedQuestion, "arrangement" | "given"> {
  return { arrangement: { sort, order, words: q } as Arrangement, given };
}

function compile({ coerceTypes, parameters }: Reading): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, coerceTypes, useDefaults: true, ownProperties: true });
  return ajv.compile(objectSchema(parameters));
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
