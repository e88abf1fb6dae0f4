import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { dirname, join } from "node:path";
import { floor, measure, type Measured, type ProcessCase, v7 } from "./measure.ts";
import { type BenchRepository, benchRepository } from "./repository.ts";
import { timesTable, verdict } from "./table.ts";

/** Hooks as git starts them, whole processes, beside a hook that only asks its manager whether there is anything to do. */
export async function benchHooks(): Promise<string> {
  const quiet = benchRepository();
  const busy = benchRepository();
  const committed = benchRepository();
  // Takes calls and never answers.
  const silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  try {
    quiet.declareTasks(5);
    stage(quiet, new Map([["notes.md", "Assessment begins\n"]]));
    busy.declareTasks(5);
    committed.declareTasks(5);
    let round = 0;
    quiet.run("db", "up");
    committed.run("db", "up");
    const url = `postgres://v7@127.0.0.1:${(silent.address() as AddressInfo).port}/aya_rag`;
    const rows = await measure([
      floor,
      { name: "sh, an empty hook", program: "/bin/sh", words: ["-c", emptyHook], cwd: quiet.directory },
      ...emptyLefthook(quiet),
      { ...hook(quiet, "pre-commit"), name: "pre-commit, nothing relevant", goal: 60 },
      {
        ...hook(busy, "pre-commit"),
        name: "pre-commit, 20 files, 5 documents",
        // What is committed is new each time, so that no cache knows it.
        before: () => stage(busy, twentyFiles((round += 1))),
        goal: 120,
      },
      { ...hook(quiet, "post-commit"), name: "post-commit, nothing new", goal: 150 },
      { ...hook(committed, "pre-commit"), name: checked, before: () => stage(committed, oneNote((round += 1))) },
      { ...hook(committed, "post-commit"), name: recorded, before: () => commit(committed) },
      {
        ...hook(quiet, "post-commit"),
        name: "post-commit, database away",
        env: { ...quiet.environment, V7_DATABASE_URL: url },
        goal: 300,
      },
    ]);
    return `${timesTable(rows, rows[0]?.median ?? Number.NaN)}\n${ofOneCommit(rows)}`;
  } finally {
    silent.close();
    committed.remove();
    quiet.remove();
    busy.remove();
  }
}

const checked = "pre-commit, one note";
const recorded = "post-commit, that note";

/** What git waits for with each commit of a note: it is searched for secrets, recorded and registered. */
function ofOneCommit(rows: readonly Measured[]): string {
  const median = (wanted: string): number => rows.find(({ name }) => name === wanted)?.median ?? Number.NaN;
  const ratio = (median(checked) + median(recorded)) / median(floor.name);
  return verdict("both hooks of a commit of one note", ratio, floor.name, 5);
}

/** The manager of hooks that is a program of its own, with a hook that has nothing to do; none where it is not installed. */
function emptyLefthook({ directory }: BenchRepository): ProcessCase[] {
  const name = `lefthook-${process.platform}-${process.arch}`;
  const program = join(import.meta.dirname, "..", "node_modules", name, "bin", "lefthook");
  if (!existsSync(program)) return [];
  writeFileSync(join(directory, "lefthook.yml"), "pre-commit:\n  commands: {}\n");
  return [{ name: "lefthook, an empty hook", program, words: ["run", "pre-commit"], cwd: directory }];
}

/** What a manager of hooks does at least: finds the top of the work tree, and finds nothing to run. */
const emptyHook = 'test -n "$(git rev-parse --show-toplevel)"';

function hook(
  { directory, environment }: BenchRepository,
  name: string,
): { words: string[]; cwd: string; env: Readonly<Record<string, string>> } {
  return { words: [v7, "hook", name], cwd: directory, env: environment };
}

function twentyFiles(round: number): Map<string, string> {
  const lines = Array.from({ length: 40 }, (_, index) => `Line ${index} of the assessment: 03_CORE_ENGINE/SCHEMAS\n`);
  const notes = Array.from({ length: 15 }, (_, index) => [`docs/${index}.md`, lines.join("")] as const);
  const tasks = Array.from(
    { length: 5 },
    (_, index) => [`state/tasks/9${index}.yaml`, taskText(`1.9${index}`, round)] as const,
  );
  return new Map([...notes, ...tasks]);
}

function oneNote(round: number): Map<string, string> {
  const lines = Array.from({ length: 40 }, (_, index) => `Line ${index} as of round ${round}\n`);
  return new Map([["docs/assessment.md", `# Assessment, round ${round}\n${lines.join("")}`]]);
}

function taskText(name: string, round: number): string {
  return `apiVersion: v7/v1
kind: Task
metadata:
  name: "${name}"
spec:
  name: Review the duplicate ENUM list
  responsiblePersona: Layer 1 Data Sentinel
  status: pending
  notes: Round ${round}
`;
}

function stage({ directory }: BenchRepository, files: ReadonlyMap<string, string>): void {
  for (const [file, text] of files) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }
  execFileSync("git", ["add", "--all"], { cwd: directory });
}

/** As git does before it calls post-commit; the hooks of this repository are not installed. */
function commit({ directory }: BenchRepository): void {
  const identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org"];
  execFileSync("git", [...identity, "commit", "--quiet", "--message", "Assess"], { cwd: directory });
}
