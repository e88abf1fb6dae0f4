import { ExactNumber } from "../model/exact-number.ts";
import { isJsonObject, type Json, sameJson } from "../model/json.ts";
import type { Fields } from "../model/resource.ts";

/**
 * Declared fields with the row's own text of each number that is equal there: 1.10 stays 1.10 when another key of the same
 * jsonb is written.
 */
export function withNumbersOf(live: Fields, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, withNumbers(live[field], value)]));
}

function withNumbers(live: Json | undefined, value: Json): Json {
  if (live instanceof ExactNumber) return sameJson(live, value) ? live : value;
  if (Array.isArray(live) && Array.isArray(value))
    return value.map((item: Json, index) => withNumbers((live as readonly Json[])[index], item));
  if (!isJsonObject(live) || !isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      withNumbers(Object.hasOwn(live, key) ? live[key] : undefined, member),
    ]),
  );
}
