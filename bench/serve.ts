import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { dirname, join } from "node:path";
import { writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { v7 } from "./measure.ts";
import { type BenchRepository, benchRepository } from "./repository.ts";
import { aligned } from "./table.ts";

const files = 100_000;
const port = 8_197;
const seconds = 10;
/** A server is asked all day: what its first answers cost is no part of any row. */
const secondsBefore = 3;

/**
 * The server with 100,000 files and an index of them while scans write, and beside plans of 10,000 documents: requests come
 * at a fixed rate, whether the last one was answered or not, and each is timed from when it should have been sent. The floor
 * is a route that asks no database.
 */
export async function benchServe(): Promise<string> {
  const head = ["", "a second", "p50 ms", "p99 ms", "not 200", "goal p99"];
  return aligned([head, ...(await besideScans()), ...(await besidePlans())]);
}

async function besideScans(): Promise<string[][]> {
  return withServer(registerFiles, async ({ repository, server, ask }) => {
    const rows = [await atRate("/files, nobody writes", 200, filesOf, { ask, goal: 50 })];
    const scanning = goOn((round) => scanChanged(repository, round));
    rows.push(await atRate("/version, scans write", 200, () => "/version", { ask }));
    rows.push(await atRate("/files, scans write", 200, filesOf, { ask, goal: 50 }));
    const memory = residentMegabytes(server);
    rows.push(await atRate("/search, scans write", 10, searchOf, { ask, goal: 250 }));
    await scanning.stop();
    const withIndex = residentMegabytes(server);
    return [...rows, ["memory, MB", "", "", memory, "", "300"], ["with the index open, MB", "", "", withIndex, "", ""]];
  });
}

/** Half of the documents are wrong: that is when they take longest to judge. */
async function besidePlans(): Promise<string[][]> {
  return withServer(declareDocuments, async ({ ask }) => {
    const planning = goOn(async () => void (await ask("/plan")));
    const row = await atRate("/livez, plans of 10,000 documents", 20, () => "/livez", { ask, goal: 50 });
    await planning.stop();
    return [row];
  });
}

interface Served {
  readonly repository: BenchRepository;
  readonly server: ChildProcess;
  readonly ask: Ask;
}

async function withServer(
  prepare: (repository: BenchRepository) => void,
  work: (served: Served) => Promise<string[][]>,
): Promise<string[][]> {
  const repository = benchRepository();
  let server: ChildProcess | undefined;
  try {
    prepare(repository);
    server = await started(repository);
    const ask = asker(readFileSync(join(repository.directory, ".git/v7/serve/token"), "utf8").trim());
    return await work({ repository, server, ask });
  } finally {
    server?.kill();
    repository.remove();
  }
}

/** Does it again and again until it is stopped. */
function goOn(work: (round: number) => Promise<void>): { stop(): Promise<void> } {
  const end = new AbortController();
  const working = (async (signal: AbortSignal): Promise<void> => {
    for (let round = 1; !signal.aborted; round += 1) await work(round);
  })(end.signal);
  return {
    stop: () => {
      end.abort();
      return working;
    },
  };
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

const searchOf = (at: number): string => `/search?q=${wordOf(50 + at * 37)}%20${wordOf(700 + at)}`;

function registerFiles(repository: BenchRepository): void {
  for (let number = 0; number < files; number += 1) writeNote(repository, number);
  repository.declare(new Map([["state/layout.yaml", layoutText]]));
  repository.declareTasks(10);
  repository.run("db", "up");
  repository.run("scan");
  repository.run("index", "sync");
}

function declareDocuments(repository: BenchRepository): void {
  repository.declareTasks(10_000);
  repository.run("db", "up");
  repository.declareTasks(10_000, { revision: "2025-08-08\n  status: nonsense", changed: 5_000 });
}

function writeNote(repository: BenchRepository, number: number): void {
  const path = pathOf(repository, number);
  if (number < 40) mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, noteOf(number, 0));
}

function pathOf({ directory }: BenchRepository, number: number): string {
  return join(directory, "docs", `area_${number % 40}`, `note_${number}.md`);
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

/** A scan of five hundred files that somebody wrote, one after the other: nobody who asks waits for this process to write. */
async function scanChanged(repository: BenchRepository, round: number): Promise<void> {
  for (let at = 0; at < 500; at += 1) {
    const number = (round * 500 + at) % files;
    await writeFile(pathOf(repository, number), noteOf(number, round));
  }
  const env = { ...process.env, ...repository.environment };
  await once(spawn(process.execPath, [v7, "scan"], { cwd: repository.directory, env, stdio: "ignore" }), "exit");
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
  const answers = Array.from({ length: rate * (secondsBefore + seconds) }, async (_, at) => {
    const due = begun + (at * 1_000) / rate;
    await pause(Math.max(0, due - performance.now()));
    const status = await ask(path(at));
    return { status, took: performance.now() - due };
  });
  const done = (await Promise.all(answers)).slice(rate * secondsBefore);
  const times = done.map(({ took }) => took).toSorted((left, right) => left - right);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1);
  const wrong = done.filter(({ status }) => status !== 200).length;
  return [name, String(rate), at(0.5), at(0.99), String(wrong), goal === undefined ? "floor" : String(goal)];
}

function residentMegabytes({ pid }: ChildProcess): string {
  if (pid === undefined) return "-";
  if (process.platform === "linux") {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return (Number(kilobytes) / 1_000).toFixed(0);
  }
  const { stdout } = spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return (Number(stdout) / 1_000).toFixed(0);
}
