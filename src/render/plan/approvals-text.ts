import type { ApprovalEntry, ApprovalsOutput, PendingPlan } from "../../model/output/approvals.ts";
import type { ApproveOutput } from "../../model/output/approve.ts";
import { escapeControls } from "../type/escape.ts";
import { plainScreen, type Screen } from "../type/screen.ts";
import { listLines } from "../type/table.ts";
import { relativeTime } from "../type/time.ts";
import { shortId } from "../type/ids.ts";
import { approvalText, approverLines } from "./plan-summary.ts";

/** What the login agreed to, who is still missing, and the next command. */
export function renderApproved(output: ApproveOutput): string {
  const { plan_id: id, approved_by: login, persona, expires_at: expiresAt, missing } = output;
  const who = persona === null ? "" : ` as ${escapeControls(persona)}`;
  const until = expiresAt === null ? "" : `, until ${expiresAt}`;
  const done = output.revoked
    ? `Revoked: ${escapeControls(login)} no longer approves plan ${shortId(id)}.`
    : `Approved plan ${shortId(id)}${who} (${escapeControls(login)})${until}.`;
  return [
    `Database: ${escapeControls(output.database)}`,
    done,
    ...(output.advisory ? ["Approvals are advisory here: the embedded server has one login for everybody."] : []),
    ...(output.distinct && !output.revoked
      ? ["Policy asks for distinct people: it does not count for a change of one's own."]
      : []),
    missing.length === 0
      ? `Next: ${output.carried_out_by} ${shortId(id)} --approved`
      : `Still needs: ${missing.map(escapeControls).join(", ")}.`,
  ].join("\n");
}

/** The plans that wait, a line each, and the next command; then what was approved, the newest first, if it was asked for. */
export function renderApprovals(
  { database, pending, approvals }: ApprovalsOutput,
  now: Date,
  screen: Screen = plainScreen,
): string {
  return [
    `Database: ${escapeControls(database)}`,
    ...pendingLines(pending, now, screen),
    ...(approvals === null ? [] : approvalLines(approvals, now, screen)),
  ].join("\n");
}

function approvalLines(approvals: readonly ApprovalEntry[], now: Date, screen: Screen): string[] {
  const rows = approvals.map((approval) => [
    `  ${shortId(approval.plan_id)}`,
    escapeControls(approval.persona),
    escapeControls(approval.approved_by),
    relativeTime(approval.approved_at, now),
    statusText(approval),
    escapeControls(approval.note ?? ""),
  ]);
  return rows.length === 0 ? ["Nothing was approved yet."] : ["Approvals:", ...listLines(rows, screen)];
}

function pendingLines(pending: readonly PendingPlan[], now: Date, screen: Screen): string[] {
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
    ...listLines(rows, screen),
    ...givenLines(pending, now),
    `Next: v7 show ${shortId(first.plan_id)}`,
    ...approverLines(first, first.next),
  ];
}

/** Who agreed to what already. */
function givenLines(pending: readonly PendingPlan[], now: Date): string[] {
  return pending.flatMap(({ plan_id, approvals }) =>
    approvals.map((approval) => `  ${shortId(plan_id)}  approved by ${approvalText(approval, now)}`),
  );
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
