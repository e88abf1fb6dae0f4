import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { type Dice, throwDice } from "../support/dice.ts";
import { everyRound, type OnRound } from "../support/on-round.ts";
import { type Line, openLine, type WireMessage } from "../support/line.ts";

export interface KillReport {
  /** `V7_TEST_SEED` for the same points again. */
  readonly seed: number;
  readonly done: number;
  readonly committed: number;
  readonly rolledBack: number;
  /** Kills while the apply's transaction held the tables and had not been told to commit. */
  readonly underWay: number;
  /** What was seen after each kill that is neither the old nor the new state. */
  readonly partial: readonly unknown[];
  /** Attempts whose recorded end is not what their transaction did, after the apply that follows. */
  readonly untruthful: number;
}

/** Kills a process with SIGKILL at a random message of its apply of 300 resources, again and again, and looks at what is left. */
export async function killRounds(rounds: number, onRound: OnRound = everyRound): Promise<KillReport> {
  const scene = await openScene();
  const dice = throwDice();
  try {
    const partial: unknown[] = [];
    let state = await firstApply(scene);
    const course = await undisturbed(scene);
    state = { round: 1, serial: state.serial + 1 };
    let [done, committed, underWay] = [0, 0, 0];
    let next = startChild(scene);
    for (let goesOn = true; goesOn && done < rounds;) {
      const child = await next;
      const round = done + 2;
      declareRound(scene, round);
      next = startChild(scene);
      const at = await killDuringApply(child, course, dice);
      if (at > course.locked && at < course.commit) underWay += 1;
      const found = await settledState(scene);
      const applied = { round, serial: state.serial + 1 };
      if (sameState(found, expected(applied))) [state, committed] = [applied, committed + 1];
      else if (!sameState(found, expected(state))) partial.push({ round, at, found });
      done += 1;
      goesOn = onRound(done, rounds);
    }
    await end(await next);
    declareRound(scene, done + 2);
    await scene.apply();
    const [untruthful] = await scene.column(
      "SELECT count(*)::int FROM v7_applies WHERE status <> CASE WHEN txid IS NULL THEN 'failed' ELSE 'applied' END",
    );
    const rolledBack = done - committed - partial.length;
    return { seed: dice.seed, done, committed, rolledBack, underWay, partial, untruthful: Number(untruthful) };
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

/** An apply as its client's messages, counted from when it is told to begin. */
interface Course {
  /** Its tables are locked: from here on it is under way. */
  readonly locked: number;
  /** The end of the transaction that holds everything. */
  readonly commit: number;
  readonly messages: number;
}

/** The messages of an apply that nobody kills. */
async function undisturbed(scene: Scene): Promise<Course> {
  const child = await startChild(scene);
  declareRound(scene, 1);
  const sent: string[] = [];
  child.onMessage = ({ bytes }) => {
    sent.push(bytes.toString("latin1", 0, 20));
    return "pass";
  };
  await toEnd(child);
  const locked = sent.findIndex((text) => text.includes("LOCK TABLE"));
  const commit = sent.findIndex((text, index) => index > locked && text.includes("COMMIT"));
  if (locked < 0 || commit < 0) throw new Error(`no transaction in ${sent.join("|")}`);
  return { locked: locked + 1, commit: commit + 1, messages: sent.length };
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

/** A process that waits to be told to apply, and its line to the database. */
interface Child {
  readonly process: ChildProcess;
  readonly line: Line;
  /** Asked for each message of the client from when the apply begins. */
  onMessage: (message: WireMessage) => "pass" | "stall";
}

async function startChild(scene: Scene): Promise<Child> {
  const child: { onMessage: Child["onMessage"] } = { onMessage: () => "pass" };
  const line = await openLine(scene.database.url, {
    fateOf: (message) => (message.from === "client" ? child.onMessage(message) : "pass"),
  });
  const script = join(import.meta.dirname, "apply-on-demand.ts");
  const started = spawn(process.execPath, [script, scene.checkout.root, line.url], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(started.stdout, "data");
  return Object.assign(child, { process: started, line });
}

/** One that is not needed any more. */
async function end({ process: child, line }: Child): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
  line.close();
}

async function toEnd({ process: child, line }: Child): Promise<void> {
  const exited = once(child, "exit");
  child.stdin?.on("error", () => undefined);
  child.stdin?.write("go\n");
  await exited;
  line.close();
}

/** Kills at a random message: half the time it never arrives, else a moment after it did. Answers its number. */
async function killDuringApply(child: Child, course: Course, dice: Dice): Promise<number> {
  const at = 1 + dice.whole(course.messages);
  const isHeld = dice.whole(2) === 0;
  const moment = dice.upTo(10);
  let sent = 0;
  child.onMessage = () => {
    sent += 1;
    if (sent < at) return "pass";
    if (sent === at) void delay(isHeld ? 0 : moment).then(() => child.process.kill("SIGKILL"));
    return isHeld ? "stall" : "pass";
  };
  await toEnd(child);
  return at;
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
