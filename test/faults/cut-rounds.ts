import { setTimeout as delay } from "node:timers/promises";
import { apply, type ApplyOutcome } from "../../src/engine/apply.ts";
import { everything } from "../../src/engine/plan.ts";
import { Failure } from "../../src/model/failure.ts";
import { openScene, type Scene } from "../engine/scene.ts";
import { type Fate, type Line, openLine, type WireMessage } from "../support/line.ts";
import type { Step } from "./fifty-changes.ts";
import { keepTables, type KeptTables } from "./kept-tables.ts";

/** Where one round's line breaks. */
export interface CutPoint {
  readonly from: "client" | "server";
  readonly number: number;
  readonly fate: Extract<Fate, "cut before" | "cut after">;
}

export interface CutReport {
  readonly rounds: number;
  /** Rounds that left the new state, and those that left the old one. */
  readonly committed: number;
  readonly rolledBack: number;
  /** Rounds whose end is neither state, whose answer was not true, or whose rerun did not converge. */
  readonly wrong: readonly unknown[];
}

export interface CutOptions {
  /** How many rounds run at once, each with a database of its own. */
  readonly lanes: number;
  /** After the cut nobody gets through, so that v7 cannot ask what became of its commit. */
  readonly staysDown?: boolean;
  readonly onRound?: () => void;
}

/** Applies a step again and again, cutting the line before and after each message of it, none left out. */
export async function cutEveryMessage(step: Step, options: CutOptions): Promise<CutReport> {
  const points = cutPoints(await countMessages(step));
  const queue = [...points];
  const ends: RoundEnd[] = [];
  await Promise.all(
    Array.from({ length: options.lanes }, () =>
      inLane(step, async (lane) => {
        for (let point = queue.shift(); point !== undefined; point = queue.shift()) {
          ends.push(await cutRound(lane, point, options.staysDown ?? false));
          options.onRound?.();
        }
      }),
    ),
  );
  return {
    rounds: ends.length,
    committed: ends.filter(({ state }) => state === "new").length,
    rolledBack: ends.filter(({ state }) => state === "old").length,
    wrong: ends.flatMap(({ problems, point }) => (problems.length === 0 ? [] : [{ point, problems }])),
  };
}

interface RoundEnd {
  readonly point: CutPoint;
  readonly state: "old" | "new" | "partial";
  readonly problems: readonly string[];
}

async function cutRound(lane: Lane, point: CutPoint, staysDown: boolean): Promise<RoundEnd> {
  await lane.tables.restore();
  const line = await openLine(lane.scene.database.url, { fateOf: breakingAt(point), staysDown });
  const answer = await answerOf(lane, line);
  line.close();
  await settled(lane.scene);
  const found = await worldText(lane.scene);
  const state = found === lane.oldWorld ? "old" : found === lane.newWorld ? "new" : "partial";
  const problems = [
    ...(line.hasCut() ? [] : ["the line did not break"]),
    ...(state === "partial" ? [`neither the old state nor the new one: ${found}`] : []),
    ...untruths(answer, state, staysDown),
    ...(await rerunProblems(lane)),
  ];
  return { point, state, problems };
}

function breakingAt({ from, number, fate }: CutPoint): (message: WireMessage) => Fate {
  return (message) => (message.from === from && message.number === number ? fate : "pass");
}

type Answer = ApplyOutcome | Failure | Error;

function answerOf(lane: Lane, line: Line): Promise<Answer> {
  return runStep(lane.scene, lane.step, line.url).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
}

/** Said applied exactly when it is; not knowing is an answer only where nobody could be asked. */
function untruths(answer: Answer, state: RoundEnd["state"], staysDown: boolean): string[] {
  if (!(answer instanceof Error)) return state === "new" ? [] : ["said it was applied, and it is not"];
  if (!(answer instanceof Failure) || answer.exitCode !== 6) return [`an answer other than exit 6: ${String(answer)}`];
  const unsure = answer.message.includes("not known yet");
  if (unsure) return staysDown ? [] : ["did not ask what became of its commit"];
  return state === "old" ? [] : [`said nothing was written, and it is: ${answer.message}`];
}

async function rerunProblems({ scene, step, newWorld }: Lane): Promise<string[]> {
  try {
    await runStep(scene, step);
  } catch (error) {
    return [`running it again failed: ${String(error)}`];
  }
  const found = await worldText(scene);
  return found === newWorld ? [] : [`running it again led elsewhere: ${found}`];
}

/** One worker's database and documents, and what the two states look like. */
interface Lane {
  readonly scene: Scene;
  readonly step: Step;
  readonly tables: KeptTables;
  readonly oldWorld: string;
  readonly newWorld: string;
}

async function inLane<T>(step: Step, work: (lane: Lane) => Promise<T>): Promise<T> {
  const scene = await openScene();
  try {
    scene.checkout.declare(...step.before);
    await scene.apply();
    const oldWorld = await worldText(scene);
    const tables = await keepTables(scene.psql);
    scene.checkout.forget(...step.removed);
    scene.checkout.declare(...step.after);
    await runStep(scene, step);
    const newWorld = await worldText(scene);
    return await work({ scene, step, tables, oldWorld, newWorld });
  } finally {
    await scene.end();
  }
}

async function runStep(scene: Scene, step: Step, databaseUrl = scene.database.url): Promise<ApplyOutcome> {
  const workspace = await scene.checkout.open({ databaseUrl });
  return apply(workspace, {
    options: everything,
    approved: true,
    lockTimeoutMs: 0,
    allowMassDelete: step.removed.length,
  });
}

/** How many messages each side sends when nothing breaks. */
function countMessages(step: Step): Promise<{ client: number; server: number }> {
  return inLane(step, async ({ scene, tables }) => {
    await tables.restore();
    const line = await openLine(scene.database.url);
    await runStep(scene, step, line.url);
    line.close();
    return line.counts();
  });
}

function cutPoints(counts: { readonly client: number; readonly server: number }): CutPoint[] {
  return (["client", "server"] as const).flatMap((from) =>
    Array.from({ length: counts[from] }, (_, index) => index + 1).flatMap((number) =>
      (["cut before", "cut after"] as const).map((fate) => ({ from, number, fate })),
    ),
  );
}

const busySessions =
  "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";

/** The server notices a lost client a little later; nothing is judged before its session has ended. */
async function settled(scene: Scene): Promise<void> {
  while ((await scene.column(busySessions))[0] !== 0) await delay(2);
}

/** What an apply may change, as one comparable text; ids and times apart. */
async function worldText(scene: Scene): Promise<string> {
  const [text] = await scene.column(
    `SELECT json_build_array(
      (SELECT json_agg(to_jsonb(p) - '{id,created_at,updated_at,started_at}'::text[] || jsonb_build_object('started', started_at IS NOT NULL) ORDER BY phase_number) FROM v7_migration_workflow p),
      (SELECT json_agg(to_jsonb(t) - '{id,parent_phase_id,dependencies,created_at,updated_at,started_at}'::text[] || jsonb_build_object('started', started_at IS NOT NULL, 'dependencies', cardinality(dependencies)) ORDER BY parent_phase, task_number) FROM v7_subworkflow_tasks t),
      (SELECT json_agg(json_build_array(address, applied, spec, record_key IS NOT NULL) ORDER BY address) FROM v7_resources),
      (SELECT serial FROM v7_state), (SELECT count(*) FROM change_log),
      (SELECT count(*) FROM v7_applies WHERE txid IS NOT NULL),
      (SELECT count(*) FROM v7_applies WHERE txid IS NOT NULL AND status IN ('refused', 'failed')))::text`,
  );
  return String(text);
}
