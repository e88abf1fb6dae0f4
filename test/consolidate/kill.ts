import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Dice, throwDice } from "../support/dice.ts";
import { everyRound, type OnRound } from "../support/on-round.ts";
import { openSourceScene, type SourceScene, witness } from "./scene.ts";

export interface KilledCopies {
  /** `V7_TEST_SEED` for the same points again. */
  readonly seed: number;
  readonly done: number;
  /** Kills that found an execution under way. */
  readonly underWay: number;
  /** Names that held anything but their file's bytes, changed originals, and what a later execution did not put right. */
  readonly wrong: readonly unknown[];
}

const files = 40;

/** Kills an execution with SIGKILL at a random point, again and again; looks at each name, then executes the rest. */
export async function killCopies(rounds: number, onRound: OnRound = everyRound): Promise<KilledCopies> {
  const scene = await openSourceScene();
  const dice = throwDice();
  try {
    for (let number = 0; number < files; number += 1)
      scene.put("notebook", `${number % 5}/${number}.md`, contentOf(number));
    const { plan_id: id } = await scene.planned("notebook");
    const originals = witnesses(scene);
    const wrong: unknown[] = [];
    let [done, underWay] = [0, 0];
    let next = start(scene, id);
    for (let goesOn = true; goesOn && done < rounds;) {
      const round = done + 1;
      await forget(scene);
      const child = await next;
      next = start(scene, id);
      await killed(scene, child, dice);
      const found = copies(scene);
      if (found.names.length > 0 && found.names.length < files) underWay += 1;
      wrong.push(...found.wrong);
      if (JSON.stringify(witnesses(scene)) !== JSON.stringify(originals)) wrong.push({ round, originals: "changed" });
      const { counts } = await scene.execute(id);
      const after = copies(scene);
      const converged =
        counts.copied + counts.present === files && after.names.length === files && after.others.length === 0;
      if (!converged || after.wrong.length > 0) wrong.push({ round, counts, others: after.others });
      done = round;
      goesOn = onRound(done, rounds);
    }
    (await next).kill("SIGKILL");
    return { seed: dice.seed, done, underWay, wrong };
  } finally {
    await scene.end();
  }
}

function contentOf(number: number): string {
  return `enum ${number}\n`.repeat(1 + (number % 7) * 3_000);
}

function witnesses(scene: SourceScene): string[] {
  return Array.from({ length: files }, (_, number) =>
    JSON.stringify(witness(join(scene.folder("notebook"), `${number % 5}/${number}.md`)), (_key, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    ),
  );
}

/** Every file in the repository's archive. */
function archived(scene: SourceScene): string[] {
  const root = join(scene.checkout.root, "archive");
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Files under their names, each held against its bytes, and whatever else there is. */
function copies(scene: SourceScene): { names: string[]; wrong: unknown[]; others: string[] } {
  const all = archived(scene);
  const names = all.filter((path) => /\/\d+\.md$/.test(path));
  const wrong = names.filter((path) => readFileSync(path, "utf8") !== contentOf(Number(/(\d+)\.md$/.exec(path)?.[1])));
  return { names, wrong, others: all.filter((path) => !names.includes(path)) };
}

/** As it was before the first execution. */
async function forget(scene: SourceScene): Promise<void> {
  rmSync(join(scene.checkout.root, "archive"), { recursive: true, force: true });
  await scene.psql.script(
    "UPDATE v7_external_sources SET status = 'planned', copied_at = NULL, copied_hash = NULL; DELETE FROM v7_changes; DELETE FROM v7_files",
  );
}

/** At whatever it does a moment after some number of names are there. */
async function killed(scene: SourceScene, child: ChildProcess, dice: Dice): Promise<void> {
  const exited = once(child, "exit");
  const wanted = dice.whole(files);
  child.stdin?.on("error", () => undefined);
  child.stdin?.write("go\n");
  while (child.exitCode === null && archived(scene).length < wanted) await delay(1);
  await delay(dice.upTo(4));
  child.kill("SIGKILL");
  await exited;
  // The server notices that nobody is on the line any more; until then the plan counts as being executed.
  while ((await scene.column(sessions))[0] !== 0) await delay(5);
}

const sessions =
  "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'v7 doomed'";

async function start(scene: SourceScene, planId: string): Promise<ChildProcess> {
  const script = join(import.meta.dirname, "execute-on-demand.ts");
  const child = spawn(process.execPath, [script, scene.checkout.root, scene.database.url, planId], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (child.stdout) await once(child.stdout, "data");
  return child;
}
