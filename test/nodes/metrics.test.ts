import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordMetrics } from "../../src/nodes/metrics/record-metrics.ts";
import { maintainDatabase } from "../../src/routines/maintain.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  await scene.psql.query("INSERT INTO system_nodes (node_name, node_role) VALUES ('ALPHA', 'primary')");
});

afterEach(() => scene.end());

const pgbench = [
  "node: ALPHA",
  "source: pgbench -c 16 -T 60",
  "measuredAt: 2025-10-09T16:10:00+04:00",
  "metrics:",
  "  - { category: database, name: simple_query_time, value: 0.42, unit: ms, metadata: { clients: 16 } }",
  "  - { category: embedding, name: embedding_generation, value: 73, measuredAt: 2025-10-09T16:11:00+04:00 }",
  "",
].join("\n");

async function record(text: string, workspace = scene.open()) {
  scene.checkout.write("pgbench.yaml", text);
  return (await recordMetrics(await workspace, { path: join(scene.checkout.root, "pgbench.yaml") })).output;
}

const values = `SELECT concat_ws(' ', metric_category, metric_name, metric_value, metric_unit, test_type, metadata ->> 'clients',
  to_char(measured_at, 'HH24:MI')) FROM performance_metrics ORDER BY id`;

describe("measurements of a file", () => {
  test("become rows, each with its time, its unit and its conditions", async () => {
    expect(await record(pgbench)).toMatchObject({
      node: "ALPHA",
      recorded: 2,
      known: 0,
      from: "2025-10-09T12:10:00Z",
      to: "2025-10-09T12:11:00Z",
    });
    expect(await scene.column(values)).toEqual([
      "database simple_query_time 0.42 ms load_test 16 12:10",
      "embedding embedding_generation 73 load_test 12:11",
    ]);
  });

  test("are recorded once: again, among others, and after they became hours", async () => {
    await record(pgbench);
    expect(await record(pgbench)).toMatchObject({ recorded: 0, known: 2 });
    const more = `${pgbench}  - { category: database, name: simple_query_time, value: 0.5, unit: ms }\n`;
    expect(await record(more)).toMatchObject({ recorded: 1, known: 2 });
    await maintainDatabase(await scene.open());
    expect(await scene.column("SELECT count(*)::integer FROM performance_metrics")).toEqual([0]);
    expect(await record(pgbench)).toMatchObject({ recorded: 0, known: 2 });
  });

  test("are recorded once by two at the same time", async () => {
    const both = await Promise.all([record(pgbench, scene.checkout.open()), record(pgbench, scene.checkout.open())]);
    expect(both.map(({ recorded }) => recorded).toSorted((left, right) => left - right)).toEqual([0, 2]);
  });
});

describe("nothing is recorded of a file", () => {
  test.each([
    ["without a time", pgbench.replace(/measuredAt: 2025-10-09T16:10.*\n/, ""), "V7-M011"],
    ["of another time than there is", pgbench.replace("T16:11", "T26:11"), "V7-M011"],
    ["from the future", pgbench.replace("2025-10-09T16:11", "2999-10-09T16:11"), "V7-M011"],
    ["with a value that is none", pgbench.replace("0.42", "fast"), "V7-M011"],
    ["of a machine that nobody knows", pgbench.replace("ALPHA", "GAMMA"), "V7-M001"],
  ])("%s", async (_, text, code) => {
    await expect(record(text)).rejects.toMatchObject({ code });
    expect(await scene.column("SELECT count(*)::integer FROM performance_metrics")).toEqual([0]);
  });
});

test("who applies records them, and nobody who only reads or approves", async () => {
  const logins = await separateLogins(scene);
  const as = (login: "ci" | "arthur" | "v7_ro") => scene.checkout.open({ databaseUrl: logins.urlAs(login) });
  expect(await record(pgbench, as("ci"))).toMatchObject({ recorded: 2 });
  await expect(record(pgbench, as("arthur"))).rejects.toMatchObject({ code: "V7-B065" });
  await expect(record(pgbench, as("v7_ro"))).rejects.toMatchObject({ code: "V7-B008" });
});
