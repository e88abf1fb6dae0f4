import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { openWorkspace } from "../src/context.ts";
import { readToken } from "../src/serve/http/access.ts";
import { withConnection, type Workspace } from "../src/workspace/workspace.ts";
import { v7 } from "./measure.ts";
import { type BenchRepository, benchRepository } from "./repository.ts";
import { aligned } from "./table.ts";

const files = 100_000;
const port = 8_197;
const seconds = 10;

/**
 * The server with 100,000 files while somebody writes: requests come at a fixed rate, whether the last one was answered or
 * not, and each is timed from when it should have been sent. The floor is a route that asks no database.
 */
export async function benchServe(): Promise<string> {
  const repository = benchRepository();
  repository.declareTasks(10);
  repository.run("db", "up");
  const workspace = await openWorkspace({
    directory: repository.directory,
    environment: repository.environment,
    applicationName: "bench",
    signal: new AbortController().signal,
  });
  let server: ChildProcess | undefined;
  try {
    await fill(workspace);
    server = await started(repository);
    const ask = asker(readToken(workspace));
    const writing = writeOnAndOn(workspace);
    const rows = [
      await atRate("/version", 200, () => "/version", { ask }),
      await atRate("/files", 200, (at) => `/files?limit=100&component=C${at % 20}`, { ask, goal: 50 }),
      await atRate("/search", 10, (at) => `/search?q=note%20${at}`, { ask, goal: 250 }),
    ];
    await writing.stop();
    const memory = residentMegabytes(server);
    return aligned([
      ["", "a second", "p50 ms", "p99 ms", "not 200", "goal p99"],
      ...rows,
      ["resident memory, MB", "", "", memory === undefined ? "-" : memory.toFixed(0), "", "300"],
    ]);
  } finally {
    server?.kill();
    repository.remove();
  }
}

function fill(workspace: Workspace): Promise<void> {
  return withConnection(workspace, "write", async (connection) => {
    await connection.query(
      `INSERT INTO v7_files (path_bytes, path, size_bytes, component, hash, ext)
       SELECT convert_to(path, 'UTF8'), path, 7, 'C' || (n % 20), repeat('a', 64), '.md'
         FROM (SELECT n, 'docs/area_' || (n % 40) || '/note_' || n || '.md' AS path FROM generate_series(1, $1::int) n) named`,
      [files],
    );
    await connection.query("ANALYZE v7_files");
  });
}

/** As a scan writes: some hundred rows at a time. */
function writeOnAndOn(workspace: Workspace): { stop(): Promise<void> } {
  const end = new AbortController();
  const work = withConnection(workspace, "write", async (connection) => {
    for (let round = 0; !end.signal.aborted; round += 1) {
      await connection.query("UPDATE v7_files SET last_scanned = now() WHERE id % 200 = $1::int", [round % 200]);
      await pause(100);
    }
  });
  return {
    stop: () => {
      end.abort();
      return work;
    },
  };
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

function residentMegabytes({ pid }: ChildProcess): number | undefined {
  if (pid === undefined) return undefined;
  if (process.platform === "linux") {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1_000;
  }
  return Number(spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout) / 1_000;
}
