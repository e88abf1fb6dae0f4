import { typedAddress } from "../../model/address.ts";
import { type ClosedGate, type Conflict, isDecidable } from "../../model/plan.ts";
import { escapeControls } from "../type/escape.ts";
import { findingLine } from "../findings/findings.ts";
import { changeLines } from "./plan-changes.ts";
import { driftLines } from "./plan-drift.ts";
import type { PlanView } from "./plan-view.ts";
import { plainScreen, type Screen } from "../type/screen.ts";
import { formatValue } from "../type/value.ts";

/** One part of a plan: a heading and its lines, without indentation. */
export interface PlanSection {
  readonly title: string;
  /** What the section counts, for faces that show it folded. */
  readonly count: number;
  readonly lines: readonly string[];
}

/** The parts of a plan that have something to say, in reading order: drift comes before changes. */
export function planSections(view: PlanView, screen: Screen = plainScreen): PlanSection[] {
  const { drift, changes, gates, conflicts, findings } = view.plan;
  const kept = drift.filter(({ decision }) => decision === "kept");
  const reverted = drift.filter(({ decision }) => decision === "reverted");
  const sections: PlanSection[] = [
    { title: "Drift (kept)", count: kept.length, lines: driftLines(kept, view, screen) },
    { title: "Drift (reverted)", count: reverted.length, lines: driftLines(reverted, view, screen) },
    { title: "Changes", count: changes.length, lines: changeLines(view, screen) },
    { title: "Gates closed", count: gates.length, lines: gates.flatMap(gateLines) },
    { title: "Conflicts", count: conflicts.length, lines: conflictLines(conflicts) },
    { title: "Findings", count: findings.length, lines: findings.map(findingLine) },
  ];
  return sections.filter(({ count }) => count > 0);
}

/** Messages that name the resources themselves are not repeated. */
function gateLines({ address, because, message, code }: ClosedGate): string[] {
  const subject = [" ", ":"].some((end) => message.startsWith(address + end)) ? "" : `${address}: `;
  const unnamed = because.filter((other) => !message.includes(other));
  const waits = unnamed.length > 0 ? [`    waits for ${unnamed.map(escapeControls).join(", ")}`] : [];
  return [`Gate closed: ${escapeControls(subject + message)} [${escapeControls(code)}]`, ...waits];
}

function conflictLines(conflicts: readonly Conflict[]): string[] {
  return [...conflicts.flatMap(conflictEntry), ...decideLine(conflicts.filter(isDecidable))];
}

function conflictEntry(conflict: Conflict): string[] {
  const fields = conflict.fields.map(
    ({ field, declared, applied, live }) =>
      `    ${escapeControls(field)}: declared ${formatValue(declared)} · applied ${formatValue(applied)} · live ${formatValue(live)}`,
  );
  return [`! ${escapeControls(conflict.address)}  ${escapeControls(conflictText(conflict))}`, ...fields];
}

/** Behind its address a message need not begin with it. */
export function conflictText({ address, message }: Pick<Conflict, "address" | "message">): string {
  return message.startsWith(`${address} `) ? message.slice(address.length + 1) : message;
}

function decideLine([first, ...others]: readonly Conflict[]): string[] {
  if (first === undefined) return [];
  const address = others.length === 0 ? escapeControls(typedAddress(first.address)) : "ADDRESS";
  return [`Keep the row: v7 pull ${address} --theirs   Keep the document: v7 plan --force-conflicts ${address}`];
}
