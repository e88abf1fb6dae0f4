import type { Fields } from "../../model/resource.ts";

/** How much can go wrong, the most first. */
export const risks = ["critical", "high", "medium", "low"] as const;

export type Risk = (typeof risks)[number];

/** A risk as a row has it, where other people's words for it are none. */
export function riskIn(fields: Fields, field: string): Risk | null {
  return risks.find((risk) => risk === fields[field]) ?? null;
}
