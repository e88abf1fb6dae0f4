import type { JsonObject } from "../../model/json.ts";

/** One thing that can be asked for: of a route's query, a tool's arguments, a page's address. */
export interface Parameter<Value> {
  /** JSON Schema 2020-12 of a value. */
  readonly schema: JsonObject;
  /** Whether nothing can be answered without it. */
  readonly isRequired: boolean;
  /** Only says what is given; nobody has it. */
  readonly given?: Value;
}

export type Parameters = { readonly [name: string]: Parameter<unknown> };

/** What was given, by the parameters' names, checked by their schemas and with their defaults. */
export type Given<Asked extends Parameters> = {
  readonly [Name in keyof Asked]: Asked[Name] extends Parameter<infer Value> ? Value : never;
};

/** No text of the database's holds a NUL; nobody means one. */
const textForm = { type: "string", minLength: 1, maxLength: 1_000, pattern: String.raw`^[^\u0000]*$` } as const;

/** A text that may be absent. */
export function text(description: string, more: JsonObject = {}): Parameter<string | undefined> {
  return { schema: { ...textForm, description, ...more }, isRequired: false };
}

/** A text that must be there. */
export function neededText(description: string, more: JsonObject = {}): Parameter<string> {
  return { schema: { ...textForm, description, ...more }, isRequired: true };
}

/** A time, or a span before now. It arrives as it was typed. */
export function moment(description: string): Parameter<string | undefined> {
  return text(`${description} As a time (2025-10-09T03:00:00Z) or a span before now (12h).`, {
    pattern: String.raw`^(\d{4}-\d{2}-\d{2}([T ][0-9:.]+(Z|[+-]\d{2}:?\d{2})?)?|\d{1,9}(ms|s|m|min|h|d))$`,
  });
}

/** The address of a resource. */
export function address(description: string): Parameter<string | undefined> {
  return text(description, { pattern: "^[a-z]+/", examples: ["task/1.2"] });
}

/** Yes or no; no when it is absent. */
export function flag(description: string): Parameter<boolean> {
  return { schema: { type: "boolean", default: false, description }, isRequired: false };
}

/** A whole number between 1 and `most`. */
export function count(
  description: string,
  { by, most }: { readonly by: number; readonly most: number },
): Parameter<number> {
  return { schema: { type: "integer", minimum: 1, maximum: most, default: by, description }, isRequired: false };
}

/** A whole number that may be absent. */
export function number(description: string): Parameter<number | undefined> {
  return { schema: { type: "integer", minimum: 1, maximum: 2_147_483_647, description }, isRequired: false };
}

/** One of some words, or absent. */
export function choice<Word extends string>(description: string, words: readonly Word[]): Parameter<Word | undefined> {
  return { schema: { type: "string", enum: words, description }, isRequired: false };
}

/** Words by names that only the one who answers knows. */
export function wordsByName(description: string): Parameter<{ readonly [name: string]: unknown } | undefined> {
  const value = { type: ["string", "integer"], maxLength: 200 };
  return { schema: { type: "object", maxProperties: 20, additionalProperties: value, description }, isRequired: false };
}

/** JSON Schema of all of them together: what is not named is refused. */
export function objectSchema(parameters: Parameters): JsonObject {
  const entries = Object.entries(parameters);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(([name, { schema }]) => [name, schema])),
    required: entries.filter(([, { isRequired }]) => isRequired).map(([name]) => name),
    additionalProperties: false,
  };
}
