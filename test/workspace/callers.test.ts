import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "../../src/postgres/transaction.ts";
import { withConnection, workspaceFor } from "../../src/workspace/workspace.ts";
import { until } from "../faults/until.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { guard } from "../support/guard.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterAll(() => scene.end());

test("a caller who leaves in the middle of a statement is not waited for, and the server's session ends", async () => {
  const caller = new AbortController();
  const workspace = workspaceFor(await scene.checkout.open(), { signal: caller.signal });
  const answer = withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, () => connection.query("SELECT pg_sleep(90)")),
  );
  const sleeping = async (): Promise<unknown> =>
    (
      await scene.column(
        "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()",
      )
    )[0];
  await until(sleeping);
  const ended = guard(20_000);
  caller.abort(new Error("the page was closed"));
  await expect(answer).rejects.toThrow("the page was closed");
  await until(async () => (await sleeping()) === undefined);
  ended();
});
