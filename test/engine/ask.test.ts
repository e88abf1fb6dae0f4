import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { approve, listApprovals } from "../../src/engine/approvals/approvals.ts";
import { showPlan } from "../../src/engine/look/show.ts";
import { everything } from "../../src/engine/plan/decide.ts";
import { makePlan } from "../../src/engine/plan/make-plan.ts";
import type { PlanOutput } from "../../src/model/output/plan.ts";
import { readStatus } from "../../src/routines/status.ts";
import { persona, phase, policy, task, yamlOf } from "../scenes/documents.ts";
import { type Login, type Logins, separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let logins: Logins;

const architect = { identities: { postgres: ["arthur"], git: ["arthur@example.org"] } };

beforeEach(async () => {
  scene = await openScene();
  logins = await separateLogins(scene);
  scene.checkout.write(
    "state/personas.yaml",
    yamlOf(persona("The Architect", architect), persona("Layer 1 Data Sentinel"), persona("Test Sentinel")),
  );
  scene.checkout.declare(
    phase("1"),
    task("1.1", { status: "pending" }),
    task("1.2", { status: "pending" }),
    task("1.3", { status: "pending" }),
    policy({ planTtl: "24h", approvals: [{ when: { action: "delete" }, by: ["The Architect"] }] }),
  );
  scene.checkout.commit("Assessment begins");
  await scene.apply();
});

afterEach(() => scene.end());

const as = (login: Login): { readonly databaseUrl: string } => ({ databaseUrl: logins.urlAs(login) });

async function planned(ask = false, login: Login = "ci"): Promise<PlanOutput> {
  const { output, problem } = await makePlan(await scene.checkout.open(as(login)), { options: everything, ask });
  if (problem !== null) throw problem;
  return output;
}

async function pending(): Promise<unknown[]> {
  const { output } = await listApprovals(await scene.checkout.open(as("arthur")), { pending: true, limit: 0 });
  return output.pending.map(({ plan_id }) => plan_id);
}

const shown = async (reference: string): Promise<unknown> =>
  (await showPlan(await scene.checkout.open(as("arthur")), { reference })).output.standing;

describe("a plan that somebody must agree to", () => {
  test("writes no row, and says how to ask", async () => {
    scene.checkout.forget("task/1.2");
    expect(await planned()).toMatchObject({
      missing: ["The Architect"],
      approvers: { "The Architect": ["arthur"] },
      asked_at: null,
      next: "v7 plan --ask",
    });
    expect(await scene.column("SELECT count(*)::int FROM v7_plans")).toEqual([0]);
  });

  test("is kept by --ask for those who must agree, and says what they type", async () => {
    scene.checkout.forget("task/1.2");
    const { plan_id: id, asked_at, next } = await planned(true);
    expect(asked_at).not.toBeNull();
    expect(next).toBe(`v7 approve ${id.slice(0, 6)}`);
    expect(await pending()).toEqual([id]);
    const { output } = await readStatus(await scene.checkout.open(as("ci")));
    expect(output.waiting).toMatchObject([{ plan_id: id, approvers: { "The Architect": ["arthur"] }, next }]);
    await approve(await scene.checkout.open(as("arthur")), { plan: id });
    expect(await planned()).toMatchObject({
      approvals: [{ persona: "The Architect", approved_by: "arthur" }],
      missing: [],
      next: `v7 apply ${id.slice(0, 6)} --approved`,
    });
    expect(await pending()).toEqual([]);
  });

  test("takes the place of the one that was asked about from this checkout before", async () => {
    scene.checkout.forget("task/1.2");
    const first = await planned(true);
    scene.checkout.forget("task/1.3");
    const second = await planned(true);
    expect(await pending()).toEqual([second.plan_id]);
    expect(await shown(first.plan_id)).toMatchObject({
      status: "replaced",
      because: `plan ${second.plan_id.slice(0, 6)} is asked about instead`,
    });
    scene.checkout.declare(task("1.3", { status: "pending" }));
    await planned(true);
    expect(await pending()).toEqual([first.plan_id]);
  });

  test("is asked about no more when its rows moved", async () => {
    scene.checkout.forget("task/1.2");
    const { plan_id: id } = await planned(true);
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET status = 'deferred' WHERE task_number = 2");
    expect(await pending()).toEqual([]);
    expect((await readStatus(await scene.checkout.open(as("ci")))).output.waiting).toEqual([]);
    expect(await shown(id)).toMatchObject({
      status: "stale",
      because: "task/1.2 changed since it was made",
      next: "v7 plan",
    });
  });

  test("is asked about no more when a gate closed", async () => {
    scene.checkout.forget("task/1.2");
    const { plan_id: id } = await planned(true);
    await scene.psql.query(`UPDATE v7_resources SET spec = '{"metadata.protect": true}' WHERE address = 'task/1.2'`);
    expect(await pending()).toEqual([]);
    expect(await shown(id)).toMatchObject({ status: "closed", next: "v7 plan" });
  });

  test("is not asked about while it could not be applied", async () => {
    scene.checkout.declare(task("1.2", { status: "completed" }));
    scene.checkout.forget("task/1.3");
    await expect(planned(true)).rejects.toMatchObject({ code: "V7-P090", exitCode: 3 });
    expect(await scene.column("SELECT count(*)::int FROM v7_plans")).toEqual([0]);
  });

  test("is asked about by who approves as well, and by no reader", async () => {
    scene.checkout.forget("task/1.2");
    await planned(true, "john");
    await expect(planned(true, "v7_ro")).rejects.toMatchObject({ code: expect.stringMatching(/^V7-B/) });
  });

  test("needs no asking where nobody must agree", async () => {
    scene.checkout.declare(task("1.2", { status: "pending", notes: "Inventory" }));
    const { next, plan_id: id } = await planned(true);
    expect(next).toBe(`v7 apply ${id.slice(0, 6)} --approved`);
    expect(await scene.column("SELECT count(*)::int FROM v7_plans")).toEqual([0]);
  });
});

describe("a plan that was applied", () => {
  test("is shown as that, by which apply", async () => {
    scene.checkout.declare(task("1.2", { status: "pending", notes: "Inventory" }));
    const { plan_id: id } = await planned();
    const { apply_id: applyId } = await scene.apply();
    expect(await shown(id)).toMatchObject({ status: "applied", applied_by: applyId, next: null });
  });
});

describe("an approval", () => {
  test("that its login gives anew is replaced, not revoked", async () => {
    scene.checkout.forget("task/1.2");
    const { plan_id: plan } = await planned(true);
    const arthur = await scene.checkout.open(as("arthur"));
    await approve(arthur, { plan });
    await approve(arthur, { plan });
    const { approvals } = (await listApprovals(arthur, { pending: false, limit: 10 })).output;
    expect(approvals?.map(({ status }) => status)).toEqual(["valid", "replaced"]);
  });

  test("by a login that no persona names says which document names them", async () => {
    scene.checkout.forget("task/1.2");
    const { plan_id: plan } = await planned(true);
    await expect(approve(await scene.checkout.open(as("john")), { plan })).rejects.toMatchObject({
      code: "V7-P036",
      next: [
        `plan ${plan.slice(0, 6)} needs: The Architect`,
        expect.stringMatching(/^The Architect is state\/personas\.yaml:\d+: its identities\.postgres names the logins/),
      ],
    });
  });
});
