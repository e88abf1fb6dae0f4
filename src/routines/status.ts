import { type Answer, answer } from "../model/answer.ts";
import { hasErrors } from "../model/finding.ts";
import { isDifferent } from "../model/machine.ts";
import { readSql } from "../system/package-file.ts";
import type { Plan } from "../model/plan.ts";
import type { Fields } from "../model/resource.ts";
import type { LiveResource, World } from "../model/world.ts";
import type {
  StatusDrift,
  StatusGate,
  StatusGit,
  StatusOutput,
  StatusPhase,
  StatusTasks,
  WaitingPlan,
} from "../model/output/status.ts";
import type { GateViolation } from "../model/kind.ts";
import { readDailyStanding } from "./daily/watch.ts";
import { gatePreview } from "../plan/gate-preview.ts";
import { phaseStep } from "../plan/next-step.ts";
import { project } from "../plan/projection.ts";
import type { Connection } from "../postgres/connection.ts";
import { readPending } from "../engine/approvals/approvals.ts";
import { unansweredImpacts } from "../engine/look/impacts.ts";
import { readLockHolder } from "../engine/apply/lock-holder.ts";
import { schemaVersion } from "../engine/database/migrate.ts";
import { type MachineReport, machineStatus, readMachines } from "../nodes/machines.ts";
import { decide, everything } from "../engine/plan/decide.ts";
import { attributed } from "../engine/plan/explain-plan.ts";
import { readLogin } from "./login-rights.ts";
import { readRevision } from "../workspace/revision.ts";
import { type DeclaredState, readState } from "../workspace/state.ts";
import { testsStanding } from "../workspace/tests-standing.ts";
import { dayIn } from "../model/time-zone.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { withWorld } from "../workspace/world.ts";

/** One look at where the migration stands: phase, gate, tasks, drift, and what to do next. */
export async function readStatus(workspace: Workspace): Promise<Answer<StatusOutput>> {
  const state = await readState(workspace);
  return withWorld(workspace, async (world, connection) => {
    const plan = hasErrors(state.findings) ? undefined : decide(workspace, { state, world }, everything);
    const phase = currentPhase(world);
    const machines = await readMachines(connection, world);
    return answer({
      database: `${workspace.database.describe()}, schema ${schemaVersion()}`,
      login: await readLogin(workspace, connection),
      git: await gitStatus(workspace, state, connection),
      phase: phase ? phaseStatus(workspace, world, phase) : null,
      gate: phase ? gateStatus(workspace, world, phase) : null,
      tasks: taskCounts(world),
      impacts: {
        unanswered: unansweredImpacts(project({ kinds: workspace.kinds, world, changes: [], records: [] })),
      },
      tests: await testsStatus(workspace, connection),
      waiting: await waitingPlans({ workspace, connection }, world),
      drift: await driftStatus(workspace, connection, plan),
      machines: machines.map(machineStatus),
      daily: await readDailyStanding(workspace, connection),
      lock: (await readLockHolder(connection)) ?? null,
      next: plan ? (nextCommand(plan, machines) ?? nextStep(workspace, world, phase)) : "v7 validate",
    });
  });
}

async function testsStatus(workspace: Workspace, connection: Connection): Promise<StatusOutput["tests"]> {
  const tests = await testsStanding(workspace, connection);
  if (tests === null) return null;
  const { passing, failing, missing, retest } = tests;
  const first = [...failing, ...missing].slice(0, shownCases);
  return { passing, failing: failing.length, missing: missing.length, retest: retest.count, first };
}

const shownCases = 3;

async function waitingPlans(standing: Parameters<typeof readPending>[0], world: World): Promise<WaitingPlan[]> {
  const pending = await readPending(standing, world);
  return pending.map(({ plan_id, missing, approvals, approvers, next }) => ({
    plan_id,
    needs: missing,
    approvals,
    approvers,
    next,
  }));
}

/** While documents have errors nobody knows what drifted. */
async function driftStatus(workspace: Workspace, connection: Connection, plan: Plan | undefined): Promise<StatusDrift> {
  const drift = await attributed({ workspace, connection }, plan?.drift ?? []);
  const times = drift.flatMap(({ changedAt }) => changedAt ?? []).toSorted();
  return { rows: drift.length, conflicts: plan?.conflicts.length ?? 0, newest_at: times.at(-1) ?? null };
}

function nextCommand(plan: Plan, machines: readonly MachineReport[]): string | null {
  if (plan.changes.length > 0 || plan.conflicts.length > 0) return "v7 plan";
  return plan.drift.length > 0 || machines.some(({ unmet }) => unmet.some(isDifferent)) ? "v7 drift" : null;
}

/** What takes on the phase that is under way, when rows are as declared; null when every phase is completed. */
export function phaseNextStep(workspace: Workspace, world: World): string | null {
  return nextStep(workspace, world, currentPhase(world));
}

/** What takes the migration on where nothing else waits; null when every phase is completed. */
function nextStep(workspace: Workspace, world: World, phase: LiveResource | undefined): string | null {
  return phase === undefined ? null : phaseStep(phase, world, closedGates(workspace, world, phase));
}

async function gitStatus(
  workspace: Workspace,
  state: DeclaredState,
  connection: Connection,
): Promise<StatusGit | null> {
  if (!workspace.repository.isGit) return null;
  const { branch, commit, dirty } = await readRevision(workspace.repository, state);
  const { rows } = await connection.query<{ apply_id: string; actor: string | null; at: string; dirty: boolean }>(
    readSql("routines/status/last-apply.sql"),
  );
  const [last] = rows;
  return {
    branch: branch ?? null,
    commit: commit ?? null,
    dirty,
    last_apply: last
      ? { apply_id: last.apply_id, at: last.at, actor: last.actor ?? "unknown", dirty: last.dirty }
      : null,
  };
}

/** Phases by number; the first that is not completed is the one people work on. */
function currentPhase(world: World): LiveResource | undefined {
  return phasesOf(world).find(({ fields }) => fields.status !== "completed");
}

function phasesOf(world: World): LiveResource[] {
  const phases = [...world.live.values()].filter(({ kind }) => kind === "Phase");
  return phases.toSorted((left, right) => Number(left.name) - Number(right.name));
}

function phaseStatus(workspace: Workspace, world: World, { name, fields }: LiveResource): StatusPhase {
  // A row may hold `infinity`, which is no day to count from.
  const started = typeof fields.startedAt === "string" ? Date.parse(fields.startedAt) : Number.NaN;
  const days = Number.isNaN(started) ? null : daysBetween(workspace, new Date(started), workspace.now()) + 1;
  return {
    number: Number(name),
    total: phasesOf(world).length,
    name: String(fields.name),
    status: String(fields.status),
    day: days,
    planned_days: typeof fields.plannedDays === "number" ? fields.plannedDays : null,
  };
}

/** Nights between two instants, where v7.yaml says that people are. */
function daysBetween({ config }: Workspace, first: Date, last: Date): number {
  const [from, to] = [first, last].map((instant) => Date.parse(dayIn(config.timezone, instant)));
  return Math.round(((to ?? 0) - (from ?? 0)) / 86_400_000);
}

/** Whether the phase could be handed over now: its tasks are done and, once reviewed, it is approved. */
function gateStatus(workspace: Workspace, world: World, phase: LiveResource): StatusGate {
  const reasons = closedGates(workspace, world, phase).map(({ code, message }) => ({ code, message }));
  return { open: reasons.length === 0, reasons };
}

function closedGates({ kinds }: Workspace, world: World, { address, fields }: LiveResource): readonly GateViolation[] {
  const wanted: Fields =
    fields.status === "review" || fields.status === "approved" ? { status: "completed" } : { status: "review" };
  return gatePreview({ kinds, world, changes: [], records: [] }, address, wanted);
}

function taskCounts(world: World): StatusTasks {
  const statuses = [...world.live.values()]
    .filter(({ kind }) => kind === "Task")
    .map(({ fields }) => fields.status ?? "pending");
  const count = (...wanted: string[]): number => statuses.filter((status) => wanted.includes(String(status))).length;
  return {
    done: count("completed"),
    in_progress: count("in_progress", "review"),
    blocked: count("blocked"),
    open: count("pending", "deferred"),
  };
}
