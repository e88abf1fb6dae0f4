import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { v7 } from "./measure.ts";
import { type BenchRepository, benchRepository } from "./repository.ts";
import { aligned } from "./table.ts";

const files = 100_000;
const port = 8_197;
const seconds = 10;

/**
 * The server with 100,000 files and an index of them while scans write: requests come at a fixed rate, whether the last one
 * was answered or not, and each is timed from when it should have been sent. The floor is a route that asks no database.
 */
export async function benchServe(): Promise<string> {
  const repository = benchRepository();
  let server: ChildProcess | undefined;
  try {
    prepare(repository);
    server = await started(repository);
    const ask = asker(readFileSync(join(repository.directory, ".git/v7/serve/token"), "utf8").trim());
    const quiet = await atRate("/files, nobody writes", 200, filesOf, { ask, goal: 50 });
    const scanning = scanOnAndOn(repository);
    const rows = [
      await atRate("/version", 200, () => "/version", { ask }),
      await atRate("/files", 200, filesOf, { ask, goal: 50 }),
    ];
    const served = residentMegabytes(server);
    rows.push(
      await atRate("/search", 10, (at) => `/search?q=${wordOf(50 + at * 37)}%20${wordOf(700 + at)}`, searching(ask)),
    );
    await scanning.stop();
    return aligned([
      ["", "a second", "p50 ms", "p99 ms", "not 200", "goal p99"],
      quiet,
      ...rows,
      ["resident memory, MB", "", "", megabytes(served), "", "300"],
      ["with the index open, MB", "", "", megabytes(residentMegabytes(server)), "", ""],
    ]);
  } finally {
    server?.kill();
    repository.remove();
  }
}

const layoutText = `apiVersion: v7/v1
kind: Layout
metadata:
  name: default
spec:
  rules:
    - { match: "docs/{component}/**" }
`;

const filesOf = (at: number): string => `/files?limit=100&component=area_${at % 40}`;

function searching(ask: Ask): Load {
  return { ask, goal: 250 };
}

function prepare(repository: BenchRepository): void {
  for (let number = 0; number < files; number += 1) {
    const folder = join(repository.directory, "docs", `area_${number % 40}`);
    if (number < 40) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `note_${number}.md`), noteOf(number, 0));
  }
  repository.declare(new Map([["state/layout.yaml", layoutText]]));
  repository.declareTasks(10);
  repository.run("db", "up");
  repository.run("scan");
  repository.run("index", "sync");
}

function noteOf(number: number, round: number): string {
  const words = Array.from({ length: 60 }, (_, at) => wordOf((number * 7919 + at * at * 31 + round) % 60_000));
  return `# Note ${number}\n\n${words.join(" ")}\n`;
}

const syllables = "ba ce di fo gu ha ke li mo nu pa re si to vu wa xe yi zo".split(" ");

function wordOf(rank: number): string {
  let rest = rank;
  let text = "";
  do {
    text += syllables[rest % syllables.length] ?? "";
    rest = Math.floor(rest / syllables.length);
  } while (rest > 0);
  return `${text}n`;
}

/** Scan after scan, each of five hundred files that somebody wrote. */
function scanOnAndOn({ directory, environment }: BenchRepository): { stop(): Promise<void> } {
  const end = new AbortController();
  const work = scanUntil(end.signal, { directory, environment });
  return {
    stop: () => {
      end.abort();
      return work;
    },
  };
}

async function scanUntil(
  signal: AbortSignal,
  { directory, environment }: Pick<BenchRepository, "directory" | "environment">,
): Promise<void> {
  for (let round = 1; !signal.aborted; round += 1) {
    for (let at = 0; at < 500; at += 1) {
      const number = (round * 500 + at) % files;
      writeFileSync(join(directory, "docs", `area_${number % 40}`, `note_${number}.md`), noteOf(number, round));
    }
    const env = { ...process.env, ...environment };
    await once(spawn(process.execPath, [v7, "scan"], { cwd: directory, env, stdio: "ignore" }), "exit");
  }
}

async function started({ directory, environment }: BenchRepository): Promise<ChildProcess> {
  const server = spawn(process.execPath, [v7, "serve", "--port", String(port)], {
    cwd: directory,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on("data", (text: Buffer) => (text.toString().includes("answers at") ? resolve() : undefined));
    server.once("exit", (code) => reject(new Error(`v7 serve exited ${code}`)));
  });
  return server;
}

/** Answers with the status. */
type Ask = (path: string) => Promise<number>;

function asker(token: string): Ask {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return (path) =>
    new Promise((resolve, reject) => {
      const request = get(
        `http://127.0.0.1:${port}${path}`,
        { agent, headers: { authorization: `Bearer ${token}` } },
        (response) => {
          response.resume();
          response.on("end", () => resolve(response.statusCode ?? 0));
        },
      );
      request.on("error", reject);
    });
}

interface Load {
  readonly ask: Ask;
  readonly goal?: number;
}

async function atRate(
  name: string,
  rate: number,
  path: (at: number) => string,
  { ask, goal }: Load,
): Promise<string[]> {
  const begun = performance.now();
  const answers = Array.from({ length: rate * seconds }, async (_, at) => {
    const due = begun + (at * 1_000) / rate;
    await pause(Math.max(0, due - performance.now()));
    const status = await ask(path(at));
    return { status, took: performance.now() - due };
  });
  const done = await Promise.all(answers);
  const times = done.map(({ took }) => took).toSorted((left, right) => left - right);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1);
  const wrong = done.filter(({ status }) => status !== 200).length;
  return [name, String(rate), at(0.5), at(0.99), String(wrong), goal === undefined ? "floor" : String(goal)];
}

function megabytes(amount: number | undefined): string {
  return amount === undefined ? "-" : amount.toFixed(0);
}

function residentMegabytes({ pid }: ChildProcess): number | undefined {
  if (pid === undefined) return undefined;
  if (process.platform === "linux") {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1_000;
  }
  return Number(spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout) / 1_000;
}
