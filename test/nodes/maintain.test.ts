import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MaintainOutput } from "../../src/model/output/maintain.ts";
import { maintainDatabase } from "../../src/routines/maintain.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { throwDice } from "../support/dice.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
  scene.checkout.declare({ kind: "Node", name: "ALPHA", spec: { role: "primary" } });
  await scene.apply();
});

afterEach(() => scene.end());

/** Measurements of ALPHA's simple query, each so many hours old, in milliseconds. */
async function measure(
  ...values: readonly (readonly [hoursAgo: number, value: number | string | null])[]
): Promise<void> {
  await scene.psql.query(
    `INSERT INTO performance_metrics (node_id, metric_category, metric_name, metric_value, metric_unit, measured_at)
     SELECT n.id, 'database', 'simple_query_time', v.value, 'ms', date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(hours => v.age)
       FROM system_nodes n, unnest($1::integer[], $2::numeric[]) AS v (age, value)`,
    [values.map(([age]) => age), values.map(([, value]) => value)],
  );
}

async function maintain(): Promise<MaintainOutput> {
  const { output, problem } = await maintainDatabase(await scene.open());
  expect(problem).toBeNull();
  return output;
}

/** `hourly 3 1 5`: how many values a bucket stands for, the lowest and the highest, with what they are together. */
const buckets = `
  SELECT concat_ws(' ', kept, samples, min_value::float8, max_value::float8, round(avg_value * samples, 9)::float8)
    FROM (SELECT 'hourly' AS kept, h.* FROM performance_metrics_hourly h UNION ALL SELECT 'daily', d.* FROM performance_metrics_daily d) b
   ORDER BY kept DESC, bucket`;

/** How many values there are in all tables, and what they are together. */
const everything = `
  SELECT concat_ws(' ', sum(samples), round(sum(total), 15))
    FROM (SELECT 1 AS samples, metric_value AS total FROM performance_metrics
          UNION ALL SELECT samples, avg_value * samples FROM performance_metrics_hourly
          UNION ALL SELECT samples, avg_value * samples FROM performance_metrics_daily) m`;

const [month, year, fiveYears] = [31 * 24, 367 * 24, 5 * 366 * 24];

describe("measurements", () => {
  test("stay as they are for 30 days, are kept by the hour for a year, by the day for five, and then no more", async () => {
    await measure([1, 10], [month, 20], [year, 30], [fiveYears, 40]);
    expect(await maintain()).toMatchObject({
      hourly: { counted: 3, added: 3, merged: 0 },
      daily: { counted: 2, added: 2, merged: 0 },
      expired: { days: 1, samples: 1 },
      kept: { raw: 1, uncounted: 0, hours: 1, days: 1 },
    });
    expect(await scene.column(buckets)).toEqual(["hourly 1 20 20 20", "daily 1 30 30 30"]);
    expect(await scene.column("SELECT metric_value::integer FROM performance_metrics")).toEqual([10]);
  });

  test("stay to the last day that they are to be kept", async () => {
    await measure([29 * 24, 10], [364 * 24, 20], [5 * 365 * 24 - 48, 30]);
    expect((await maintain()).kept).toMatchObject({ raw: 1, hours: 1, days: 1 });
  });

  test("that come late are added to a bucket whose values are long gone", async () => {
    await measure([month, 10], [month, 20], [year, 7]);
    await maintain();
    await measure([month, 60], [year, 1]);
    expect(await maintain()).toMatchObject({ hourly: { counted: 2 }, daily: { counted: 1, added: 0, merged: 1 } });
    expect(await scene.column(buckets)).toEqual(["hourly 3 10 60 90", "daily 2 1 7 8"]);
  });

  test("are counted once: a second run finds nothing to do", async () => {
    await measure([1, 10], [month, 20], [month, 21], [year, 30]);
    await maintain();
    const before = await scene.column(buckets);
    expect(await maintain()).toMatchObject({
      hourly: { counted: 0, added: 0, merged: 0 },
      daily: { counted: 0, added: 0, merged: 0 },
    });
    expect(await scene.column(buckets)).toEqual(before);
  });

  test("without a value or a time are not counted, so they are not deleted", async () => {
    await measure([month, null]);
    await scene.psql.query("INSERT INTO performance_metrics (metric_value, measured_at) VALUES (1, NULL)");
    expect(await maintain()).toMatchObject({ hourly: { counted: 0 }, kept: { raw: 2, uncounted: 2, hours: 0 } });
  });

  test("are as many and as much as before, whenever they came", async () => {
    const dice = throwDice();
    const thrown = () =>
      Array.from(
        { length: 200 },
        () => [dice.whole(4 * 365 * 24), `${dice.whole(100_000)}.${dice.whole(1_000)}`] as const,
      );
    for (let turn = 0; turn < 4; turn++) {
      await measure(...thrown());
      const before = await scene.column(everything);
      await maintain();
      expect({ seed: dice.seed, is: await scene.column(everything) }).toEqual({ seed: dice.seed, is: before });
    }
  });
});

describe("a run that breaks off", () => {
  test("has done nothing", async () => {
    await measure([month, 20], [year, 30]);
    await scene.psql.script(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no days today'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON performance_metrics_daily FOR EACH ROW EXECUTE FUNCTION refuse()`);
    await expect(maintainDatabase(await scene.open())).rejects.toThrow();
    expect(await scene.column(buckets)).toEqual([]);
    expect(await scene.column("SELECT count(*)::integer FROM performance_metrics")).toEqual([2]);
  });
});

describe("snapshots", () => {
  beforeEach(async () => {
    await scene.psql.query(`
      INSERT INTO system_state_snapshots (snapshot_name, snapshot_type, state_json, created_at)
      SELECT type || ' ' || day, type, '{}', timestamp '2025-10-01' + make_interval(days => day)
        FROM unnest(ARRAY['automated', 'verified']) AS type, generate_series(1, 12) AS day`);
  });

  const automated =
    "SELECT snapshot_name FROM system_state_snapshots WHERE snapshot_type = 'automated' ORDER BY created_at";

  test("that were made by themselves are the last ten; all others stay", async () => {
    expect((await maintain()).snapshots).toEqual({ deleted: 2, automated: 10, others: 12 });
    expect((await scene.column(automated))[0]).toBe("automated 3");
  });

  test("stay where the login may not delete them: it is told the grant, and all else is done", async () => {
    const logins = await separateLogins(scene);
    await measure([month, 20]);
    const ci = await scene.open({ databaseUrl: logins.urlAs("ci") });
    expect(await maintainDatabase(ci)).toMatchObject({
      output: { hourly: { counted: 1, added: 1 }, snapshots: { deleted: 0, automated: 12 } },
      problem: { code: "V7-B065", next: ['its owner: GRANT DELETE ON system_state_snapshots TO "ci"'] },
    });
    await scene.psql.query("REVOKE UPDATE ON performance_metrics_daily FROM v7_apply");
    await expect(maintainDatabase(ci)).rejects.toMatchObject({
      code: "V7-B065",
      next: ['its owner: GRANT UPDATE ON performance_metrics_daily TO "ci"'],
    });
  });
});
