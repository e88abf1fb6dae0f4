import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { v7 } from "./measure.ts";
import { type BenchRepository, benchRepository } from "./repository.ts";
import { aligned } from "./table.ts";

/**
 * A first scan and one of unchanged files, as whole processes, beside what the system needs for the same files: a Node
 * that walks and asks for each file's status, SHA-256 of everything on two cores, and git's own look at its work tree.
 */
export async function benchScan(): Promise<string> {
  return [await scanTable(28_000), await scanTable(100_000)].join("\n\n");
}

async function scanTable(count: number): Promise<string> {
  const repository = benchRepository();
  try {
    writeFiles(repository.directory, count);
    commitAll(repository.directory);
    repository.run("db", "up");
    // Younger files are read once more, because their times cannot be trusted yet.
    await delay(2_500);
    const rows = [scanned(repository, "first scan", 1), ...unchanged(repository)];
    return aligned([[`${count} files of 3.5 KB`, "ms", "us a file", "peak RSS MB"], ...rows.map(line(count))]);
  } finally {
    repository.remove();
  }
}

interface Timed {
  readonly name: string;
  readonly milliseconds: number;
  /** Of v7's own process; kilobytes. */
  readonly memory?: number;
}

function unchanged(repository: BenchRepository): Timed[] {
  const { directory } = repository;
  return [
    scanned(repository, "nothing changed", 5),
    { name: "node: walk and lstat", milliseconds: best(5, () => run(directory, process.execPath, ["-e", bareWalk])) },
    { name: "git status", milliseconds: best(5, () => run(directory, "git", ["status", "--porcelain"])) },
    { name: "find | xargs -P2 sha256sum", milliseconds: best(3, () => run(directory, "sh", ["-c", hashAll])) },
  ];
}

function scanned({ directory, environment }: BenchRepository, name: string, rounds: number): Timed {
  let memory = 0;
  const milliseconds = best(rounds, () => {
    const start = performance.now();
    const done = spawnSync(process.execPath, ["--import", tellMemory, v7, "scan"], {
      cwd: directory,
      env: { ...process.env, ...environment },
      encoding: "utf8",
    });
    if (done.status !== 0) throw new Error(`v7 scan: ${done.stderr}`);
    memory = Math.max(memory, Number(/peak (\d+)/.exec(done.stderr)?.[1]));
    return performance.now() - start;
  });
  return { name, milliseconds, memory };
}

const tellMemory = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`))',
)}`;

/** The least that can be done to see that no file has changed. */
const bareWalk = `const fs = require("node:fs");
(function walk(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) walk(folder + "/" + entry.name);
    else fs.lstatSync(folder + "/" + entry.name, { bigint: true });
  }
})("notes");`;

const hashAll = "find notes -type f -print0 | xargs -0 -P2 -n 2000 sha256sum > /dev/null";

function best(rounds: number, work: () => number): number {
  return Math.min(...Array.from({ length: rounds }, work));
}

function run(directory: string, command: string, words: readonly string[]): number {
  const start = performance.now();
  const done = spawnSync(command, words, { cwd: directory, stdio: "ignore" });
  if (done.status !== 0) throw new Error(`${command} exited ${done.status}`);
  return performance.now() - start;
}

function writeFiles(directory: string, count: number): void {
  rmSync(join(directory, "notes"), { recursive: true, force: true });
  for (let number = 0; number < count; number += 1) {
    const folder = join(directory, "notes", `area_${number % 40}`, `part_${Math.floor(number / 40) % 25}`);
    if (number < 1_000) mkdirSync(folder, { recursive: true });
    const line = createHash("sha256").update(String(number)).digest("hex");
    writeFileSync(join(folder, `note_${number}.md`), `# Note ${number}\n${`${line}\n`.repeat(54)}`.slice(0, 3_500));
  }
}

function commitAll(directory: string): void {
  const identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org"];
  run(directory, "git", ["add", "--all"]);
  run(directory, "git", [...identity, "commit", "--quiet", "--message", "Write the notes"]);
}

function line(count: number): (timed: Timed) => string[] {
  return ({ name, milliseconds, memory }) => [
    name,
    milliseconds.toFixed(0),
    ((milliseconds * 1_000) / count).toFixed(1),
    memory === undefined ? "" : (memory / 1_000).toFixed(0),
  ];
}
