import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { openPlace, type Place } from "../commands/golden/place.ts";
import { guard } from "../support/guard.ts";
import { until } from "./until.ts";

let place: Place;
let psql: Connection;

beforeEach(async () => {
  place = await openPlace(packagePath("test/cases/first-apply"));
  psql = await place.database.connect({ applicationName: "psql" });
});

afterEach(() => place.close());

function applyApproved(environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [packagePath("bin/run.js"), "apply", "--approved"], {
    cwd: place.root,
    env: { ...place.environment, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function exitCodeOf(child: ChildProcess): Promise<number | null> {
  const [exitCode] = (await once(child, "exit")) as [number | null];
  return exitCode;
}

async function one(query: string): Promise<unknown> {
  return Object.values((await psql.query(query)).rows[0] ?? {})[0];
}

/** Holds a table until the apply waits for it. */
async function holdUp(): Promise<void> {
  const holder = await place.database.connect({ applicationName: "psql" });
  await holder.script("BEGIN; LOCK TABLE v7_subworkflow_tasks IN ROW EXCLUSIVE MODE");
}

const waiting =
  "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() AND application_name = 'v7 apply'";

test("a reader that goes away does not stop an apply, whose outcome is recorded", async () => {
  const child = applyApproved();
  child.stdout?.destroy();
  expect(await exitCodeOf(child)).toBe(0);
  expect(await one("SELECT status FROM v7_applies")).toBe("applied");
  expect(await one("SELECT count(*)::int FROM v7_migration_workflow")).toBe(7);
});

describe("Ctrl-C while an apply waits inside its transaction", () => {
  test("once: exit 130, and nothing was written", async () => {
    await holdUp();
    const child = applyApproved();
    await until(() => one(waiting));
    const exited = exitCodeOf(child);
    child.kill("SIGINT");
    expect(await exited).toBe(130);
    expect(await one("SELECT count(*)::int FROM v7_migration_workflow")).toBe(0);
  });

  test("twice: ends at once even when the first could not", async () => {
    await holdUp();
    const child = applyApproved();
    const backend = await until(() => one(waiting));
    child.kill("SIGINT");
    await once(child.stderr ?? child, "data");
    const exited = exitCodeOf(child);
    // Within the echo of the first it would not count.
    const again = setInterval(() => child.kill("SIGINT"), 60);
    expect(await exited).toBe(130);
    clearInterval(again);
    await until(
      async () => (await one(`SELECT count(*)::int FROM pg_stat_activity WHERE pid = ${Number(backend)}`)) === 0,
    );
    expect(await one("SELECT count(*)::int FROM v7_migration_workflow")).toBe(0);
  });
});

test("a server that swallows everything and never answers is exit 6", async () => {
  const hole = createServer(() => undefined);
  await new Promise<void>((resolve) => hole.listen(0, "127.0.0.1", resolve));
  const address = hole.address();
  const port = typeof address === "object" && address ? address.port : 0;
  // Promised are 5 s.
  const didNotHang = guard(50_000);
  const child = applyApproved({ V7_DATABASE_URL: `postgres://agent_rw@127.0.0.1:${port}/aya_rag` });
  let stderr = "";
  child.stderr?.on("data", (part: Buffer) => (stderr += part.toString()));
  expect(await exitCodeOf(child)).toBe(6);
  didNotHang();
  expect(stderr).toContain("[V7-B004]");
  hole.close();
});

test("a plan is the same whatever the process's time zone and language", async () => {
  const ids = new Set<unknown>();
  for (const [TZ, LC_ALL] of [
    ["UTC", "C"],
    ["Asia/Dubai", "tr_TR.UTF-8"],
    ["America/Los_Angeles", "de_DE.UTF-8"],
  ]) {
    const child = spawn(process.execPath, [packagePath("bin/run.js"), "plan", "--json"], {
      cwd: place.root,
      env: { ...place.environment, TZ, LC_ALL },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let stdout = "";
    child.stdout.on("data", (part: Buffer) => (stdout += part.toString()));
    await once(child, "close");
    ids.add((JSON.parse(stdout) as { plan_id: unknown }).plan_id);
  }
  expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
});
