import type { LockHolder } from "../model/output/unlock.ts";
import type { StatusDrift, StatusGate, StatusGit, StatusPhase, StatusTasks, StatusWaiting } from "../model/status.ts";
import { escapeControls } from "./type/escape.ts";
import { type MachineStatus, machinesText } from "./machine.ts";
import { type Palette, plainPalette } from "./type/palette.ts";
import { counted, shortId } from "./plan/plan-summary.ts";
import { alignRows } from "./type/table.ts";
import { type Clock, clockTimes, relativeTime } from "./type/time.ts";

/** Where the migration stands. The members but `database`, `git` and `next` are the keys of `--json`. */
export interface StatusView extends Clock {
  /** `aya_rag on ALPHA as v7_ro, schema 12`. */
  readonly database: string;
  readonly git?: StatusGit;
  /** Null when every phase is done or none is known. */
  readonly phase: StatusPhase | null;
  readonly gate: StatusGate | null;
  readonly tasks: StatusTasks;
  /** Plans that wait for somebody. */
  readonly waiting: readonly StatusWaiting[];
  readonly drift: StatusDrift;
  /** Empty while no machine is declared. */
  readonly machines: readonly MachineStatus[];
  readonly lock: LockHolder | null;
  /** The next command, or nothing to do. */
  readonly next?: string;
}

/** One screen: a line each for what there is to say. */
export function renderStatus(view: StatusView, palette: Palette = plainPalette): string {
  const rows = [
    ["Database", escapeControls(view.database)],
    ["Git", view.git === undefined ? "none" : gitText(view.git, view)],
    ["Phase", view.phase === null ? "none open" : phaseText(view.phase)],
    ...(view.gate === null ? [] : [["Gate", gateText(view.gate)]]),
    ["Tasks", tasksText(view.tasks)],
    ...view.waiting.map(({ plan_id, needs }) => [
      "Waiting",
      `plan ${shortId(plan_id)} needs ${needs.map(escapeControls).join(", ")}`,
    ]),
    ["Drift", driftText(view.drift, view)],
    ...(view.machines.length === 0 ? [] : [["Machines", machinesText(view.machines, view)]]),
    ...(view.lock === null ? [] : [["Lock", lockText(view.lock, view)]]),
    ...(view.next === undefined ? [] : [["Next", escapeControls(view.next)]]),
  ];
  return alignRows(rows)
    .map((line) => line.replace(/^\w+/, (word) => palette.strong(word)))
    .join("\n");
}

function gitText({ branch, commit, dirty, lastApply }: StatusGit, { now }: Clock): string {
  const head = [branch ?? "detached", commit === null ? "no commit" : commit.slice(0, 7)].map(escapeControls).join(" ");
  const applied =
    lastApply === null
      ? "never applied"
      : `last apply ${shortId(lastApply.applyId)}, ${relativeTime(lastApply.at, now)}, ${escapeControls(lastApply.actor)}`;
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
