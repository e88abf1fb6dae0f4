import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { approve } from "../../src/engine/approvals/approvals.ts";
import { persona, policy, yamlOf } from "../scenes/documents.ts";
import { type Login, type Logins, separateLogins } from "../scenes/logins.ts";
import { openSourceScene, type SourceScene } from "./scene.ts";

let scene: SourceScene;

beforeEach(async () => {
  scene = await openSourceScene();
  scene.put("notebook", "enum.md", "45 enums\n");
});

afterEach(() => scene.end());

const target = (): string => join(scene.checkout.root, "archive/enum.md");

async function planFile(): Promise<string> {
  await scene.planned("notebook");
  const path = join(scene.checkout.root, "notebook.json");
  await scene.planCopies("notebook", { path });
  return path;
}

describe("a plan of copies", () => {
  test("is not executed without a yes: exit 3 (F12)", async () => {
    const path = await planFile();
    await expect(scene.execute(path, { approved: false })).rejects.toMatchObject({ code: "V7-P002", exitCode: 3 });
    expect(existsSync(target())).toBe(false);
  });

  test("is not executed when its file was edited after it was planned: exit 3 (F12)", async () => {
    const path = await planFile();
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("archive/enum.md", "state/enum.md"));
    await expect(scene.execute(path)).rejects.toMatchObject({ code: "V7-K012", exitCode: 3 });
    expect(existsSync(join(scene.checkout.root, "state/enum.md"))).toBe(false);
  });

  test("that v7 never made is not executed, even with an id that fits: exit 3 (F12)", async () => {
    const path = await planFile();
    await scene.psql.query("DELETE FROM v7_plans");
    await expect(scene.execute(path)).rejects.toMatchObject({ code: "V7-K012", exitCode: 3 });
  });

  test("of another database is not executed: exit 4", async () => {
    const path = await planFile();
    await scene.psql.query("UPDATE v7_state SET lineage = gen_random_uuid()");
    await expect(scene.execute(path)).rejects.toMatchObject({ code: "V7-P027", exitCode: 4 });
  });

  test("that a later one replaced is not executed: exit 4", async () => {
    const path = await planFile();
    scene.declareGroups({ notebook: { overrides: [{ match: "*", target: "shelf" }] } });
    await scene.planCopies("notebook");
    await expect(scene.execute(path)).rejects.toMatchObject({ code: "V7-K016", exitCode: 4 });
    expect(existsSync(target())).toBe(false);
  });

  test("with a conflict is not kept, and not executed", async () => {
    scene.checkout.write("archive/enum.md", "46 enums\n");
    const { plan_id: id, conflicts } = await scene.planned("notebook");
    expect(conflicts).toMatchObject([{ because: "is there with other content" }]);
    await expect(scene.execute(id)).rejects.toMatchObject({ code: "V7-P014" });
  });

  test("has the same id when it is made again, and another one when a file differs", async () => {
    const first = await scene.planned("notebook");
    expect((await scene.planCopies("notebook")).plan_id).toBe(first.plan_id);
    scene.put("notebook", "enum.md", "46 enums\n");
    expect((await scene.planned("notebook")).plan_id).not.toBe(first.plan_id);
  });

  test("is not what apply carries out", async () => {
    const { plan_id: id } = await scene.planned("notebook");
    await expect(scene.apply({ plan: id })).rejects.toMatchObject({ code: "V7-K011" });
  });

  test("needs files that were recorded and compared", async () => {
    await expect(scene.planCopies("notebook")).rejects.toMatchObject({ code: "V7-K010" });
    await scene.inventory();
    await expect(scene.planCopies("notebook")).rejects.toMatchObject({
      code: "V7-K010",
      next: ["v7 consolidate dedup"],
    });
  });

  test("is executed once at a time: the second one is exit 5", async () => {
    const path = await planFile();
    const executed = await Promise.allSettled([scene.execute(path), scene.execute(path)]);
    const refused = executed.filter((outcome) => outcome.status === "rejected");
    // Where the first one has finished before, the second finds everything there.
    expect(refused.length).toBeLessThan(2);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "V7-K015", exitCode: 5 });
    expect(readFileSync(target(), "utf8")).toBe("45 enums\n");
  });
});

describe("where Policy asks The Architect about copies", () => {
  let logins: Logins;

  beforeEach(async () => {
    logins = await separateLogins(scene);
    const architect = { identities: { postgres: ["arthur"], git: ["arthur@example.org"] } };
    scene.checkout.write(
      "state/personas.yaml",
      yamlOf(persona("The Architect", architect), persona("Layer 1 Data Sentinel"), persona("Test Sentinel")),
    );
    const asksForCopies = { planTtl: "24h", approvals: [{ when: { kind: "Copy" }, by: ["The Architect"] }] };
    scene.checkout.declare(policy(asksForCopies));
    scene.checkout.commit("Ask about copies");
    await scene.apply();
  });

  const as = (login: Login): { readonly databaseUrl: string } => ({ databaseUrl: logins.urlAs(login) });

  test("her approval is needed: exit 3 names her and the command (F12)", async () => {
    await scene.planned("notebook");
    const { plan_id: id } = await scene.planCopies("notebook", as("ci"));
    await expect(scene.execute(id, as("ci"))).rejects.toMatchObject({
      code: "V7-P003",
      exitCode: 3,
      next: expect.arrayContaining([`arthur runs: v7 approve ${id.slice(0, 6)}`]) as string[],
    });
    expect(existsSync(target())).toBe(false);
  });

  test("with it, the login that applies copies, and rows say who approved", async () => {
    await scene.planned("notebook");
    const { plan_id: id } = await scene.planCopies("notebook", as("ci"));
    const { output: approved } = await approve(await scene.checkout.open(as("arthur")), { plan: id });
    expect(approved).toMatchObject({ missing: [], carried_out_by: "v7 consolidate execute" });
    expect((await scene.execute(id, as("ci"))).counts.copied).toBe(1);
    expect(await scene.column("SELECT approved_by FROM v7_external_sources")).toEqual(["arthur"]);
  });

  test("her approval of one plan is none of another (F12)", async () => {
    const { plan_id: id } = await scene.planned("notebook");
    await approve(await scene.checkout.open(as("arthur")), { plan: id });
    scene.put("notebook", "enum.md", "46 enums\n");
    const later = await scene.planned("notebook");
    await expect(scene.execute(later.plan_id, as("ci"))).rejects.toMatchObject({ code: "V7-P003" });
  });
});
