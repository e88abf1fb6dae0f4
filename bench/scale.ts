import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mixedDocuments } from "./mixed.ts";
import { benchRepository, type BenchRepository } from "./repository.ts";
import { startEmbedded } from "../src/postgres/embedded/index.ts";
import { worldStatement } from "../src/postgres/rows/read-world.ts";
import { kinds } from "../src/reconcilers/index.ts";
import { thisSystem } from "../src/system/system.ts";
import { floor, measure, type ProcessCase, v7 } from "./measure.ts";
import { type CurvePoint, curveTable, timesTable, verdict } from "./table.ts";

const tasks = 10_000;

/** Ten thousand tasks, one file each: what a plan and an apply of them cost as whole processes. */
export async function benchScale(): Promise<string> {
  const created = [1, 2, 3].map(() => withRepository((repository) => createAll(repository, tasks).total));
  const plans = await withRepository((repository) => planTimes(repository));
  const median = created.toSorted((left, right) => left - right)[1] ?? Number.NaN;
  return `${plans}\nv7 apply of ${tasks} creates: median ${median.toFixed(0)} ms of ${created.map((time) => time.toFixed(0)).join(", ")} (goal 1500)`;
}

/** The same of ten thousand resources of every kind. */
export function benchMixed(): Promise<string> {
  return withRepository(async (repository) => {
    repository.run("db", "up");
    repository.declare(mixedDocuments(tasks));
    repository.run("plan");
    const created = repository.run("apply", "--approved");
    const at = { cwd: repository.directory, env: repository.environment, words: [v7, "plan"] };
    const unchanged = await measure([floor, { name: `plan of ${tasks} mixed, unchanged`, ...at, goal: 300 }], 9);
    repository.declare(mixedDocuments(tasks, "2025-08-08", 100));
    const changed = await measure([{ name: `plan of ${tasks} mixed, 100 changed`, ...at, goal: 400 }], 9);
    const least = unchanged[0]?.median ?? Number.NaN;
    const verdicts = [
      verdict("unchanged", (unchanged[1]?.median ?? Number.NaN) / least, floor.name, 12),
      verdict("100 changed", (changed[0]?.median ?? Number.NaN) / least, floor.name, 15),
    ];
    return `${timesTable([...unchanged, ...changed], least)}\n${verdicts.join("\n")}\nv7 apply of ${tasks} mixed creates: ${created.toFixed(0)} ms (goal 1500)`;
  });
}

/** The same from a thousand to a hundred thousand: a flat last column means that cost grows with the count alone. */
export function benchCurve(): Promise<string> {
  const sizes = [1_000, 10_000, 100_000];
  const measured = sizes.map((size) =>
    withRepository((repository) => {
      const created = createAll(repository, size);
      return { created, unchanged: { size, total: repository.run("plan") } };
    }),
  );
  const tables = [
    curveTable(
      "apply creates",
      measured.map(({ created }) => created),
    ),
    curveTable(
      "plan unchanged",
      measured.map(({ unchanged }) => unchanged),
    ),
  ];
  return Promise.resolve(tables.join("\n\n"));
}

/** The plan that a person reads first fills the document cache; apply then finds it. */
function createAll(repository: BenchRepository, size: number): CurvePoint {
  repository.run("db", "up");
  repository.declareTasks(size);
  repository.run("plan");
  return { size, total: repository.run("apply", "--approved") };
}

async function planTimes(repository: BenchRepository): Promise<string> {
  createAll(repository, tasks);
  const at = { cwd: repository.directory, env: repository.environment, words: [v7, "plan"] };
  const bare = await planFloor(repository);
  const unchanged = await measure([floor, { name: `plan of ${tasks}, unchanged`, ...at, goal: 300 }, bare], 9);
  const forgetDocuments = (): void =>
    rmSync(join(repository.directory, ".git/v7/cache"), { recursive: true, force: true });
  const cold = await measure([{ name: `plan of ${tasks}, cold`, ...at, goal: 3000, before: forgetDocuments }], 3);
  repository.declareTasks(tasks, { revision: "2025-08-08", changed: 100 });
  const changed = await measure([{ name: `plan of ${tasks}, 100 changed`, ...at, goal: 400 }], 9);
  const [least, plan, peer] = unchanged.map(({ median }) => median);
  const table = timesTable([...unchanged, ...changed, ...cold], least ?? Number.NaN);
  return `${table}\n${verdict("an unchanged plan", (plan ?? Number.NaN) / (peer ?? Number.NaN), bare.name, 1.6)}`;
}

/** Asks the server that runs there what a plan asks. */
async function planFloor({ directory, environment }: BenchRepository): Promise<ProcessCase> {
  const home = join(directory, ".git", "v7");
  const { socketDirectory: host, port, user, database } = await startEmbedded({ system: thisSystem(), home });
  const statement = join(home, "bench-statement.sql");
  writeFileSync(statement, worldStatement(kinds));
  const script = join(import.meta.dirname, "plan-floor.mjs");
  const words = [script, join(directory, "state"), JSON.stringify({ host, port, user, database }), statement];
  return { name: "node: lstat the files, fetch and parse the rows", words, env: environment };
}

function withRepository<T>(work: (repository: BenchRepository) => T): T {
  const repository = benchRepository();
  const done = (): void => repository.remove();
  try {
    const result = work(repository);
    if (!(result instanceof Promise)) done();
    return result instanceof Promise ? (result.finally(done) as T) : result;
  } catch (error) {
    done();
    throw error;
  }
}
