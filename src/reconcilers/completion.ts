import { isJsonObject } from "../model/json.ts";
import type { Projection } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";

/** The criteria of a task that are not met, in words and in their order. */
export function unmetCriteria({ acceptance }: Fields): string[] {
  if (!Array.isArray(acceptance)) return [];
  return acceptance.flatMap((entry) =>
    isJsonObject(entry) && entry["met"] !== true ? [String(entry["criterion"])] : [],
  );
}

/** Whether Policy asks that the criteria of a task are met before it counts as done. */
export function asksForCriteria(projection: Projection): boolean {
  const completion = projection.all("Policy").get("policy/default")?.completion ?? null;
  const asks = isJsonObject(completion) ? completion["asks"] : undefined;
  return Array.isArray(asks) && asks.includes("criteria");
}

/** Whether Policy asks for an impact that names what is risky. */
export function asksForImpacts(projection: Projection): boolean {
  const impacts = projection.all("Policy").get("policy/default")?.impacts ?? null;
  return isJsonObject(impacts) && impacts["ofHighRisk"] === true;
}
