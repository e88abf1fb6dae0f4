import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setInterval } from "node:timers";
import { v7 } from "./measure.ts";
import { type BenchRepository, benchRepository } from "./repository.ts";
import { aligned } from "./table.ts";

const projects = 300;

/** The meta collector beside a scan of the same files, which it begins with: the first run, and one that has nothing to do. */
export async function benchMeta(): Promise<string> {
  const head = ["files", "", "seconds", "beside a scan", "MB at most", "goal"];
  const rows = [];
  for (const files of [3_000, 30_000]) rows.push(...(await measured(files)));
  return aligned([head, ...rows]);
}

async function measured(files: number): Promise<string[][]> {
  const repository = benchRepository();
  try {
    for (const [path, text] of sources(files)) write(repository, path, text);
    repository.declareTasks(10);
    repository.run("db", "up");
    const first = await run(repository, "scan");
    const whole = await run(repository, "enrich", "refresh-meta");
    await run(repository, "enrich", "refresh-meta");
    const quietScan = await run(repository, "scan");
    const quiet = await run(repository, "enrich", "refresh-meta");
    const isLarge = files === 30_000;
    return [
      [String(files), "scan, all new", ...told(first), ""],
      ["", "refresh-meta, all new", ...told(whole, first), isLarge ? "60 s, 600 MB" : ""],
      ["", "scan, nothing new", ...told(quietScan), ""],
      ["", "refresh-meta, nothing new", ...told(quiet, quietScan), isLarge ? "2 s" : ""],
    ];
  } finally {
    repository.remove();
  }
}

interface Ran {
  readonly seconds: number;
  readonly megabytes: number;
}

function told({ seconds, megabytes }: Ran, floor?: Ran): string[] {
  const ratio = floor === undefined ? "" : `${(seconds / floor.seconds).toFixed(1)}x`;
  return [seconds.toFixed(2), ratio, megabytes === 0 ? "-" : megabytes.toFixed(0)];
}

async function run({ directory, environment }: BenchRepository, ...words: readonly string[]): Promise<Ran> {
  const begun = performance.now();
  const child = spawn(process.execPath, [v7, ...words], {
    cwd: directory,
    env: { ...process.env, ...environment },
    stdio: "ignore",
  });
  let most = 0;
  const looking = setInterval(() => {
    most = Math.max(most, peakOf(child));
  }, 50);
  const [code] = (await once(child, "exit")) as [number | null];
  clearInterval(looking);
  if (code !== 0) throw new Error(`v7 ${words.join(" ")} exited ${code}`);
  return { seconds: (performance.now() - begun) / 1_000, megabytes: most };
}

/** What a process has had of memory at most, in megabytes; 0 where the system does not tell. */
function peakOf({ pid }: ChildProcess): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes ?? 0) / 1_000;
  } catch {
    return 0;
  }
}

function write({ directory }: BenchRepository, path: string, text: string): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
}

/** Projects in three languages, each file with six functions of its own. */
function* sources(files: number): Generator<[string, string]> {
  const each = Math.floor(files / projects);
  for (let project = 0; project < projects; project += 1) {
    const folder = `area_${project % 12}/PRJ_${project}`;
    const [manifest, ending, write] = languages[project % languages.length] ?? languages[0];
    yield [`${folder}/${manifest}`, manifestText(manifest, project)];
    for (let at = 0; at < each - 1; at += 1) {
      const functions = Array.from({ length: 6 }, (_, index) => write(at * 10 + index));
      yield [`${folder}/src/m${Math.floor(at / 20)}/file_${at}.${ending}`, `${functions.join("\n")}\n`];
    }
  }
}

type Language = readonly [manifest: string, ending: string, write: (number: number) => string];

const languages: readonly [Language, ...Language[]] = [
  [
    "pyproject.toml",
    "py",
    (at) =>
      `def work_${at}(value):\n    total = 0\n    for item in value:\n        if item > ${at}:\n            total += item\n    return total\n`,
  ],
  [
    "package.json",
    "ts",
    (at) =>
      `export function work${at}(value: number[]): number {\n  let total = 0;\n  for (const item of value) if (item > ${at}) total += item;\n  return total;\n}\n`,
  ],
  [
    "Cargo.toml",
    "rs",
    (at) =>
      `pub fn work_${at}(value: &[i32]) -> i32 {\n    let mut total = 0;\n    for item in value { if *item > ${at} { total += item; } }\n    total\n}\n`,
  ],
];

function manifestText(manifest: string, project: number): string {
  if (manifest === "package.json") return `{ "name": "p${project}" }\n`;
  return `[${manifest === "Cargo.toml" ? "package" : "project"}]\nname = "p${project}"\n`;
}
