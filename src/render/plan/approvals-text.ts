import type { ApprovalEntry, PendingPlan } from "../../model/approval.ts";
import { escapeControls } from "../type/escape.ts";
import { shortId } from "./plan-summary.ts";
import { alignRows } from "../type/table.ts";
import { relativeTime } from "../type/time.ts";

/** An approval that was given or taken back. */
export interface ApprovedView {
  readonly database: string;
  readonly planId: string;
  readonly approvedBy: string;
  readonly personas: readonly string[];
  /** ISO 8601; null: until it is used. */
  readonly expiresAt: string | null;
  readonly missing: readonly string[];
  /** A rule wants distinct people. */
  readonly distinct: boolean;
  readonly isRevoked: boolean;
  readonly isAdvisory: boolean;
  /** `v7 apply`, or what carries such a plan out. */
  readonly carriedOutBy: string;
}

/** What the login agreed to, who is still missing, and the next command. */
export function renderApproved(view: ApprovedView): string {
  const { database, planId, approvedBy, personas, expiresAt, missing, distinct, isRevoked, isAdvisory, carriedOutBy } =
    view;
  const who = personas.length === 0 ? "" : ` as ${personas.map(escapeControls).join(", ")}`;
  const until = expiresAt === null ? "" : `, until ${expiresAt}`;
  const done = isRevoked
    ? `Revoked: ${escapeControls(approvedBy)} no longer approves plan ${shortId(planId)}.`
    : `Approved plan ${shortId(planId)}${who} (${escapeControls(approvedBy)})${until}.`;
  return [
    `Database: ${escapeControls(database)}`,
    done,
    ...(isAdvisory ? ["Approvals are advisory here: the embedded server has one login for everybody."] : []),
    ...(distinct && !isRevoked
      ? ["Policy asks for distinct people: it does not count for a change of one's own."]
      : []),
    missing.length === 0
      ? `Next: ${carriedOutBy} ${shortId(planId)} --approved`
      : `Still needs: ${missing.map(escapeControls).join(", ")}.`,
  ].join("\n");
}

export interface PendingView {
  readonly database: string;
  readonly pending: readonly PendingPlan[];
  readonly now: Date;
}

/** The plans that wait, a line each, and the next command. */
export function renderPending(view: PendingView): string {
  return [`Database: ${escapeControls(view.database)}`, ...pendingLines(view)].join("\n");
}

/** The plans that wait, then what was approved, the newest first. */
export function renderApprovals(view: PendingView & { readonly approvals: readonly ApprovalEntry[] }): string {
  const { approvals, now } = view;
  const rows = approvals.map((approval) => [
    `  ${shortId(approval.plan_id)}`,
    escapeControls(approval.persona),
    escapeControls(approval.approved_by),
    relativeTime(approval.approved_at, now),
    statusText(approval),
    escapeControls(approval.note ?? ""),
  ]);
  return [
    renderPending(view),
    ...(rows.length === 0 ? ["Nothing was approved yet."] : ["Approvals:", ...alignRows(rows)]),
  ].join("\n");
}

function pendingLines({ pending, now }: PendingView): string[] {
  const [first] = pending;
  if (!first) return ["No plan waits for approval."];
  const rows = pending.map(({ plan_id, summary, missing, created_by, created_at }) => [
    `  ${shortId(plan_id)}`,
    `${summary.add} add, ${summary.change} change, ${summary.destroy} destroy`,
    `needs ${missing.map(escapeControls).join(", ")}`,
    `${escapeControls(created_by)}, ${relativeTime(created_at, now)}`,
  ]);
  return [
    "Waiting:",
    ...alignRows(rows),
    `Next: v7 show ${shortId(first.plan_id)}, v7 approve ${shortId(first.plan_id)}`,
  ];
}

function statusText({ status, used_by: usedBy, expires_at: expiresAt }: ApprovalEntry): string {
  switch (status) {
    case "used":
      return `used by apply ${shortId(usedBy ?? "")}`;
    case "valid":
      return expiresAt === null ? "valid" : `valid until ${expiresAt}`;
    case "withdrawn":
      return "no longer counts: the login speaks for this persona no more";
    default:
      return status;
  }
}
