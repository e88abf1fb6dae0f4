import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DailyRun, runDaily } from "../../src/routines/daily/run-daily.ts";
import { dailySteps, type ScanCounts } from "../../src/routines/daily/steps.ts";
import { readLayout } from "../../src/files/places/layout.ts";
import { redactor } from "../../src/model/secrets.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { firstScan, registerFiles } from "./registry-rows.ts";

let database: TestDatabase;
let connection: Connection;

beforeEach(async () => {
  database = await testDatabase();
  connection = await database.connect();
  await registerFiles(connection, firstScan);
});

afterEach(() => database.drop());

const nothingNew: ScanCounts = { scanned: 7, added: 0, modified: 0, deleted: 0, unchanged: 7 };

interface Circumstances {
  readonly scan?: (options: { readonly diff: boolean }) => Promise<ScanCounts>;
  readonly signal?: AbortSignal;
}

function daily({
  scan = async () => nothingNew,
  signal = new AbortController().signal,
}: Circumstances = {}): Promise<DailyRun> {
  const work = { connection, layout: readLayout([]), timeZone: "Asia/Dubai", scan };
  return runDaily({ connection, root: "/srv/migration", redactor: redactor(["swordfish1"]), signal }, dailySteps(work));
}

async function runs(): Promise<Record<string, unknown>[]> {
  const { rows } = await (await database.connect()).query("SELECT * FROM ingest_runs ORDER BY id");
  return rows;
}

describe("the daily run", () => {
  test("compares first, then scans, then looks at the figures, keeps them and names what is stale", async () => {
    const scans: boolean[] = [];
    const { status, steps } = await daily({
      scan: async ({ diff }) => {
        scans.push(diff);
        return nothingNew;
      },
    });
    expect(scans).toEqual([true, false]);
    expect(status).toBe("succeeded");
    expect(steps.map(({ name, detail }) => [name, detail])).toEqual([
      ["diff", "7 files: 0 added, 0 modified, 0 deleted"],
      ["scan", "7 files: 0 added, 0 modified, 0 deleted"],
      ["health", "7 files, 2 unrouted, 1 without a hash"],
      ["snapshot", expect.stringMatching(/^snapshot 1 of \d{4}-\d\d-\d\d$/)],
      ["stale", "2 files not modified for 90 days"],
    ]);
  });

  test("is kept with what each step took and found", async () => {
    await daily();
    expect(await runs()).toMatchObject([
      {
        pipeline: "daily",
        scope: "/srv/migration",
        status: "succeeded",
        errors: [],
        counts: { duration_ms: { diff: expect.any(Number) }, scan: { scanned: 7 }, stale: { stale: 2 } },
      },
    ]);
  });

  test("twice a day takes one snapshot", async () => {
    await daily();
    const { status, steps } = await daily();
    expect(status).toBe("succeeded");
    expect(steps[3]).toMatchObject({ name: "snapshot", detail: "as the last one of today" });
    const { rows } = await connection.query("SELECT id FROM v7_system_state");
    expect(rows).toHaveLength(1);
  });

  test("goes on after a step that fails, and tells it without secrets", async () => {
    const scan = () => Promise.reject(new Error("password=swordfish1 is not enough"));
    const { status, steps } = await daily({ scan });
    expect(status).toBe("partial");
    expect(steps.map((step) => step.status)).toEqual(["failed", "failed", "ok", "ok", "ok"]);
    expect(steps[0]?.detail).toBe("password=*** is not enough");
    expect(await runs()).toMatchObject([
      { status: "partial", errors: [expect.stringContaining("***"), expect.stringContaining("***")] },
    ]);
  });

  test("skips what is left once the connection is lost", async () => {
    const scan = async (): Promise<ScanCounts> => {
      const other = await database.connect();
      await other.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
      );
      await connection.query("SELECT 1").catch(() => undefined);
      return nothingNew;
    };
    const { status, steps } = await daily({ scan });
    expect(status).toBe("partial");
    expect(steps.map((step) => step.status)).toEqual(["ok", "skipped", "skipped", "skipped", "skipped"]);
  });

  test("after Ctrl-C begins no further step", async () => {
    const { steps } = await daily({ signal: AbortSignal.abort() });
    expect(steps.map((step) => step.status)).toEqual(Array.from({ length: 5 }, () => "skipped"));
  });

  test("says of one that was cut off a day ago that it was", async () => {
    await connection.query(
      "INSERT INTO ingest_runs (pipeline, started_at) VALUES ('daily', now() - interval '2 days')",
    );
    await daily();
    expect(await runs()).toMatchObject([{ status: "failed", errors: ["cut off"] }, { status: "succeeded" }]);
  });
});
