import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Connection } from "../../src/postgres/connection.ts";
import { startEmbedded, stopEmbedded } from "../../src/postgres/embedded/index.ts";
import { embeddedPaths } from "../../src/postgres/embedded/paths.ts";
import { migrate } from "../../src/postgres/migrations.ts";
import type { TestDatabase } from "./database.ts";
import { administer, testTarget } from "./test-server.ts";
import { system } from "./this-machine.ts";

/** A server that a test may crash, stop and start again; `url` follows. Dropping its one database ends it. */
export interface ThrowawayServer extends TestDatabase {
  readonly home: string;
  /** The data directory. */
  readonly data: string;
  /** The postmaster's process id. */
  pid(): number;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ThrowawayOptions {
  readonly settings?: { readonly [name: string]: string };
  /** Of a server that was stopped; else a new one. */
  readonly home?: string;
}

/** Makes and starts a server of a test's own, in about half a second; a new one gets v7's schema. */
export async function openThrowawayServer(options: ThrowawayOptions = {}): Promise<ThrowawayServer> {
  const { settings = {}, home = mkdtempSync(join(tmpdir(), "v7-throwaway-")) } = options;
  const data = embeddedPaths(home).data;
  const connections: Connection[] = [];
  let url = await startAt(home, settings);
  if (options.home === undefined) await administer(url, (admin) => migrate(admin));
  return {
    name: "enterprise_os",
    get url() {
      return url;
    },
    get target() {
      return testTarget(url);
    },
    home,
    data,
    pid: () => Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]),
    start: async () => void (url = await startAt(home, settings)),
    stop: async () => void (await stopEmbedded({ system, home })),
    connect: async ({ applicationName = "v7 tests" } = {}) => {
      const connection = await connect(testTarget(url), { applicationName });
      connections.push(connection);
      return connection;
    },
    drop: async () => {
      await Promise.all(connections.map((connection) => connection.end()));
      await stopEmbedded({ system, home });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function startAt(home: string, settings: { readonly [name: string]: string }): Promise<string> {
  const { user, database, socketDirectory, port } = await startEmbedded({ system, home, settings });
  return `postgres://${user}@/${database}?host=${encodeURIComponent(socketDirectory)}&port=${port}`;
}
