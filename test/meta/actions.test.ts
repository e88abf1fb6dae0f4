import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { EnrichRunOutput } from "../../src/model/output/enrich-run.ts";
import { readNext } from "../../src/routines/next.ts";
import { refreshMeta } from "../../src/routines/refresh-meta.ts";
import { runAction } from "../../src/routines/run-action.ts";
import { persona, phase, policy } from "../scenes/documents.ts";
import { withoutLogins } from "../scenes/checkout.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { plant, wellKept } from "./tree.ts";

let scene: Scene;

/** A program that says in a file how it was called, in place of v7. */
const recorder = `require("node:fs").writeFileSync("called.json", JSON.stringify(process.argv.slice(2)));
process.exit(Number(process.env.V7_TEST_EXIT ?? 0));
`;

beforeEach(async () => {
  scene = await openScene();
  plant(scene.checkout.root, { ...wellKept("Ingest"), "recorder.cjs": recorder });
  await refreshMeta(await scene.open(), { dryRun: false, resume: false });
});

afterEach(() => scene.end());

async function run({ id = 1, approved = false, start = "recorder.cjs" } = {}): Promise<EnrichRunOutput> {
  const own = { program: process.execPath, start: join(scene.checkout.root, start) };
  const { output, problem } = await runAction(withoutLogins(await scene.open()), { id, approved, own });
  if (problem) throw problem;
  return output;
}

async function allow(...commands: readonly (readonly string[])[]): Promise<void> {
  scene.checkout.declare(policy({ commands }));
  await scene.apply();
}

const scanOfIngest = ["v7", "enrich", "campaign", "--project", "Ingest", "--execute"];

describe("an action", () => {
  test("is refused while Policy does not allow its words", async () => {
    await expect(run()).rejects.toMatchObject({ code: "V7-A005" });
    await allow(["v7", "enrich", "campaign"], ["v7", "enrich", "campaign", "--project", "Board", "--execute"]);
    await expect(run({ approved: true })).rejects.toMatchObject({ code: "V7-A005" });
  });

  test("is a plan first, and runs only once somebody agrees", async () => {
    await allow(scanOfIngest);
    const planned = await run();
    expect(planned).toMatchObject({ argv: scanOfIngest, is_run: false, exit_code: null });
    expect(await run()).toEqual(planned);
    expect(await run({ approved: true })).toMatchObject({ plan_id: planned.plan_id, is_run: true, exit_code: 0 });
    expect(JSON.parse(scene.checkout.read("called.json"))).toEqual(scanOfIngest.slice(1));
    expect(await scene.column("SELECT status FROM action_queue")).toEqual(["done"]);
  });

  test("may be allowed with a star for one word that is no flag", async () => {
    await allow(["v7", "enrich", "campaign", "--project", "*", "--execute"]);
    expect(await run({ approved: true })).toMatchObject({ is_run: true });
  });

  test("whose words were changed in the queue to a flag is not what a star means", async () => {
    await allow(["v7", "enrich", "campaign", "--project", "*", "--execute"]);
    await scene.psql.script(
      `UPDATE action_queue SET command = '{"cwd": ".", "argv": ["v7", "enrich", "campaign", "--project", "--database-url=postgres://elsewhere", "--execute"]}'`,
    );
    await expect(run({ approved: true })).rejects.toMatchObject({ code: "V7-A005" });
  });

  test("that somebody runs is not run twice, until its hour is over", async () => {
    await allow(scanOfIngest);
    await scene.psql.script(
      "WITH run AS (INSERT INTO ingest_runs (pipeline) VALUES ('enrich-run') RETURNING id) UPDATE action_queue SET status = 'running', last_run_id = run.id FROM run",
    );
    await expect(run({ approved: true })).rejects.toMatchObject({ code: "V7-A007" });
    await scene.psql.script(
      "UPDATE ingest_runs SET started_at = now() - interval '2 hours' WHERE pipeline = 'enrich-run'",
    );
    expect(await run({ approved: true })).toMatchObject({ is_run: true });
  });

  test("that fails says so, and stays to be run again", async () => {
    await allow(scanOfIngest);
    await expect(run({ approved: true, start: "missing.cjs" })).rejects.toMatchObject({ code: "V7-A008" });
    expect(await scene.column("SELECT status FROM action_queue")).toEqual(["failed"]);
    expect(await run({ approved: true })).toMatchObject({ exit_code: 0 });
  });

  test("that is over or was never queued is told so", async () => {
    await expect(run({ id: 99 })).rejects.toMatchObject({ code: "V7-A004" });
  });
});

test("what is queued is part of v7 next, with the command to type", async () => {
  const { actions } = (await readNext(await scene.open(), { limit: 10 })).output;
  expect(actions.map(({ title, command }) => `${title}: ${command}`)).toContain(
    "Scan Ingest: v7 enrich campaign --project Ingest --execute",
  );
});

test("work for people is a work order in the phase that is under way", async () => {
  plant(
    scene.checkout.root,
    Object.fromEntries(
      Object.entries(wellKept("Ingest")).map(([path, text]) => [path.replace("Ingest", "old_copy"), text]),
    ),
  );
  plant(scene.checkout.root, { "Ingest/src/more.py": "MORE = 1\n", "old_copy/src/more.py": "MORE = 1\n" });
  scene.checkout.declare(persona("Layer 1 Guardian"), phase("1"));
  await scene.apply();
  await refreshMeta(await scene.open(), { dryRun: false, resume: false });
  expect(await scene.column("SELECT command ->> 'argv' FROM v_next_actions WHERE title LIKE 'Keep%'")).toEqual([
    expect.stringMatching(
      /^\["v7", "work-order", "new", "1", "Keep one of the copies of old_copy", "--persona", ".+"\]$/,
    ),
  ]);
});
