import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

export interface KillReport {
  readonly committed: number;
  readonly rolledBack: number;
  /** What was seen after each kill that is neither the old nor the new state. */
  readonly partial: readonly unknown[];
  /** Attempts whose recorded end is not what their transaction did, after the apply that follows. */
  readonly untruthful: number;
}

/** Kills a process with SIGKILL at a random moment of its apply of 300 resources, again and again, and looks at what is left. */
export async function killRounds(
  rounds: number,
  onRound: (done: number, all: number) => void = () => undefined,
): Promise<KillReport> {
  const scene = await openScene();
  try {
    const partial: unknown[] = [];
    let state = await firstApply(scene);
    let committed = 0;
    let duration = await undisturbed(scene);
    state = { round: 1, serial: state.serial + 1 };
    let next = startChild(scene);
    for (let round = 2; round < rounds + 2; round += 1) {
      const child = await next;
      declareRound(scene, round);
      next = startChild(scene, round < rounds + 1);
      const moment = Math.random() * duration * 1.2;
      await killDuringApply(child, moment);
      const found = await settledState(scene);
      const applied = { round, serial: state.serial + 1 };
      if (sameState(found, expected(applied))) [state, committed] = [applied, committed + 1];
      else if (!sameState(found, expected(state))) partial.push({ round, found });
      // A machine that became slower since the undisturbed one: kills must fall behind commits, too.
      else if (moment > duration) duration *= 1.5;
      onRound(round - 1, rounds);
    }
    declareRound(scene, rounds + 2);
    await scene.apply();
    const [untruthful] = await scene.column(
      "SELECT count(*)::int FROM v7_applies WHERE status <> CASE WHEN txid IS NULL THEN 'failed' ELSE 'applied' END",
    );
    return { committed, rolledBack: rounds - committed - partial.length, partial, untruthful: Number(untruthful) };
  } finally {
    await scene.end();
  }
}

interface RoundState {
  readonly round: number;
  readonly serial: number;
}

async function firstApply(scene: Scene): Promise<RoundState> {
  scene.checkout.declare(phase("1"), phase("2"));
  declareRound(scene, 0);
  await scene.apply();
  return { round: 0, serial: 1 };
}

/** How long an apply takes in the child, in milliseconds, when nobody kills it. */
async function undisturbed(scene: Scene): Promise<number> {
  const child = await startChild(scene);
  declareRound(scene, 1);
  const started = performance.now();
  child.stdin?.write("go\n");
  await once(child, "exit");
  return performance.now() - started;
}

const steady = 290;

/** 290 tasks whose notes tell the round, and ten that exist in every other round only. */
function declareRound(scene: Scene, round: number): void {
  const notes = `round ${round}`;
  for (let number = 1; number <= steady; number += 1) scene.checkout.declare(task(`1.${number}`, { notes }));
  const passing = Array.from({ length: 10 }, (_, index) => task(`2.${index + 1}`, { notes }));
  if (round % 2 === 0) scene.checkout.declare(...passing);
  else if (round > 0) scene.checkout.forget(...passing.map(({ name }) => `task/${name}`));
}

async function startChild(scene: Scene, wanted = true): Promise<ChildProcess> {
  const script = wanted ? join(import.meta.dirname, "apply-on-demand.ts") : "--version";
  const child = spawn(process.execPath, [script, scene.checkout.root, scene.database.url], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (child.stdout) await once(child.stdout, "data");
  return child;
}

async function killDuringApply(child: ChildProcess, afterMs: number): Promise<void> {
  const exited = child.exitCode === null ? once(child, "exit") : Promise.resolve();
  child.stdin?.on("error", () => undefined);
  child.stdin?.write("go\n");
  await delay(afterMs);
  child.kill("SIGKILL");
  await exited;
}

const sessionsQuery =
  "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'v7 doomed' AND state <> 'idle'";

/** What is there once the dead process's session has ended. */
async function settledState(scene: Scene): Promise<object> {
  while ((await scene.column(sessionsQuery))[0] !== 0) {
    await delay(5);
  }
  const { rows } = await scene.psql.query<object>(
    `SELECT (SELECT serial::int FROM v7_state) AS serial,
            (SELECT count(*)::int FROM v7_applies WHERE txid IS NOT NULL) AS sealed,
            (SELECT count(DISTINCT txid)::int FROM change_log) AS audited,
            (SELECT json_agg(DISTINCT notes) FROM v7_subworkflow_tasks) AS rows,
            (SELECT json_agg(DISTINCT applied ->> 'notes') FROM v7_resources WHERE kind = 'Task') AS applied,
            (SELECT count(*)::int FROM v7_subworkflow_tasks) AS tasks,
            (SELECT count(*)::int FROM v7_resources WHERE kind = 'Task') AS resources`,
  );
  return rows[0] ?? {};
}

function expected({ round, serial }: RoundState): object {
  const tasks = steady + (round % 2 === 0 ? 10 : 0);
  const notes = [`round ${round}`];
  return { serial, sealed: serial, audited: serial, rows: notes, applied: notes, tasks, resources: tasks };
}

function sameState(found: object, wanted: object): boolean {
  return JSON.stringify(found) === JSON.stringify(wanted);
}
