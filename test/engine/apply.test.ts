import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PlanOutput } from "../../src/model/output/plan.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import type { Purpose } from "../../src/postgres/database.ts";
import type { Connection, QueryOptions, QueryResult } from "../../src/postgres/connection.ts";
import { phase, task } from "../scenes/documents.ts";
import { appliedBy, openScene, type Scene, worldOf } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare(
    phase("1", { status: "in_progress" }),
    task("1.1", { status: "pending" }),
    task("1.2", { dependsOn: ["1.1"] }),
  );
});

afterEach(() => scene.end());

/** Connections that swallow the errors of writing statements, as careless code between us and the server might. */
function withDeafConnections(workspace: Workspace): Workspace {
  const deaf = (connection: Connection): Connection => ({
    ...connection,
    get lost() {
      return connection.lost;
    },
    query: async <Row>(text: string | QueryOptions, values?: readonly unknown[]) =>
      connection.query<Row>(text, values).catch((error: unknown): QueryResult<Row> => {
        const rows =
          typeof values?.[0] === "string" && values[0].startsWith("[")
            ? (JSON.parse(values[0]) as unknown[]).length
            : 1;
        if (String(error).includes("never") || String(error).includes("aborted"))
          return { rows: [], command: "INSERT", rowCount: rows };
        throw error;
      }),
  });
  const connect = async (purpose: Purpose): Promise<Connection> => deaf(await workspace.database.connect(purpose));
  return { ...workspace, database: { ...workspace.database, connect } };
}

describe("an apply", () => {
  test("makes rows of documents", async () => {
    const { summary } = await scene.apply();
    expect(summary).toMatchObject({ add: 6, change: 0, destroy: 0 });
    expect(await scene.column("SELECT status FROM v7_subworkflow_tasks ORDER BY task_number")).toEqual([
      "pending",
      "pending",
    ]);
  });

  test("leaves nothing to plan", async () => {
    await scene.apply();
    const { plan } = await scene.plan();
    expect([plan.changes, plan.drift, plan.conflicts, plan.records]).toEqual([[], [], [], []]);
  });

  test("again, without a saved plan, writes no audit, no serial and no attempt", async () => {
    await scene.apply();
    const [before, attempts] = [await worldOf(scene), await scene.column("SELECT count(*) FROM v7_applies")];
    const { apply_id: applyId } = await scene.apply();
    expect(applyId).toBeNull();
    expect(await worldOf(scene)).toEqual(before);
    expect(await scene.column("SELECT count(*) FROM v7_applies")).toEqual(attempts);
  });

  test("raises the serial by one", async () => {
    await scene.apply();
    scene.checkout.declare(task("1.1", { status: "in_progress" }));
    await scene.apply();
    expect(await scene.column("SELECT serial FROM v7_state")).toEqual(["2"]);
  });

  test("records actor, commit, subject and what it did", async () => {
    const commit = scene.checkout.commit("Issue the work orders of Assessment");
    await scene.apply();
    const { rows } = await scene.psql.query("SELECT status, actor, commit_sha, dirty, reason, summary FROM v7_applies");
    expect(rows).toEqual([
      {
        status: "applied",
        actor: "The Architect",
        commit_sha: commit,
        dirty: false,
        reason: "Issue the work orders of Assessment",
        summary: { add: 6, change: 0, destroy: 0, drift: 0, conflict: 0 },
      },
    ]);
  });

  test("of uncommitted documents says so beside the commit", async () => {
    const commit = scene.checkout.commit("Issue the work orders of Assessment");
    scene.checkout.declare(task("1.3"));
    await scene.apply();
    expect(await scene.column("SELECT commit_sha FROM v7_applies")).toEqual([`${commit}-dirty`]);
    expect(await scene.column("SELECT reason FROM v7_applies")).toEqual(["uncommitted"]);
  });

  test("gives every audited row its reason and its own transaction", async () => {
    scene.checkout.commit("Issue the work orders of Assessment");
    await scene.apply();
    const { rows } = await scene.psql.query(
      "SELECT DISTINCT c.change_reason, c.txid = a.txid AS same FROM change_log c CROSS JOIN v7_applies a",
    );
    expect(rows).toEqual([{ change_reason: "Issue the work orders of Assessment", same: true }]);
  });

  test("keeps its reason without the secrets in it", async () => {
    await scene.apply({ reason: "Restored with PGPASSWORD=hunter2hunter2" });
    expect(await scene.column("SELECT reason FROM v7_applies")).toEqual(["Restored with PGPASSWORD=***"]);
    expect(await scene.column("SELECT DISTINCT change_reason FROM change_log")).toEqual([
      "Restored with PGPASSWORD=***",
    ]);
  });

  test("without consent exits 3 before it writes anything, even the attempt", async () => {
    await expect(scene.apply({ approved: false })).rejects.toMatchObject({ code: "V7-P002", exitCode: 3 });
    expect(await scene.column("SELECT count(*) FROM v7_applies")).toEqual(["0"]);
  });

  test("asks the person at the terminal and obeys a no", async () => {
    const asked: number[] = [];
    const consent = async ({ summary }: PlanOutput): Promise<boolean> => asked.push(summary.add) < 0;
    await expect(scene.apply({ approved: false, consent })).rejects.toMatchObject({ code: "V7-P002", exitCode: 3 });
    expect(asked).toEqual([6]);
  });

  test("that fails in its last statement leaves rows, applied state, audit and serial untouched", async () => {
    await scene.apply();
    const before = await worldOf(scene);
    await scene.psql.script(
      "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no seal'; END $$;" +
        "CREATE TRIGGER refuse BEFORE UPDATE ON v7_applies FOR EACH ROW WHEN (NEW.txid IS NOT NULL) EXECUTE FUNCTION refuse()",
    );
    scene.checkout.declare(task("1.1", { status: "in_progress" }), task("1.3"));
    await expect(scene.apply()).rejects.toThrow("no seal");
    expect(await worldOf(scene)).toEqual(before);
    expect(await scene.column("SELECT status FROM v7_applies ORDER BY attempt DESC LIMIT 1")).toEqual(["failed"]);
  });

  test("is never reported as applied when an error inside it was swallowed", async () => {
    await scene.psql.query("ALTER TABLE v7_subworkflow_tasks ADD CONSTRAINT never CHECK (task_number < 2)");
    const workspace = withDeafConnections(await scene.checkout.open());
    await expect(appliedBy(workspace)).rejects.toMatchObject({ code: "V7-B030" });
    expect(await scene.column("SELECT status FROM v7_applies")).toEqual(["failed"]);
    expect(await scene.column("SELECT count(*) FROM v7_subworkflow_tasks")).toEqual(["0"]);
  });

  test("that was committed is never recorded as failed", async () => {
    await scene.psql.script(
      "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no outcome'; END $$;" +
        "CREATE TRIGGER refuse BEFORE UPDATE ON v7_applies FOR EACH ROW WHEN (NEW.status = 'applied') EXECUTE FUNCTION refuse()",
    );
    await scene.apply().catch(() => undefined);
    expect(await scene.column("SELECT count(*) FROM v7_subworkflow_tasks")).toEqual(["2"]);
    expect(await scene.column("SELECT status FROM v7_applies WHERE txid IS NOT NULL")).not.toContain("failed");
  });
});

describe("a database", () => {
  const projects = { aya: "6f1f9d0a-6a52-4f0e-9a55-0d5c3f0f4b11", other: "6f1f9d0a-6a52-4f0e-9a55-0d5c3f0f4b12" };

  test("belongs to the repository that first applied to it", async () => {
    scene.checkout.write("v7.yaml", `project: ${projects.aya}\n`);
    await scene.apply();
    expect(await scene.column("SELECT project::text FROM v7_state")).toEqual([projects.aya]);
    scene.checkout.write("v7.yaml", `project: ${projects.other}\n`);
    scene.checkout.declare(task("1.3"));
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-P015", exitCode: 4 });
  });
});
