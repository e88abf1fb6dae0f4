import { type Address, nameOf } from "../model/address.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import type { GateViolation, Projection } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";
import { asksForImpacts } from "./completion.ts";

/** From this score on a file's change counts as risky; so do the reports. */
const highScore = 7;

/** Enums and files of high risk whose work goes on though no impact names them. */
export function unassessedGates(projection: Projection): GateViolation[] {
  const risky = [
    ...[...projection.all("EnumPlan")].filter(([, fields]) => isRiskyEnum(fields)),
    ...[...projection.all("FilePlan")].filter(([, fields]) => isRiskyFile(fields)),
  ];
  if (risky.length === 0) return [];
  const named = new Set([...projection.all("Impact").values()].flatMap(({ changeDetail }) => textsIn(changeDetail)));
  const isAdvice = !asksForImpacts(projection);
  return risky.flatMap(([address]) => (named.has(nameOf(address)) ? [] : [unassessed(address, isAdvice)]));
}

function isRiskyEnum({ riskLevel, status }: Fields): boolean {
  return (riskLevel === "high" || riskLevel === "critical") && !beginnings.has(String(status ?? "proposed"));
}

function isRiskyFile({ impactScore, workflowStatus }: Fields): boolean {
  return Number(impactScore ?? 0) >= highScore && !beginnings.has(String(workflowStatus ?? "pending_assessment"));
}

/** While it is only looked at, nothing can go wrong. */
const beginnings = new Set(["proposed", "rolled_back", "pending_assessment", "assessed"]);

function unassessed(address: Address, isAdvice: boolean): GateViolation {
  const message = `${address} is of high risk, and no impact names it`;
  return { code: "V7-G025", address, because: [], message, isAdvice };
}

/** Every text in a change's detail: an impact names an enum or a file by any of them. */
function textsIn(value: Json | undefined): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value ?? null) ? Object.values(value as object).flatMap(textsIn) : [];
}
