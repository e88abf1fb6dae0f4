import type { Approval } from "../../model/output/apply.ts";
import type { PlanStanding } from "../../model/output/show-plan.ts";
import type { Plan, PlanSummary } from "../../model/plan.ts";
import { escapeControls } from "../type/escape.ts";
import { relativeTime } from "../type/time.ts";
import type { PlanAgreement, PlanView } from "./plan-view.ts";
import { counted } from "../type/counts.ts";
import { shortId } from "../type/ids.ts";

/** The last line of a plan. Scripts read it: `Plan: 1 to add, 1 to change, 0 to destroy.` */
export function countLine({ add, change, destroy, drift, conflict }: PlanSummary): string {
  if (add + change + destroy + conflict > 0) return `Plan: ${add} to add, ${change} to change, ${destroy} to destroy.`;
  if (drift > 0) return `No changes to apply. Drift: ${counted(drift, "row")}.`;
  return "No changes. The database matches the declared state.";
}

type Closing = Pick<PlanView, "plan" | "now" | "approvalsAreAdvisory" | "agreement" | "standing" | "isQuestion">;

/** `Plan 3f9a1c needs: The Architect. Drift kept: 2 rows. Next: v7 plan --ask`, and who types what; none when there is nothing to apply. */
export function planLines(view: Closing): string[] {
  const { plan, standing } = view;
  if (plan.changes.length === 0) return [];
  if (standing !== undefined && standing.status !== "open") return [standingLine(plan, standing, view)];
  const next = nextText(view);
  return [
    [
      `Plan ${shortId(plan.planId)}${needs(view)}.`,
      ...given(view),
      ...driftKept(plan),
      ...standingTexts(view),
      ...next.slice(0, 1),
    ].join(" "),
    ...next.slice(1),
  ];
}

/** Of a plan made earlier that can be carried out: until when, and what came of it so far. */
function standingTexts({ standing, now }: Closing): string[] {
  if (standing === undefined) return [];
  const { expires_at: expires, refused } = standing;
  return [
    ...(refused === null ? [] : [`Refused ${relativeTime(refused.at, now)}: ${escapeControls(refused.because)}.`]),
    ...(expires === null ? [] : [`Expires ${relativeTime(expires, now)}.`]),
  ];
}

function standingLine(
  { planId }: Plan,
  { status, because }: Pick<PlanStanding, "status" | "because">,
  { agreement }: Closing,
): string {
  const next = agreement?.next ?? null;
  const more = next === null ? "" : ` Next: ${escapeControls(next)}`;
  return `Plan ${shortId(planId)} ${standingWords[status]}: ${escapeControls(because ?? "")}.${more}`;
}

const standingWords: { readonly [status in PlanStanding["status"]]: string } = {
  open: "can be carried out",
  applied: "was applied",
  stale: "is stale",
  expired: "has expired",
  closed: "meets a closed gate",
  replaced: "is not asked about any more",
  foreign: "cannot be applied here",
};

function needs({ plan, agreement, approvalsAreAdvisory = false }: Closing): string {
  const personas = agreement?.missing ?? [...new Set(plan.approvals.map(({ persona }) => persona))];
  if (personas.length === 0) return "";
  const names = personas.map(escapeControls).join(", ");
  return approvalsAreAdvisory ? ` asks for: ${names} (advisory here)` : ` needs: ${names}`;
}

function given({ agreement, now }: Closing): string[] {
  const approvals = agreement?.approvals ?? [];
  return approvals.length === 0 ? [] : [`Approved by ${approvals.map((one) => approvalText(one, now)).join(", ")}.`];
}

/** `The Architect (arthur, 2 min ago)` */
export function approvalText({ persona, approved_by: by, approved_at: at }: Approval, now: Date): string {
  return `${escapeControls(persona)} (${escapeControls(by)}, ${relativeTime(at, now)})`;
}

/** What to type, the first behind the plan's own line; of those who are asked, a line each. */
function nextText({ agreement, isQuestion = false, approvalsAreAdvisory = false }: Closing): string[] {
  const next = agreement?.next ?? null;
  if (agreement === undefined || next === null || isQuestion) return [];
  const isAsked = agreement.asked_at !== null && agreement.missing.length > 0 && !approvalsAreAdvisory;
  return isAsked ? ["Asked.", ...approverLines(agreement, next)] : [`Next: ${escapeControls(next)}`];
}

/** `arthur runs: v7 approve 3f9a1c`, for each persona that is missing. */
export function approverLines({ approvers }: Pick<PlanAgreement, "approvers">, command: string): string[] {
  return Object.entries(approvers).map(([persona, logins]) =>
    logins.length === 0
      ? `${escapeControls(persona)} has no login that counts: identities.postgres of the Persona names them`
      : `${logins.map(escapeControls).join(" or ")} runs: ${escapeControls(command)}`,
  );
}

function driftKept(plan: Plan): string[] {
  const kept = plan.drift.filter(({ decision }) => decision === "kept").length;
  return kept === 0 ? [] : [`Drift kept: ${counted(kept, "row")}.`];
}
