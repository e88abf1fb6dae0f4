import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { history, type HistoryRequest } from "../../src/engine/audit/history.ts";
import { listFilePlans } from "../../src/engine/look/file-plans.ts";
import { listEnums } from "../../src/engine/look/enums.ts";
import { listImpacts } from "../../src/engine/look/impacts.ts";
import { showPhase } from "../../src/engine/look/phase.ts";
import { listPhases } from "../../src/engine/look/phases.ts";
import { assessmentUnderWay } from "../pages/migration.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  await assessmentUnderWay(scene);
});

afterAll(() => scene.end());

describe("phases", () => {
  test("say what belongs to each, and what its gate lacks", async () => {
    const { output } = await listPhases(await scene.open());
    expect(output.phases[0]).toMatchObject({
      address: "phase/1",
      status: "in_progress",
      day: 1,
      tasks: { done: 2, all: 4 },
      enums: { done: 0, all: 1 },
      highest_risk: "high",
      gate: { state: "closed", codes: ["V7-G002", "V7-G021", "V7-G004"] },
    });
    expect(output.phases[1]?.gate?.codes).toContain("V7-G003");
  });

  test("tell who has what is open, and what takes each on", async () => {
    const { output } = await showPhase(await scene.open(), { phase: "1" });
    const [tasks, , approval] = output.gate?.rules ?? [];
    expect(tasks?.open.map(({ address, drifted, command }) => [address, drifted, command])).toEqual([
      ["task/1.2", false, "v7 task complete 1.2"],
      ["task/1.3", false, "v7 task start 1.3"],
      ["task/1.4", true, "v7 drift"],
    ]);
    expect(approval).toMatchObject({ who: ["The Architect"], command: "v7 phase review 1" });
    expect(output.tasks.find(({ address }) => address === "task/1.3")?.waits_for).toEqual(["task/1.2"]);
  });
});

describe("impacts", () => {
  test("begin with those that are high and unanswered, and are narrowed by what they touch", async () => {
    const workspace = await scene.open();
    const { output } = await listImpacts(workspace);
    expect(output).toMatchObject({
      unanswered: 1,
      impacts: [{ address: "impact/contact-status" }, { risk: "medium" }],
    });
    const addresses = async (request: Parameters<typeof listImpacts>[1]): Promise<readonly string[]> =>
      (await listImpacts(workspace, request)).output.impacts.map(({ address }) => address);
    expect(await addresses({ workflow: "WF4" })).toEqual(["impact/contact-status"]);
    expect(await addresses({ layer: 4, phase: "2" })).toEqual(["impact/page-status"]);
    expect(await addresses({ status: "approved" })).toEqual([]);
  });

  test("that somebody approved past v7 have no answer", async () => {
    await scene.psql.query("UPDATE v7_global_impacts SET approval_status = 'approved'");
    const { output } = await listImpacts(await scene.open());
    expect(output).toMatchObject({ unanswered: 1, impacts: [{ status: "approved", drifted: true }, {}] });
    await scene.psql.query("UPDATE v7_global_impacts SET approval_status = 'pending'");
  });
});

describe("enums", () => {
  test("say what becomes of each value, and how many have no new one", async () => {
    const { output } = await listEnums(await scene.open(), { risk: "high" });
    expect(output.enums).toMatchObject([
      {
        name: "contact_curation_status",
        becomes: "v7_contact_status",
        columns: ["contacts.curation_status"],
        unmapped: 1,
        status: "proposed",
      },
    ]);
    expect(output.enums[0]?.values).toContainEqual({ value: "Skipped", becomes: null });
  });
});

describe("history", () => {
  const told = async (request: Partial<HistoryRequest>): Promise<readonly string[]> => {
    const { output } = await history(await scene.open(), { outside: false, limit: 100, ...request });
    return output.entries.map((entry) => (entry.type === "change" ? entry.address : entry.type));
  };

  test("is narrowed to applies, to rows, and to what a program did", async () => {
    expect(await told({ type: "apply" })).toEqual(["apply", "apply", "apply"]);
    expect(await told({ type: "change", app: "psql" })).toContain("task/1.4");
    expect(await told({ app: "v7 apply" })).toEqual(["apply", "apply", "apply"]);
    expect(await told({ app: "pgAdmin" })).toEqual([]);
  });

  test("ends before a time", async () => {
    const { output } = await history(await scene.open(), { outside: false, limit: 100 });
    const newest = output.entries[0]?.at ?? "";
    const older = output.entries.filter(({ at }) => at < newest);
    expect(await told({ until: newest })).toHaveLength(older.length);
  });
});

describe("file plans", () => {
  test("begin with what is least far and weighs most, and are narrowed by step, weight and phase", async () => {
    const plan = (name: string, spec: { readonly [field: string]: string | number }) => ({
      kind: "FilePlan",
      name,
      spec,
    });
    scene.checkout.declare(
      plan("src/models/contact.py", { workflowStatus: "testing", impactScore: 8, phase: 2 }),
      plan("src/models/page.py", { workflowStatus: "assessed", impactScore: 3, task: "1.1" }),
      plan("src/models/place.py", {
        workflowStatus: "assessed",
        impactScore: 9,
        targetName: "WF7_V7_L1_1of1_Place.py",
      }),
      plan("src/models/old.py", { workflowStatus: "migrated" }),
    );
    const workspace = await scene.open();
    const told = async (request: Parameters<typeof listFilePlans>[1] = {}): Promise<readonly string[]> =>
      (await listFilePlans(workspace, request)).output.fileplans.map(({ path }) => path.replace("src/models/", ""));
    expect(await told()).toEqual(["place.py", "page.py", "contact.py", "old.py"]);
    expect(await told({ status: "assessed", impact: 5 })).toEqual(["place.py"]);
    expect(await told({ phase: "1" })).toEqual(["page.py"]);
    expect((await listFilePlans(workspace)).output.open).toBe(3);
  });
});
