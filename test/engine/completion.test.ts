import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { editByVerb } from "../../src/engine/edit/verbs/edit-by-verb.ts";
import { everything } from "../../src/engine/plan/decide.ts";
import { makePlan } from "../../src/engine/plan/make-plan.ts";
import type { Json } from "../../src/model/json.ts";
import type { PlanOutput } from "../../src/model/output/plan.ts";
import { enumPlan, impact, phase, policy, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
const criteria = [{ criterion: "Every value has a successor", met: true }, { criterion: "It is reviewed" }];

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.end());

/** A task under way, with Policy as it is asked. */
async function begin(asks: readonly string[], fields: { readonly [field: string]: Json } = {}): Promise<void> {
  scene.checkout.declare(policy({ completion: { asks: [...asks] }, applyFrom: { branch: "main" } }));
  scene.checkout.declare(phase("1", { status: "in_progress" }), task("1.1", { status: "in_progress", ...fields }));
  scene.checkout.commit("Begin");
  await scene.apply();
}

/** Says in its document that the task is completed, and commits it. */
function complete(fields: { readonly [field: string]: Json }): void {
  scene.checkout.declare(task("1.1", { status: "completed", ...fields }));
  scene.checkout.commit("Complete");
}

async function plan(): Promise<PlanOutput> {
  return (await makePlan(await scene.checkout.open(), { options: everything })).output;
}

const codes = (coded: readonly { readonly code: string }[]): string[] => coded.map(({ code }) => code);

describe("criteria", () => {
  test("that Policy asks for keep a task from being completed until they are met", async () => {
    await begin(["criteria"], { acceptance: criteria });
    complete({ acceptance: criteria });
    const [closed] = (await plan()).gates;
    expect(closed).toMatchObject({
      code: "V7-G024",
      message: "task/1.1 is completed, and is not so yet: It is reviewed",
    });
    complete({ acceptance: criteria.map(({ criterion }) => ({ criterion, met: true })) });
    expect((await plan()).gates).toEqual([]);
  });

  test("that nobody asks for are a warning", async () => {
    await begin([], { acceptance: criteria });
    complete({ acceptance: criteria });
    const { gates, findings } = await plan();
    expect(gates).toEqual([]);
    expect(codes(findings)).toEqual(["V7-G024"]);
    // Who carries an edit out at once sees no plan.
    expect(codes((await scene.apply()).findings)).toEqual(["V7-G024"]);
    expect(codes((await plan()).findings)).toEqual([]);
  });

  test("of a completed task keep its phase from its review", async () => {
    await begin([], { acceptance: criteria });
    complete({ acceptance: criteria });
    await scene.apply();
    scene.checkout.declare(policy({ completion: { asks: ["criteria"] } }));
    scene.checkout.commit("Ask for criteria");
    await scene.apply();
    scene.checkout.declare(phase("1", { status: "review" }));
    expect(codes((await plan()).gates)).toEqual(["V7-G002"]);
  });

  test("are ticked by their numbers", async () => {
    await begin(["criteria"], { acceptance: criteria });
    const request = { segment: "task", verb: "complete", name: "1.1" };
    const workspace = await scene.checkout.open();
    await expect(editByVerb(workspace, { ...request, given: { met: ["3"] } })).rejects.toMatchObject({
      code: "V7-C004",
    });
    await editByVerb(workspace, { ...request, given: { met: ["2"] } });
    expect((await plan()).gates).toEqual([]);
  });
});

describe("a deliverable", () => {
  const inventory = { deliverableUrls: ["docs/inventory.md", "https://dart.ai/doc/xyz"] };

  test("that is a file has to be at HEAD where Policy asks for it; then the same plan goes through", async () => {
    await begin(["deliverables"]);
    complete(inventory);
    const before = await plan();
    expect(before.gates).toEqual([]);
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-G026", exitCode: 3 });
    scene.checkout.write("docs/inventory.md", "# Inventory\n");
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-G026" });
    scene.checkout.commit("Inventory");
    expect((await plan()).plan_id).toBe(before.plan_id);
    await scene.apply();
  });

  test("that nobody asks for is a warning", async () => {
    await begin([]);
    complete(inventory);
    expect(codes((await plan()).findings)).toEqual(["V7-G026"]);
    expect(codes((await scene.apply()).findings)).toEqual(["V7-G026"]);
  });

  test("that is a commit has to be on the branch of applies, as it is or squashed", async () => {
    await begin(["commits"]);
    scene.checkout.git("switch", "--quiet", "-c", "values");
    scene.checkout.write("docs/values.md", "complete\n");
    scene.checkout.commit("Map");
    scene.checkout.write("docs/values.md", "complete\nerror\n");
    const work = scene.checkout.commit("Map the rest");
    scene.checkout.git("switch", "--quiet", "main");
    complete({ deliverableUrls: [`commit:${work}`] });
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-G027" });
    scene.checkout.git("merge", "--quiet", "--squash", "values");
    scene.checkout.commit("Map the values");
    await scene.apply();
  });

  test("that is a commit counts where it was merged", async () => {
    await begin(["commits"]);
    scene.checkout.git("switch", "--quiet", "-c", "values");
    scene.checkout.write("docs/values.md", "complete\n");
    const work = scene.checkout.commit("Map");
    scene.checkout.git("switch", "--quiet", "main");
    scene.checkout.git("merge", "--quiet", "--no-ff", "--no-edit", "values");
    complete({ deliverableUrls: [work] });
    await scene.apply();
  });

  test("that is a commit nobody has is none", async () => {
    await begin(["commits"]);
    complete({ deliverableUrls: ["commit:0123456789abcdef0123456789abcdef01234567"] });
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-G027" });
  });
});

describe("an enum of high risk", () => {
  const risky = enumPlan("contact_curation_status", { riskLevel: "high", status: "proposed" });

  beforeEach(() => {
    scene.checkout.declare(policy({ impacts: { ofHighRisk: true } }), risky);
  });

  test("goes on with an impact that names it, and not without", async () => {
    scene.checkout.declare({ ...risky, spec: { ...risky.spec, status: "approved", approvedBy: "The Architect" } });
    expect(codes((await plan()).gates)).toContain("V7-G025");
    scene.checkout.declare(impact("contact-status", { changeDetail: { enum: "contact_curation_status" } }));
    expect(codes((await plan()).gates)).not.toContain("V7-G025");
  });

  test("may be proposed without", async () => {
    expect(codes((await plan()).gates)).not.toContain("V7-G025");
  });
});
