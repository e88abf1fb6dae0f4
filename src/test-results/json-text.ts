import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { BadReport, placeAt } from "./bad-report.ts";

/** The object a JSON report is. @throws BadReport */
export function readJsonReport(text: string): JsonObject {
  const value = parsed(text);
  if (!isJsonObject(value)) throw new BadReport("V7-T002", "a report is a JSON object", { line: 1, column: 1 });
  return value;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const [, line, column] = /line (\d+) column (\d+)/.exec(said) ?? [];
    if (line !== undefined)
      throw new BadReport("V7-T002", "this is no JSON", { line: Number(line), column: Number(column) });
    throw new BadReport("V7-T002", "the report ends before it is whole", placeAt(text, text.length));
  }
}

/** The objects of a list; where it is none, or holds anything else, the report is no such report. @throws BadReport */
export function objectsIn(value: Json | undefined, where: string): JsonObject[] {
  if (!Array.isArray(value)) throw new BadReport("V7-T002", `${where} is a list`);
  return value.map((entry: Json, at) => {
    if (isJsonObject(entry)) return entry;
    throw new BadReport("V7-T002", `${where}[${at}] is an object`);
  });
}

/** A text that must be there. @throws BadReport */
export function textIn(object: JsonObject, key: string, where: string): string {
  const value = object[key];
  if (typeof value === "string" && value !== "") return value;
  throw new BadReport("V7-T002", `${where}.${key} is a text`);
}

/** Texts of a list, or a text by itself; empty for whatever else it is. */
export function textsOf(value: Json | undefined): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

/** A finite number that is not negative; undefined for whatever else it is. */
export function amountOf(value: Json | undefined): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}
