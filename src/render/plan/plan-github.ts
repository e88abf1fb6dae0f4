import type { Address } from "../../model/address.ts";
import type { ChangeSource, ClosedGate, Conflict, Drift } from "../../model/plan.ts";
import { type Annotation, annotationOf, renderAnnotation } from "../findings/findings-github.ts";
import { attribution, rowDrift } from "./plan-drift.ts";
import { countLine, planLines } from "./plan-summary.ts";
import type { PlanView } from "./plan-view.ts";
import { clockTimes } from "../type/time.ts";
import { formatDifference } from "../type/value.ts";

/** A plan for a GitHub job: an annotation for everything that stands in the way or drifted, and the closing lines. */
export function renderPlanGithub(view: PlanView): string {
  const { plan } = view;
  const sources = new Map(
    plan.changes.flatMap(({ address, source }) => (source === undefined ? [] : [[address, source] as const])),
  );
  const showTime = clockTimes(view);
  const annotations = [
    ...plan.findings.map(annotationOf),
    ...plan.gates.map((gate) => gateAnnotation(gate, sources)),
    ...plan.conflicts.map(conflictAnnotation),
    ...plan.drift.map((drift) => driftAnnotation(drift, showTime)),
  ];
  return [...annotations.map(renderAnnotation), ...planLines(view), countLine(plan.summary)].join("\n");
}

function gateAnnotation(gate: ClosedGate, sources: ReadonlyMap<Address, ChangeSource>): Annotation {
  return {
    level: "error",
    title: `Gate closed ${gate.code}`,
    message: gate.message.startsWith(`${gate.address} `) ? gate.message : `${gate.address}: ${gate.message}`,
    ...sources.get(gate.address),
  };
}

function conflictAnnotation({ address, message }: Conflict): Annotation {
  return {
    level: "error",
    title: "Conflict",
    message: message.startsWith(`${address} `) ? message : `${address}: ${message}`,
  };
}

function driftAnnotation(drift: Drift, showTime: (time: string) => string): Annotation {
  const fields = drift.fields.map(({ field, applied, live }) => `${field} ${formatDifference(applied, live)}`);
  const who = attribution(drift.changedAt, [drift.changedBy, drift.application], showTime);
  const what = drift.action === "changed" ? fields.join(", ") : rowDrift(drift.action);
  return {
    level: "warning",
    title: `Drift (${drift.decision})`,
    message: `${drift.address}: ${what} (${who})`,
  };
}
