import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { binariesOf } from "../../src/postgres/embedded/binaries.ts";
import { embeddedPaths } from "../../src/postgres/embedded/paths.ts";
import { giveToServer, preparePrograms, runProgram, startDetached } from "../../src/postgres/embedded/programs.ts";
import { packageOfMajor } from "./optional.ts";
import { administer } from "./test-server.ts";
import { system } from "./this-machine.ts";

/** A server of another major version, of a test's own. */
export interface OtherServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Makes and starts one in about a second, with publications and prepared transactions allowed. */
export async function startOtherPostgres(major: number): Promise<OtherServer> {
  // A socket's path is short.
  const home = mkdtempSync("/tmp/v7-pg-");
  const paths = embeddedPaths(home);
  const programs = preparePrograms(system, paths, binariesOf(packageOfMajor(major), paths));
  chmodSync(home, 0o711);
  for (const folder of [paths.data, join(home, "s")]) {
    mkdirSync(folder, { mode: 0o700 });
    giveToServer(programs, folder);
  }
  const made = runProgram(programs, programs.binaries.initdb, [
    `--pgdata=${paths.data}`,
    "--username=v7",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
  ]);
  if (made.status !== 0) throw new Error(made.output);
  startDetached(programs, programs.binaries.postgres, ["-D", paths.data, ...settings(join(home, "s"))]).unref();
  const url = `postgres://v7@/postgres?host=${encodeURIComponent(join(home, "s"))}&port=5432`;
  await answering(url);
  return { url, stop: () => stopped(paths.data, home) };
}

function settings(socketDirectory: string): string[] {
  const all = {
    listen_addresses: "",
    unix_socket_directories: socketDirectory,
    fsync: "off",
    autovacuum: "off",
    wal_level: "logical",
    max_prepared_transactions: "5",
    shared_buffers: "32MB",
  };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await administer(url, async () => undefined);
    } catch (error) {
      if (tries > 1_000) throw error;
      await delay(10);
    }
  }
}

async function stopped(data: string, home: string): Promise<void> {
  process.kill(Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]), "SIGINT");
  while (existsSync(join(data, "postmaster.pid"))) await delay(10);
  rmSync(home, { recursive: true, force: true });
}
