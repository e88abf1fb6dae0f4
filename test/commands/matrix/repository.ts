import { cpSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { everything } from "../../../src/engine/plan/decide.ts";
import { makePlan } from "../../../src/engine/plan/make-plan.ts";
import type { Checkout } from "../../scenes/checkout.ts";
import { phase, policy, task } from "../../scenes/documents.ts";
import type { Scene } from "../../scenes/scene.ts";
import type { Known } from "./vocabulary.ts";

/** Declares the Assessment of ALPHA, where this machine is ALPHA, and commits it. `home` has a folder to take over. */
export function declareAssessment(checkout: Checkout, home: string): void {
  mkdirSync(join(home, "Downloads"), { recursive: true });
  writeFileSync(join(home, "Downloads/inventory.md"), "# Inventory\n");
  checkout.write("v7.yaml", `project: 6d0c2f0e-6a52-4c1b-9a43-0d7f6a9a2c55\nmachines: { ALPHA: ${hostname()} }\n`);
  checkout.write("docs/inventory.md", "# Inventory of ENUMs\n\nThe duplicates of the Assessment.\n");
  checkout.write("docs/queries.jsonl", '{"qid": 1, "text": "inventory of enums"}\n');
  checkout.write("docs/judgements.tsv", "1\tdocs/inventory.md\t1\n");
  checkout.declare(
    phase("1", { status: "in_progress" }),
    phase("2"),
    task("1.1"),
    task("1.2", { dependsOn: ["1.1"] }),
    policy({ approvals: [{ when: { action: "delete" }, by: ["The Architect"] }] }),
    { kind: "Layout", name: "default", spec: { rules: [{ match: "docs/**", component: "01_DOCS" }] } },
    { kind: "Node", name: "ALPHA", spec: { role: "primary" } },
    {
      kind: "SourceGroup",
      name: "downloads",
      spec: { node: "ALPHA", paths: [join(home, "Downloads")], overrides: [{ match: "*", target: "archive" }] },
    },
  );
  checkout.commit("Declare the Assessment");
}

/** Applies it; afterwards a document has changed, a row has drifted, and a plan waits. */
export async function beginAssessment(scene: Scene): Promise<Pick<Known, "planId" | "applyId">> {
  const { apply_id: applyId } = await scene.apply();
  scene.checkout.declare(task("1.3"));
  await scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'hotfix' WHERE task_number = 2");
  const { output } = await makePlan(await scene.checkout.open(), { options: everything });
  return { planId: output.plan_id, applyId: applyId ?? "" };
}

/** What a work tree holds but for git's own, in a folder beside it. */
export function keptWorkTree(root: string): string {
  const kept = folderOf("work");
  cpSync(root, kept, { recursive: true, filter: (path) => path !== join(root, ".git") });
  return kept;
}

/** A new folder, by its real path. */
export function folderOf(name: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `v7-matrix-${name}-`)));
}
