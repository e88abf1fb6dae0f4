import { execFileSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Connection } from "../../src/postgres/connection.ts";
import { migrate } from "../../src/postgres/migrations.ts";
import type { TestDatabase } from "../support/database.ts";
import { administer, testTarget } from "../support/test-server.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene, worldOf } from "../scenes/scene.ts";
import { optional } from "../support/optional.ts";
import { until } from "./until.ts";

const mayMount = optional.mounts.isThere();

let server: SmallServer;
let scene: Scene;

beforeAll(async () => {
  if (!mayMount) return;
  server = await openSmallServer();
  scene = await openScene(server);
});

afterAll(() => scene?.end());

test.skipIf(!mayMount)(
  "an apply that fills the disk is exit 1, rolled back, and works once there is room",
  async () => {
    scene.checkout.declare(phase("1"), task("1.1"));
    await scene.apply();
    const notes = Array.from({ length: 10_000 }, (_, index) => `enum ${index * 7919}`).join("; ");
    for (let number = 2; number < 9; number += 1) scene.checkout.declare(task(`1.${number}`, { notes }));
    const before = await worldOf(scene);
    const freeSpace = server.fillDisk();
    await expect(scene.apply()).rejects.toMatchObject({
      code: "V7-P070",
      exitCode: 1,
      message: expect.stringContaining("nothing written") as string,
    });
    expect(await worldOf(scene)).toEqual(before);
    freeSpace();
    expect((await scene.apply()).summary.add).toBe(7);
  },
);

interface SmallServer extends TestDatabase {
  /** Leaves not one byte; returns how to free them again. */
  fillDisk(): () => void;
}

/** A server whose data lies on a small tmpfs that only its own mount namespace sees. */
async function openSmallServer(): Promise<SmallServer> {
  const home = mkdtempSync(join(tmpdir(), "v7-small-"));
  const script = join(import.meta.dirname, "..", "support", "start-embedded.ts");
  const mountAndStart = `mount -t tmpfs -o size=90m tmpfs "${home}" && exec "${process.execPath}" "${script}" "${home}"`;
  const told = execFileSync("unshare", ["--mount", "sh", "-c", mountAndStart], { encoding: "utf8" });
  const { socketDirectory, port, user, database } = JSON.parse(told) as { [name: string]: string };
  const url = `postgres://${user}@/${database}?host=${encodeURIComponent(socketDirectory ?? "")}&port=${port}`;
  await administer(url, (admin) => migrate(admin));
  const connections: Connection[] = [];
  const open = async (): Promise<Connection> => {
    const connection = await connect(testTarget(url), { applicationName: "v7 tests" });
    connections.push(connection);
    return connection;
  };
  const postmaster = parentOf(await backendOf(await open()));
  return {
    name: "enterprise_os",
    url,
    target: testTarget(url),
    connect: open,
    fillDisk: () => {
      const file = join(`/proc/${postmaster}/root`, home, "filler");
      fill(file);
      return () => rmSync(file);
    },
    drop: async () => {
      await Promise.all(connections.map((connection) => connection.end()));
      process.kill(postmaster, "SIGINT");
      await until(async () => !isAlive(postmaster));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function backendOf(connection: Connection): Promise<number> {
  const { rows } = await connection.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  return rows[0]?.pid ?? 0;
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

function fill(file: string): void {
  const descriptor = openSync(file, "w");
  try {
    for (let size = 1 << 20; size >= 1;) {
      try {
        writeSync(descriptor, Buffer.alloc(size));
      } catch {
        size >>= 1;
      }
    }
  } finally {
    closeSync(descriptor);
  }
}
