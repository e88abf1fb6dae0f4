import type { CustomTypesConfig } from "pg";
import type pg from "pg";
import { parseJson } from "../model/json.ts";

type Parser = (text: string) => unknown;

/**
 * How columns arrive: small integers as numbers, booleans, JSON and arrays as themselves, everything else as
 * Postgres's own text. Times and dates stay untouched, because a Date would shift them by the process's zone,
 * and bigint and numeric stay text, because a number would round them. Belongs to one client, never to all.
 */
export function valueTypes(driver: typeof pg): CustomTypesConfig {
  const parsers = parsersByType(driver);
  return { getTypeParser: (type: number) => parsers.get(type) ?? asText };
}

function parsersByType({ types }: typeof pg): ReadonlyMap<number, Parser> {
  const own = [int2, int4].map((type): [number, Parser] => [type, Number]);
  const json = [jsonType, jsonbType].map((type): [number, Parser] => [type, parseJson]);
  const arrays = arrayTypes.map((type): [number, Parser] => [type, types.getTypeParser(type, "text") as Parser]);
  return new Map<number, Parser>([...own, [bool, (text) => text === "t"], ...json, ...arrays]);
}

const bool = 16;
const int2 = 21;
const int4 = 23;
const jsonType = 114;
const jsonbType = 3802;
/** boolean, name, smallint, integer, text, varchar, bigint and uuid arrays: the driver keeps the last two as text. */
const arrayTypes = [1000, 1003, 1005, 1007, 1009, 1015, 1016, 2951];

function asText(text: string): string {
  return text;
}
