import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Connection } from "../../src/postgres/connection.ts";
import { startEmbedded, stopEmbedded } from "../../src/postgres/embedded/index.ts";
import { migrate } from "../../src/postgres/migrations.ts";
import type { UrlTarget } from "../../src/postgres/settings.ts";
import { system } from "./this-machine.ts";

/** The server that all test files of one run share; plain data, because each file runs in a process of its own. */
export interface TestServer {
  /** A database from which others are created. */
  readonly url: string;
  /** The same by the way v7 takes, where that is another one: through a pooler. */
  readonly clientUrl?: string;
  /** A migrated database that nobody connects to: clones of it take a few hundredths of a second. */
  readonly template: string;
}

/** A started server and how to take it down again. */
export interface StartedTestServer extends TestServer {
  stop(): Promise<void>;
}

/** The server of V7_TEST_DATABASE_URL, else a container when Docker answers, else an embedded one. */
export async function startTestServer(): Promise<StartedTestServer> {
  const { url, stop } = givenServer() ?? (await containerServer()) ?? (await embeddedServer());
  const template = `v7_template_${randomBytes(6).toString("hex")}`;
  await administer(url, (admin) => admin.query(`CREATE DATABASE ${template}`));
  await migrateTemplate(withDatabase(url, template));
  return {
    url,
    template,
    stop: async () => {
      await administer(url, (admin) => admin.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`));
      await stop();
    },
  };
}

/** Connects to a test server's own database for one piece of work. */
export async function administer<T>(url: string, work: (admin: Connection) => Promise<T>): Promise<T> {
  const admin = await connect(testTarget(url), { applicationName: "v7 tests" });
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

export function testTarget(url: string): UrlTarget {
  return { kind: "url", url, schema: "public", origin: "V7_DATABASE_URL" };
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^/?#]*\/)[^?#]*/, `$1${database}`);
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

function givenServer(): Server | undefined {
  const url = process.env["V7_TEST_DATABASE_URL"];
  return url ? { url, stop: async () => undefined } : undefined;
}

/** Docker counts as there when its socket is; one that does not answer leaves the embedded server. */
async function containerServer(): Promise<Server | undefined> {
  if (!process.env["DOCKER_HOST"] && !existsSync("/var/run/docker.sock")) return undefined;
  try {
    const { PostgreSqlContainer } = await import("@testcontainers/postgresql");
    const container = await new PostgreSqlContainer("postgres:18-alpine").start();
    return { url: container.getConnectionUri(), stop: async () => void (await container.stop()) };
  } catch {
    return undefined;
  }
}

/** In V7_TEST_SERVER_FOLDER, where the temp folder is slow. */
async function embeddedServer(): Promise<Server> {
  const home = mkdtempSync(join(process.env["V7_TEST_SERVER_FOLDER"] ?? tmpdir(), "v7-tests-"));
  const { socketDirectory, port, user, database } = await startEmbedded({ system, home, settings: careless });
  return {
    url: `postgres://${user}@/${database}?host=${encodeURIComponent(socketDirectory)}&port=${port}`,
    stop: async () => {
      await stopEmbedded({ system, home });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Test data may be lost in a power cut, and many files test at once. */
const careless = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "100",
  autovacuum: "off",
  // Nothing is read ahead from memory.
  io_method: "sync",
};

async function migrateTemplate(url: string): Promise<void> {
  await administer(url, (connection) => migrate(connection));
  // Leaves the file of what each session knows of the catalog, for the clones: without it the first session of each makes its own.
  await administer(url, async () => undefined);
}
