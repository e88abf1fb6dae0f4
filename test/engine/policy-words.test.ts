import { afterAll, beforeAll, expect, test } from "vitest";
import { explainAddress } from "../../src/engine/look/explain-address.ts";
import { everything } from "../../src/engine/plan/decide.ts";
import { makePlan } from "../../src/engine/plan/make-plan.ts";
import { planViewOf } from "../../src/render/plan/plan-view.ts";
import { renderPlanMarkdown } from "../../src/render/plan/plan-markdown.ts";
import { phase, policy, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

const approvesPhases = { when: { kind: "Phase", field: "status", to: "approved" }, by: ["The Architect"] };
const removals = { when: { action: "delete" }, by: ["The Architect"] };

beforeAll(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"), policy({ planTtl: "24h", approvals: [approvesPhases] }));
});
afterAll(() => scene.end());

async function planned(): Promise<{ readonly rules: readonly string[]; readonly markdown: string }> {
  const { output } = await makePlan(await scene.open(), { options: everything });
  const rules = output.kinds["Policy"]?.rules.map(({ rule, says }) => `${rule}: ${says}`) ?? [];
  return { rules, markdown: renderPlanMarkdown(planViewOf(output, { now: new Date() })) };
}

async function explained(address: string): Promise<string[]> {
  const { output } = await explainAddress(await scene.open(), { address });
  return output.rules.map(({ says }) => says);
}

test("a plan says what each rule of a new Policy matches, then of a changed one what is new in it", async () => {
  const first = await planned();
  expect(first.rules).toEqual([
    "planTtl: a saved plan and its approvals are good for 24 hours",
    "approvals[0]: phase.status to approved asks The Architect",
  ]);
  expect(first.markdown).toContain("    phase.status to approved asks The Architect\n");
  await scene.apply();
  scene.checkout.declare(policy({ planTtl: "24h", approvals: [approvesPhases, removals] }));
  expect((await planned()).rules).toEqual([
    "approvals[0]: phase.status to approved asks The Architect",
    "approvals[1]: every removal asks The Architect",
  ]);
});

test("explain says what Policy asks about an address, and all that it says of its own", async () => {
  const lifetime = "a saved plan and its approvals are good for 24 hours";
  const everywhere = "every removal asks The Architect";
  expect(await explained("task/1.1")).toEqual([lifetime, everywhere]);
  expect(await explained("phase/1")).toEqual([lifetime, "phase.status to approved asks The Architect", everywhere]);
  expect(await explained("policy/default")).toEqual(await explained("phase/1"));
});
