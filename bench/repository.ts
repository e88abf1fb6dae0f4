import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { v7 } from "./measure.ts";

/** A throw-away git repository with a declared state and an embedded server of its own. */
export interface BenchRepository {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Declares this many tasks in one file each; with `revision`, one in a hundred has another note. */
  declareTasks(count: number, options?: { readonly revision?: string; readonly changed?: number }): void;
  /** Declares these documents, by file, and commits them. */
  declare(files: ReadonlyMap<string, string>): void;
  /** Runs v7 in it and returns milliseconds of wall time. A failure throws with what it printed. */
  run(...words: string[]): number;
  remove(): void;
}

export function benchRepository(): BenchRepository {
  const directory = mkdtempSync(join(tmpdir(), "v7-bench-"));
  const environment = {
    V7_ACTOR: "bench",
    V7_DATABASE_URL: "",
    DATABASE_URL: "",
    META_DB_PATH: "",
    PGHOST: "",
    PGDATABASE: "",
  };
  const run = (...words: string[]): number => {
    const start = performance.now();
    const done = spawnSync(process.execPath, [v7, ...words], {
      cwd: directory,
      env: { ...process.env, ...environment },
      encoding: "utf8",
      maxBuffer: 1 << 30,
    });
    if (done.status !== 0) throw new Error(`v7 ${words.join(" ")}: ${done.stderr || done.stdout}`);
    return performance.now() - start;
  };
  git(directory, "init", "--quiet", "--initial-branch=main");
  mkdirSync(join(directory, "state/tasks"), { recursive: true });
  writeFileSync(join(directory, "state/phases.yaml"), phaseText);
  return {
    directory,
    environment,
    run,
    declare: (files) => declare(directory, files),
    declareTasks: (count, options) => declareTasks(directory, count, options),
    remove: () => {
      spawnSync(process.execPath, [v7, "db", "down"], { cwd: directory, env: { ...process.env, ...environment } });
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function declareTasks(
  directory: string,
  count: number,
  { revision = "", changed = 0 }: { revision?: string; changed?: number } = {},
): void {
  const files = new Map<string, string>();
  for (let number = 1; number <= count; number += 1) {
    const note = number <= changed ? `Work order issued ${revision}` : "Work order issued 2025-08-07";
    if (revision !== "" && number > changed) break;
    files.set(`state/tasks/1.${number}.yaml`, taskText(number, note));
  }
  declare(directory, files);
}

function declare(directory: string, files: ReadonlyMap<string, string>): void {
  for (const [file, text] of files) {
    mkdirSync(join(directory, dirname(file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }
  git(directory, "add", "--all");
  git(
    directory,
    "-c",
    "user.name=Bench",
    "-c",
    "user.email=bench@example.org",
    "commit",
    "--quiet",
    "--allow-empty",
    "--message",
    `Declare ${files.size} documents`,
  );
}

function git(directory: string, ...words: string[]): void {
  execFileSync("git", words, { cwd: directory, stdio: "ignore" });
}

const phaseText = `apiVersion: v7/v1
kind: Phase
metadata:
  name: "1"
spec:
  name: Assessment
  leadPersona: The Architect
  status: in_progress
`;

function taskText(number: number, note: string): string {
  const dependsOn = number > 1 ? `\n  dependsOn: ["1.${number - 1}"]` : "";
  return `apiVersion: v7/v1
kind: Task
metadata:
  name: "1.${number}"
spec:
  name: Document the duplicate ENUMs of table ${number}
  responsiblePersona: Layer 1 Data Sentinel
  status: pending${dependsOn}
  notes: ${note}
`;
}
