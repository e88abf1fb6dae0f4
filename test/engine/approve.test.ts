import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { approve, listApprovals, revoke } from "../../src/engine/approvals/approvals.ts";
import { persona, phase, policy, task, yamlOf } from "../scenes/documents.ts";
import { type Login, type Logins, separateLogins } from "../scenes/logins.ts";
import { withoutLogins } from "../scenes/checkout.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let logins: Logins;

const architect = { identities: { postgres: ["arthur"], git: ["arthur@example.org"] } };
const deletesAskTheArchitect = { planTtl: "24h", approvals: [{ when: { action: "delete" }, by: ["The Architect"] }] };

function declarePersonas(spec: { readonly [field: string]: unknown } = architect): void {
  scene.checkout.write(
    "state/personas.yaml",
    yamlOf(persona("The Architect", spec), persona("Layer 1 Data Sentinel"), persona("Test Sentinel")),
  );
}

beforeEach(async () => {
  scene = await openScene();
  logins = await separateLogins(scene);
  declarePersonas();
  scene.checkout.declare(phase("1"), task("1.1"), task("1.2"), policy(deletesAskTheArchitect));
  scene.checkout.commit("Assessment begins");
  await scene.apply();
});

afterEach(() => scene.end());

const as = (login: Login): { readonly databaseUrl: string } => ({ databaseUrl: logins.urlAs(login) });

/** Removes a task from the documents and returns the id of the plan that removes its row. */
async function planRemoval(name = "1.2"): Promise<string> {
  scene.checkout.forget(`task/${name}`);
  return (await scene.plan()).plan.planId;
}

const tasks = "SELECT task_number FROM v7_subworkflow_tasks ORDER BY 1";

describe("a change that Policy asks a persona about", () => {
  test("is not applied without the approval: exit 3, naming who, for what, and the command", async () => {
    const planId = await planRemoval();
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({
      code: "V7-P003",
      exitCode: 3,
      message: "1 approval missing, nothing written",
      next: [
        "The Architect, for: task/1.2 (policy/default#approvals[0])",
        `arthur runs: v7 approve ${planId.slice(0, 6)}`,
      ],
    });
    expect(await scene.column(tasks)).toEqual([1, 2]);
  });

  test("is applied once the persona's login has approved, and the apply says who", async () => {
    const plan = await planRemoval();
    const { output: approved } = await approve(await scene.checkout.open(as("arthur")), { plan });
    expect(approved).toMatchObject({ approved_by: "arthur", persona: "The Architect", missing: [] });
    const { approvals } = await scene.apply({}, as("ci"));
    expect(approvals).toMatchObject([{ persona: "The Architect", approved_by: "arthur" }]);
    expect(await scene.column(tasks)).toEqual([1]);
    expect(
      await scene.column("SELECT approvals -> 0 ->> 'approved_by' FROM v7_applies ORDER BY attempt DESC LIMIT 1"),
    ).toEqual(["arthur"]);
  });

  test("is found by its id on another machine after an apply was refused", async () => {
    const planId = await planRemoval();
    await scene.apply({}, as("ci")).catch(() => undefined);
    const elsewhere = await scene.checkout.open(as("arthur"));
    const { output } = await listApprovals(elsewhere, { pending: true, limit: 0 });
    expect(output.pending).toMatchObject([{ plan_id: planId, missing: ["The Architect"], summary: { destroy: 1 } }]);
  });

  test("needs nothing where the rule does not match", async () => {
    scene.checkout.declare(task("1.2", { notes: "Inventory" }));
    expect((await scene.apply({}, as("ci"))).summary.change).toBe(1);
  });
});

describe("an approval", () => {
  test("counts for exactly the plan that was approved", async () => {
    await approve(await scene.checkout.open(as("arthur")), { plan: await planRemoval("1.2") });
    scene.checkout.declare(task("1.1", { notes: "Inventory" }));
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({ code: "V7-P003" });
  });

  test("keeps its note without the secrets in it", async () => {
    const plan = await planRemoval();
    const note = "Restored with PGPASSWORD=hunter2hunter2";
    await approve(await scene.checkout.open(as("arthur")), { plan, note });
    expect(await scene.column("SELECT note FROM v7_approvals")).toEqual(["Restored with PGPASSWORD=***"]);
  });

  test("counts for nobody else's persona, and the attempt stays on record", async () => {
    const plan = await planRemoval();
    for (const login of ["agent", "john"] as const) {
      await expect(approve(await scene.checkout.open(as(login)), { plan })).rejects.toMatchObject({
        code: "V7-P036",
        exitCode: 3,
      });
    }
    expect(await scene.column("SELECT login || ' ' || action FROM v7_refusals ORDER BY id")).toEqual([
      "agent approve",
      "john approve",
    ]);
  });

  test("counts no more when it was revoked", async () => {
    const plan = await planRemoval();
    const arthur = await scene.checkout.open(as("arthur"));
    await approve(arthur, { plan });
    expect((await revoke(arthur, { plan })).output.missing).toEqual(["The Architect"]);
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({ code: "V7-P003" });
    expect((await listApprovals(arthur, { pending: false, limit: 10 })).output.approvals).toMatchObject([
      { status: "revoked" },
    ]);
  });

  test("is not taken back by somebody who speaks for nobody in it, and the attempt stays on record", async () => {
    const plan = await planRemoval();
    await approve(await scene.checkout.open(as("arthur")), { plan });
    await expect(revoke(await scene.checkout.open(as("john")), { plan })).rejects.toMatchObject({ exitCode: 3 });
    expect(await scene.column("SELECT login || ' ' || action FROM v7_refusals")).toEqual(["john revoke"]);
    expect((await scene.apply({}, as("ci"))).summary.destroy).toBe(1);
  });

  test("is given to no plan of another database, whatever client asks for it", async () => {
    const arthur = await logins.connectAs("arthur");
    const plan = { plan_id: "a".repeat(64), database: { lineage: "00000000-0000-4000-8000-000000000000" } };
    const { rows } = await arthur.query("SELECT refused FROM v7_approve($1, 'The Architect', NULL)", [
      JSON.stringify(plan),
    ]);
    await arthur.end();
    expect(rows).toEqual([{ refused: "the plan was made for another database" }]);
    expect(await scene.column("SELECT count(*)::int FROM v7_approvals")).toEqual([0]);
  });

  test("counts no more when it has expired, by the database's clock", async () => {
    const plan = await planRemoval();
    await approve(await scene.checkout.open(as("arthur")), { plan });
    await scene.psql.query("UPDATE v7_approvals SET expires_at = now() - interval '1 second'");
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({ code: "V7-P003" });
  });

  test("counts no more when the login no longer speaks for the persona", async () => {
    const plan = await planRemoval();
    await approve(await scene.checkout.open(as("arthur")), { plan });
    await scene.psql.query(
      "UPDATE v7_resources SET applied = jsonb_set(applied, '{identities,postgres}', '[\"john\"]') WHERE name = 'The Architect'",
    );
    declarePersonas({ identities: { ...architect.identities, postgres: ["john"] } });
    await scene.psql.query("UPDATE v7_resources SET spec = applied WHERE name = 'The Architect'");
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({ code: "V7-P003" });
  });

  test("is good for one apply: the same plan later needs a new one", async () => {
    const plan = await planRemoval();
    await approve(await scene.checkout.open(as("arthur")), { plan });
    await scene.apply({}, as("ci"));
    scene.checkout.declare(task("1.2"));
    await scene.apply({}, as("ci"));
    expect(await planRemoval()).toBe(plan);
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({ code: "V7-P003" });
  });

  test("stays good when the apply was rolled back", async () => {
    const plan = await planRemoval();
    await approve(await scene.checkout.open(as("arthur")), { plan });
    await scene.apply({ dryRun: true }, as("ci"));
    expect(await scene.column("SELECT used_by FROM v7_approvals")).toEqual([null]);
    expect((await scene.apply({}, as("ci"))).summary.destroy).toBe(1);
  });

  test("is not asked for where nobody has to approve", async () => {
    scene.checkout.declare(task("1.2", { notes: "Inventory" }));
    const { planId } = (await scene.plan()).plan;
    await expect(approve(await scene.checkout.open(as("arthur")), { plan: planId })).rejects.toMatchObject({
      code: "V7-P034",
    });
  });

  test("is given through membership in a role that the persona names", async () => {
    declarePersonas({ identities: { postgres: ["arthur", "v7_approve"] } });
    await approveAndApply("arthur");
    const { output: outcome } = await approve(await scene.checkout.open(as("john")), { plan: await planRemoval() });
    expect(outcome).toMatchObject({ approved_by: "john", missing: [] });
  });
});

async function approveAndApply(login: Login): Promise<void> {
  const { planId } = (await scene.plan()).plan;
  await approve(await scene.checkout.open(as(login)), { plan: planId });
  await scene.apply({}, as("ci"));
}

describe("an agent, where a rule wants distinct people", () => {
  beforeEach(async () => {
    const rule = { when: { kind: "Task", field: "status", to: "completed" }, by: ["The Architect"], distinct: true };
    scene.checkout.declare(
      phase("1", { status: "in_progress" }),
      task("1.2", { status: "in_progress" }),
      policy({ approvals: [rule] }),
    );
    scene.checkout.write(
      "state/personas.yaml",
      yamlOf(
        persona("The Architect", { identities: { postgres: ["arthur", "agent"], git: ["arthur@example.org"] } }),
        persona("Layer 1 Data Sentinel", {
          agent: true,
          identities: { postgres: ["agent"], git: ["layer1@example.org"] },
        }),
        persona("Test Sentinel"),
      ),
    );
    await approveAndApply("arthur");
    scene.checkout.commit("Completions need a second pair of eyes");
  });

  const complete = async (author: string): Promise<string> => {
    scene.checkout.declare(task("1.2", { status: "completed" }));
    scene.checkout.commit("Complete the inventory", author);
    return (await scene.plan()).plan.planId;
  };

  test("does not approve what it wrote, by no login of it", async () => {
    const plan = await complete("layer1@example.org");
    await approve(await scene.checkout.open(as("agent")), { plan });
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({ code: "V7-P003" });
  });

  test("does not complete what it wrote, though somebody else approved it; another login does", async () => {
    const plan = await complete("layer1@example.org");
    await approve(await scene.checkout.open(as("arthur")), { plan });
    await expect(scene.apply({}, as("agent"))).rejects.toMatchObject({
      code: "V7-P092",
      exit: "refused",
      message: expect.stringContaining("Layer 1 Data Sentinel is an agent and wrote") as string,
    });
    expect((await scene.apply({}, as("ci"))).summary.change).toBe(1);
  });

  test("carries out what a person wrote and another one approved", async () => {
    const plan = await complete("nobody@example.org");
    await approve(await scene.checkout.open(as("arthur")), { plan });
    expect((await scene.apply({}, as("agent"))).summary.change).toBe(1);
  });
});

describe("a rule that wants distinct people", () => {
  beforeEach(async () => {
    const rule = { when: { kind: "Task" }, by: ["The Architect"], distinct: true };
    scene.checkout.declare(policy({ approvals: [rule] }));
    declarePersonas({ identities: { postgres: ["arthur", "john"], git: ["arthur@example.org", "john@example.org"] } });
    await approveAndApply("arthur");
    scene.checkout.commit("Tasks need a second pair of eyes");
  });

  const change = async (author: string): Promise<string> => {
    scene.checkout.declare(task("1.2", { notes: "Inventory" }));
    scene.checkout.commit("Note the inventory", author);
    return (await scene.plan()).plan.planId;
  };

  test("does not count the author's own approval, and names who is left", async () => {
    const plan = await change("arthur@example.org");
    const { output } = await approve(await scene.checkout.open(as("arthur")), { plan });
    expect(output).toMatchObject({ distinct: true });
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({
      code: "V7-P003",
      next: [expect.stringContaining("not by its author"), `john runs: v7 approve ${plan.slice(0, 6)}`],
    });
  });

  test("does not count it either where the author hides the edit from git", async () => {
    scene.checkout.git("config", "user.email", "arthur@example.org");
    scene.checkout.git("update-index", "--assume-unchanged", "state/tasks/1.2.yaml");
    scene.checkout.declare(task("1.2", { notes: "Inventory" }));
    expect(scene.checkout.git("status", "--porcelain")).toBe("");
    const { planId } = (await scene.plan()).plan;
    await approve(await scene.checkout.open(as("arthur")), { plan: planId });
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({ code: "V7-P003" });
  });

  test("counts somebody else's of the same persona", async () => {
    const plan = await change("arthur@example.org");
    await approve(await scene.checkout.open(as("john")), { plan });
    expect((await scene.apply({}, as("ci"))).summary.change).toBe(1);
  });
});

describe("a rule that names two personas", () => {
  beforeEach(async () => {
    const sentinel = { identities: { postgres: ["john"] } };
    scene.checkout.write(
      "state/personas.yaml",
      yamlOf(persona("The Architect", architect), persona("Layer 1 Data Sentinel"), persona("Test Sentinel", sentinel)),
    );
    scene.checkout.declare(
      policy({ approvals: [{ when: { action: "delete" }, by: ["The Architect", "Test Sentinel"] }] }),
    );
    await approveAndApply("arthur");
  });

  test("wants both, and with one of them the database keeps the row even from a client that leaves the check out", async () => {
    const plan = await planRemoval();
    await approve(await scene.checkout.open(as("arthur")), { plan });
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({
      code: "V7-P003",
      next: [expect.stringContaining("Test Sentinel, for: task/1.2"), `john runs: v7 approve ${plan.slice(0, 6)}`],
    });
    const careless = withoutLogins(await scene.checkout.open(as("ci")));
    await expect(scene.apply({}, { workspace: careless })).rejects.toMatchObject({ code: "V7-P032" });
    expect(await scene.column(tasks)).toEqual([1, 2]);
    await approve(await scene.checkout.open(as("john")), { plan });
    expect((await scene.apply({}, as("ci"))).summary.destroy).toBe(1);
  });

  test("is gone without where one login is everybody, and the apply says whose approval that was", async () => {
    await planRemoval();
    const alone = withoutLogins(await scene.checkout.open());
    const applied = await scene.apply({}, { workspace: alone });
    expect(applied).toMatchObject({ status: "applied", unapproved: ["The Architect", "Test Sentinel"] });
  });
});

describe("the Policy in force is the applied one", () => {
  test("a plan that drops the rule is judged by the rule", async () => {
    scene.checkout.declare(policy({ planTtl: "24h" }));
    await planRemoval();
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({ code: "V7-P003" });
  });

  test("Policy itself changes only with everybody it names", async () => {
    scene.checkout.declare(policy({ planTtl: "24h" }));
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({
      code: "V7-P003",
      next: [expect.stringContaining("The Architect, for: policy/default"), expect.anything()],
    });
    await approveAndApply("arthur");
    expect((await scene.apply({}, as("ci"))).summary).toMatchObject({ change: 0 });
    await planRemoval();
    expect((await scene.apply({}, as("ci"))).summary.destroy).toBe(1);
  });

  test("so do the personas' logins", async () => {
    declarePersonas({ identities: { postgres: ["arthur", "agent"] } });
    await expect(scene.apply({}, as("agent"))).rejects.toMatchObject({ code: "V7-P003" });
  });

  test("a rule that is edited in the database and declared afterwards is a conflict, never in force by itself", async () => {
    await scene.psql.query("UPDATE v7_resources SET spec = spec - 'approvals' WHERE address = 'policy/default'");
    scene.checkout.declare(policy({ planTtl: "24h" }));
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({ code: "V7-P016", exitCode: 3 });
  });

  test("without a login for any persona it names, nobody could agree, and nobody is asked", async () => {
    declarePersonas({});
    await approveAndApply("arthur");
    declarePersonas();
    expect((await scene.apply({}, as("ci"))).summary.change).toBe(1);
  });

  test("a team's first logins are declared together, and from then on all of them are asked", async () => {
    declarePersonas({});
    await approveAndApply("arthur");
    const bothAgree = { approvals: [{ when: { action: "delete" }, by: ["The Architect", "V7 Conductor"] }] };
    scene.checkout.write(
      "state/personas.yaml",
      yamlOf(
        persona("The Architect", architect),
        persona("V7 Conductor", { identities: { postgres: ["john"] } }),
        persona("Layer 1 Data Sentinel"),
        persona("Test Sentinel"),
      ),
    );
    scene.checkout.declare(policy(bothAgree));
    expect((await scene.apply({}, as("ci"))).summary).toMatchObject({ add: 1, change: 2 });
    expect((await scene.plan()).plan.changes).toEqual([]);
    await planRemoval();
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({ message: "2 approvals missing, nothing written" });
  });

  test("a transaction that still sees the time before a rule changes and removes nothing", async () => {
    declarePersonas({});
    scene.checkout.declare(policy({ planTtl: "24h" }));
    await approveAndApply("arthur");
    const agent = await logins.connectAs("agent");
    await agent.script("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM v7_resources");
    declarePersonas();
    scene.checkout.declare(policy(deletesAskTheArchitect));
    await scene.apply({}, as("ci"));
    await agent.script(
      "INSERT INTO v7_resources (address, kind, name, spec, applied) VALUES ('persona/Agent', 'Persona', 'Agent', '{}', '{}'); " +
        "DELETE FROM v7_subworkflow_tasks; COMMIT",
    );
    await agent.end();
    expect(await scene.column(tasks)).toEqual([1, 2]);
    expect(await scene.column("SELECT address FROM v7_resources WHERE name = 'Agent'")).toEqual([]);
    expect(await scene.column("SELECT DISTINCT because FROM v7_refusals WHERE login = 'agent'")).toEqual([
      "needs a transaction in READ COMMITTED",
    ]);
  });
});

describe("a phase's own approval", () => {
  beforeEach(async () => {
    scene.checkout.declare(
      phase("1", { status: "in_progress" }),
      task("1.1", { status: "completed" }),
      task("1.2", { status: "completed" }),
    );
    await scene.apply({}, as("ci"));
    scene.checkout.declare(phase("1", { status: "review" }));
    await scene.apply({}, as("ci"));
    scene.checkout.declare(phase("1", { status: "approved", approval: { status: "approved", by: "The Architect" } }));
  });

  test("is not written by anybody but the persona it names", async () => {
    await expect(scene.apply({}, as("ci"))).rejects.toMatchObject({
      code: "V7-P003",
      next: ["The Architect, for: phase/1 (approval.by)", expect.anything()],
    });
  });

  test("is written with that persona's approval", async () => {
    await approveAndApply("arthur");
    expect(await scene.column("SELECT status FROM v7_migration_workflow")).toEqual(["approved"]);
  });
});

describe("a saved plan", () => {
  test("older than Policy's planTtl is refused: exit 3", async () => {
    scene.checkout.declare(task("1.2", { notes: "Inventory" }));
    const { planId } = (await scene.plan()).plan;
    const workspace = { ...(await scene.checkout.open(as("ci"))), now: () => new Date(Date.now() + 25 * 3_600_000) };
    await expect(scene.apply({ plan: planId }, { workspace })).rejects.toMatchObject({ code: "V7-P033", exitCode: 3 });
  });

  test("that nobody kept is the one that planning gives now, when its id fits", async () => {
    scene.checkout.declare(task("1.2", { notes: "Inventory" }));
    const { planId } = (await scene.plan()).plan;
    scene.checkout.forgetPlans();
    expect((await scene.apply({ plan: planId.slice(0, 8) }, as("ci"))).summary.change).toBe(1);
  });
});
