import type { LockHolder } from "../model/output/unlock.ts";
import type {
  StatusDrift,
  StatusGate,
  StatusGit,
  StatusLogin,
  StatusOutput,
  StatusPhase,
  StatusTasks,
  StatusTests,
  WaitingPlan,
} from "../model/output/status.ts";
import { dailyProblemText } from "./daily-standing.ts";
import { escapeControls } from "./type/escape.ts";
import { approvalText, approverLines } from "./plan/plan-summary.ts";
import { machinesText } from "./machine.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { labelLines } from "./type/table.ts";
import { type Clock, clockTimes, relativeTime } from "./type/time.ts";
import { counted } from "./type/counts.ts";
import { shortId } from "./type/ids.ts";

/** One screen: a line each for what there is to say. */
export function renderStatus(output: StatusOutput, clock: Clock, screen: Screen = plainScreen): string {
  const { login, git, phase, gate, machines, lock, next } = output;
  const rows = [
    ["Database", escapeControls(output.database)],
    ...(login === null || (login.applies && login.approves) ? [] : [["Login", loginText(login)]]),
    ["Git", git === null ? "none" : gitText(git, clock)],
    ["Phase", phase === null ? "none open" : phaseText(phase)],
    ...(gate === null ? [] : [["Gate", gateText(gate)]]),
    ["Tasks", tasksText(output.tasks)],
    ...(output.impacts.unanswered === 0 ? [] : [["Impacts", impactsText(output.impacts.unanswered)]]),
    ...(output.tests === null ? [] : [["Tests", testsText(output.tests)]]),
    ...output.waiting.map((plan) => ["Waiting", waitingText(plan, clock)]),
    ["Drift", driftText(output.drift, clock)],
    ...(machines.length === 0 ? [] : [["Machines", machinesText(machines, clock)]]),
    ...dailyRows(output, clock),
    ...(lock === null ? [] : [["Lock", lockText(lock, clock)]]),
    ...(next === null ? [] : [["Next", escapeControls(next)]]),
  ];
  return labelLines(rows, screen).join("\n");
}

/** Quiet while it comes and does its work. */
function dailyRows({ daily }: StatusOutput, { now }: Clock): string[][] {
  const problem = daily === null ? null : dailyProblemText(daily, now);
  return problem === null ? [] : [["Daily", `${problem} · ${escapeControls(daily?.next ?? "")}`]];
}

/** What waits and for whom, who agreed, and what those type who have not. */
function waitingText({ plan_id, needs, approvals, approvers, next }: WaitingPlan, { now }: Clock): string {
  const given = approvals.map((approval) => approvalText(approval, now));
  return [
    `plan ${shortId(plan_id)} needs ${needs.map(escapeControls).join(", ")}`,
    ...(given.length === 0 ? [] : [`approved by ${given.join(", ")}`]),
    ...approverLines({ approvers }, next),
  ].join("; ");
}

/** `arthur approves as The Architect, and does not apply` */
export function loginText({ name, applies, approves, personas }: StatusLogin): string {
  const as = personas.length === 0 ? "no persona, for none names it" : personas.map(escapeControls).join(", ");
  const may = [...(applies ? ["applies"] : []), ...(approves ? [`approves as ${as}`] : [])];
  const not = [...(applies ? [] : ["apply"]), ...(approves ? [] : ["approve"])];
  const does = may.length === 0 ? "reads" : may.join(", ");
  return `${escapeControls(name)} ${does}${not.length === 0 ? "" : `, and may not ${not.join(" or ")}`}`;
}

function gitText({ branch, commit, dirty, last_apply: last }: StatusGit, { now }: Clock): string {
  const head = [branch ?? "detached", commit === null ? "no commit" : commit.slice(0, 7)].map(escapeControls).join(" ");
  const applied =
    last === null
      ? "never applied"
      : `last apply ${shortId(last.apply_id)}, ${relativeTime(last.at, now)}, ${escapeControls(last.actor)}${last.dirty ? ", uncommitted" : ""}`;
  return `${head} ${dirty ? "with uncommitted changes" : "clean"}; ${applied}`;
}

function phaseText({ number, total, name, status, day, planned_days: planned }: StatusPhase): string {
  const days = day === null ? "" : `, day ${day}${planned === null ? "" : ` of ${planned}`}`;
  return `${number}/${total} ${escapeControls(name)} ${escapeControls(status)}${days}`;
}

function gateText({ open, reasons }: StatusGate): string {
  if (open) return "open";
  const texts = reasons.slice(0, 3).map(({ code, message }) => `${escapeControls(message)} [${escapeControls(code)}]`);
  return `closed: ${texts.join("; ")}${reasons.length > 3 ? `; ${reasons.length - 3} more` : ""}`;
}

function impactsText(unanswered: number): string {
  return `${unanswered} high or critical without an answer: v7 impact list`;
}

/** `2 failing, 1 missing, 4 to be run again: maps every value; …; v7 test list --status fail` */
function testsText({ passing, failing, missing, retest, first }: StatusTests): string {
  const bad = [
    ...(failing > 0 ? [`${failing} failing`] : []),
    ...(missing > 0 ? [`${missing} missing after a failure`] : []),
    ...(retest > 0 ? [`${retest} to be run again`] : []),
  ];
  if (bad.length === 0) return `${passing} passing`;
  const more = failing + missing - first.length;
  const names = [...first.map(escapeControls), ...(more > 0 ? [`${more} more`] : [])];
  const look = failing > 0 ? "v7 test list --status fail" : "v7 test list --retest";
  return `${bad.join(", ")}${names.length === 0 ? "" : `: ${names.join("; ")}`}; ${look}`;
}

function tasksText({ done, in_progress, blocked, open }: StatusTasks): string {
  return `${done} done, ${in_progress} in progress, ${blocked} blocked${open > 0 ? `, ${open} open` : ""}`;
}

function lockText({ actor, login, host, since, apply_id: applyId }: LockHolder, { now }: Clock): string {
  const who = actor ?? login ?? "somebody";
  const where = host === null ? "" : ` on ${host}`;
  const what = applyId === null ? "by a session that is no apply" : `by apply ${shortId(applyId)}`;
  return `held ${what}: ${escapeControls(who + where)}${since === null ? "" : `, since ${relativeTime(since, now)}`}`;
}

function driftText({ rows, conflicts, newest_at: newest }: StatusDrift, clock: Clock): string {
  if (rows === 0 && conflicts === 0) return "none";
  const conflictText = conflicts === 0 ? "" : `, ${counted(conflicts, "conflict")}`;
  return counted(rows, "row") + conflictText + (newest === null ? "" : `, newest ${clockTimes(clock)(newest)}`);
}
