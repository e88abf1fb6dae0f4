import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

// Behind a transaction pooler a session lives on when its client dies, and belongs to somebody else a moment later.
let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"));
});

afterEach(() => scene.end());

describe("behind a transaction pooler", () => {
  test("a session outlives the process that used it", async () => {
    await scene.apply();
    const others =
      "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'v7%'";
    expect(await scene.column(others)).toEqual([1]);
  });

  test("an attempt whose process died is closed, although the session it used is alive", async () => {
    await scene.apply();
    await scene.psql.query(
      `INSERT INTO v7_applies (plan_id, actor, host, backend_pid)
       SELECT 'left behind', 'V7 Conductor', 'BETA', pid FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    scene.checkout.declare(task("1.2"));
    await scene.apply();
    expect(await scene.column("SELECT status FROM v7_applies ORDER BY attempt")).toEqual([
      "applied",
      "failed",
      "applied",
    ]);
  });

  test("the lock of one apply does not stay with the session", async () => {
    await scene.apply();
    const held =
      "SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    expect(await scene.column(held)).toEqual([0]);
  });

  test("settings of one apply do not stay with the session", async () => {
    await scene.apply();
    const workspace = await scene.checkout.open();
    const connection = await workspace.database.connect("write");
    const { rows } = await connection.query(
      "SELECT current_setting('v7.reason', true) AS reason, current_setting('lock_timeout') AS lock_timeout",
    );
    await connection.end();
    expect(rows).toEqual([{ reason: "", lock_timeout: "0" }]);
  });
});
