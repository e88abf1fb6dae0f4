import { type Json, sameJson } from "../model/json.ts";
import type { AcceptedValue, AppliedResource } from "../model/world.ts";

/** The sides of a resource that say where its document's values come from. */
interface Origins {
  readonly applied?: AppliedResource;
  readonly accepted?: readonly AcceptedValue[];
}

/** Whether somebody took this value from the row into a document, and v7 has applied nothing else of the field since. */
export function isAccepted({ applied, accepted = [] }: Origins, field: string, value: Json): boolean {
  const last = applied?.fields[field] ?? null;
  return accepted.some(
    (taken) => taken.field === field && sameJson(taken.applied, last) && sameJson(taken.accepted, value),
  );
}

/** Whether somebody took a document away because its row was gone, and v7 has applied nothing of it since. */
export function isGoneAccepted({ applied, accepted = [] }: Origins): boolean {
  return (
    applied !== undefined && accepted.some((taken) => taken.field === null && sameJson(taken.applied, applied.fields))
  );
}
