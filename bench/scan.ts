import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { v7 } from "./measure.ts";
import { type BenchRepository, benchRepository } from "./repository.ts";
import { insertFloor } from "./scan-floor.ts";
import { aligned, verdict } from "./table.ts";

/**
 * A first scan and one of unchanged files, as whole processes, beside what the system needs for the same files: a Node
 * that walks and asks for each file's status, SHA-256 of everything on two cores, git's own look at its work tree, and the
 * database that takes the same rows from itself. Medians of rounds in which each has its turn.
 */
export async function benchScan(): Promise<string> {
  const tables = [
    await manyFiles(28_000, { first: 1_500, unchanged: 400 }),
    await manyFiles(100_000, { first: 10_700, unchanged: 2_900 }),
    await oneFile(5 * 2 ** 30),
  ];
  return tables.join("\n\n");
}

/** What v7 and its peers took, each round's time in milliseconds. */
interface Row {
  readonly name: string;
  readonly times: number[];
  readonly goal?: number;
  /** Peak of v7's own process; kilobytes. */
  memory?: number;
}

async function manyFiles(count: number, goals: { first: number; unchanged: number }): Promise<string> {
  const repository = benchRepository();
  try {
    writeFiles(repository.directory, count);
    commitAll(repository.directory);
    // Younger files are read once more, because their times cannot be trusted yet.
    await delay(2_500);
    const walk: Row = { name: "node: walk and lstat", times: [] };
    const first = await firstScans(repository, goals.first);
    const again = unchangedScans(repository, goals.unchanged, walk);
    const [scan, insert] = first;
    const [unchanged] = again;
    const verdicts = [
      verdictOf("the first scan", scan, insert, 2),
      verdictOf("a scan of unchanged files", unchanged, walk, 2.5),
    ];
    return [table(`${count} files of 3.5 KB`, [...first, ...again], walk, count), ...verdicts].join("\n");
  } finally {
    repository.remove();
  }
}

const rounds = 5;

async function firstScans(repository: BenchRepository, goal: number): Promise<Row[]> {
  const hash: Row = { name: "find | xargs -P2 sha256sum", times: [] };
  const scan: Row = { name: "first scan", times: [], goal };
  const rows: Row = { name: "database: insert the rows", times: [] };
  for (let round = 0; round < rounds; round += 1) {
    repository.run("db", "down");
    rmSync(join(repository.directory, ".git/v7/pg"), { recursive: true, force: true });
    repository.run("db", "up");
    hash.times.push(run(repository.directory, "sh", ["-c", hashAll]));
    timeScan(repository, scan);
    rows.times.push(await insertFloor(repository.directory));
  }
  return [scan, rows, hash];
}

function unchangedScans(repository: BenchRepository, goal: number, walk: Row): Row[] {
  const { directory } = repository;
  const scan: Row = { name: "nothing changed", times: [], goal };
  const status: Row = { name: "git status", times: [] };
  for (let round = 0; round < rounds; round += 1) {
    timeScan(repository, scan);
    walk.times.push(run(directory, process.execPath, ["-e", bareWalk]));
    status.times.push(run(directory, "git", ["status", "--porcelain"]));
  }
  return [scan, walk, status];
}

/** A file that is mostly a hole takes no disk, and as long to hash as any other. */
async function oneFile(bytes: number): Promise<string> {
  const repository = benchRepository();
  try {
    const path = join(repository.directory, "notes.dump");
    writeFileSync(path, "");
    truncateSync(path, bytes);
    repository.run("db", "up");
    const scan: Row = { name: "first scan", times: [] };
    const sum: Row = { name: "sha256sum", times: [] };
    timeScan(repository, scan);
    sum.times.push(run(repository.directory, "sha256sum", [path]));
    return table("one file of 5 GiB", [scan, sum], sum, 1);
  } finally {
    repository.remove();
  }
}

function timeScan({ directory, environment }: BenchRepository, row: Row): void {
  const start = performance.now();
  const done = spawnSync(process.execPath, ["--import", tellMemory, v7, "scan"], {
    cwd: directory,
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
  row.times.push(performance.now() - start);
  if (done.status !== 0) throw new Error(`v7 scan: ${done.stderr}`);
  row.memory = Math.max(row.memory ?? 0, Number(/peak (\d+)/.exec(done.stderr)?.[1]));
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

function run(directory: string, command: string, words: readonly string[]): number {
  const start = performance.now();
  const done = spawnSync(command, words, { cwd: directory, stdio: "ignore" });
  if (done.status !== 0) throw new Error(`${command} exited ${done.status}`);
  return performance.now() - start;
}

function writeFiles(directory: string, count: number): void {
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

function table(name: string, rows: readonly Row[], floor: Row, count: number): string {
  const lines = rows.map((row) => {
    const time = median(row.times);
    return [
      row.name,
      time.toFixed(0),
      ((time * 1_000) / count).toFixed(1),
      (time / median(floor.times)).toFixed(1),
      row.memory === undefined ? "" : (row.memory / 1_024).toFixed(0),
      row.goal === undefined ? "" : `${row.goal} ${time <= row.goal ? "met" : "MISSED"}`,
    ];
  });
  return aligned([[name, "median ms", "us a file", `x ${floor.name}`, "peak RSS MB", "goal ms"], ...lines]);
}

function verdictOf(name: string, row: Row | undefined, peer: Row | undefined, goal: number): string {
  return verdict(name, median(row?.times ?? []) / median(peer?.times ?? []), peer?.name ?? "", goal);
}

function median(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor((times.length - 1) / 2)] ?? Number.NaN;
}
