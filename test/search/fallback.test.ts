import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSearchScene, type SearchScene, writeSeeds } from "./scene.ts";

let scene: SearchScene;

beforeAll(async () => {
  scene = await openSearchScene();
  writeSeeds(scene);
  await scene.scan();
  await scene.psql.query(
    "INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona) VALUES (1, 'Assessment', 'The Architect')",
  );
  await scene.psql.query(
    "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, notes) VALUES (1, 1, 'Document all duplicate ENUMs', 'Layer 1 Data Sentinel', 'Work order issued 2025-08-07')",
  );
  await scene.psql.query(
    `INSERT INTO v7_global_impacts (impact_key, change_type, change_detail, affected_workflows, affected_layers, impact_description, risk_assessment, mitigation_strategy)
     VALUES ('contact-status', 'enum', '{"from": "contact_curation_status"}', '{WF4}', '{1}', 'Affects domain curation', 'high', 'Implement compatibility layer')`,
  );
});

afterAll(() => scene.end());

describe("search without an index", () => {
  test("says that file contents were not searched", async () => {
    expect(await scene.ask({ query: "directive" })).toMatchObject({
      searched: "database",
      because: "there is no index yet",
      documents: null,
      mode: "text",
      index_lag: null,
    });
  });

  test.each([
    ["files by their titles", "directive", "docs/AD_005.md"],
    ["files by words of their paths", "aya", "docs/AYA.md"],
    ["tasks by their names", "documenting duplicates", "task/1.1"],
    ["tasks by their notes", "work order", "task/1.1"],
    ["impacts by what is done about them", "compatibility", "impact/contact-status"],
    ["phases", "assessment", "phase/1"],
  ])("finds %s", async (_, query, address) => {
    expect(await scene.paths(query)).toEqual([address]);
  });

  test("does not find what only stands in a file", async () => {
    expect(await scene.paths("replica")).toEqual([]);
  });

  test("ranks what holds more of the words higher", async () => {
    const found = await scene.paths("curation or duplicate enums");
    expect(found).toEqual(["task/1.1", "impact/contact-status"]);
  });

  test("keeps to a path and a kind", async () => {
    expect(await scene.paths("docs", { path: "docs/A*" })).toEqual(["docs/AYA.md", "docs/AD_005.md"]);
    expect(await scene.paths("document", { kind: "markdown" })).toEqual([]);
  });

  test("cannot tell what a file is like", async () => {
    await expect(scene.ask({ like: "docs/AYA.md" })).rejects.toMatchObject({
      code: "V7-I004",
      next: ["v7 index sync"],
    });
  });
});
