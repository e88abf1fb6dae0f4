import { type Address, addressOfSteps } from "../model/address.ts";
import type { JsonObject } from "../model/json.ts";

/** The columns that a form such as `task/{parent_phase}.{task_number}` is filled from. */
export function columnsOf(form: string): string[] {
  return [...form.matchAll(placeholder)].map(([, column = ""]) => column);
}

/** The address of what a row is about; null where the row does not say all of it. */
export function addressOfRow(form: string, row: JsonObject): Address | null {
  if (columnsOf(form).some((column) => row[column] === null || row[column] === undefined)) return null;
  const filled = (step: string): string => step.replaceAll(placeholder, (_, column: string) => String(row[column]));
  return addressOfSteps(form.split("/").map(filled));
}

const placeholder = /\{(\w+)\}/g;
