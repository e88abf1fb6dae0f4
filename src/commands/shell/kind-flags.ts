import type { Assignment } from "../../engine/edit/assignment.ts";

/** Which field of a kind each flag says something about. */
export type FieldFlags = { readonly [flag: string]: string };

/** What was given by flags, as `v7 new` takes it: a flag that was given several times adds to its list. */
export function assignmentsOf(fields: FieldFlags, flags: { readonly [flag: string]: unknown }): readonly Assignment[] {
  return Object.entries(fields).flatMap(([flag, field]): Assignment[] => {
    const given = flags[flag];
    if (given === undefined) return [];
    if (!Array.isArray(given)) return [{ field: [field], operator: "=", value: String(given) }];
    return given.map((value) => ({ field: [field], operator: "+=", value: String(value) }));
  });
}
