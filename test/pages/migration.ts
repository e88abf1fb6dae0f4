import type { Scene } from "../scenes/scene.ts";
import { enumPlan, impact, phase, policy, task } from "../scenes/documents.ts";

/**
 * The Assessment under way: of its four tasks one is done, one begun, one waits, and one was called completed past v7. A high
 * impact names the phase, and nobody has answered it.
 */
export async function assessmentUnderWay({ checkout, apply, psql }: Scene): Promise<void> {
  const approvals = [{ when: { kind: "Phase", field: "status", to: "approved" }, by: ["The Architect"] }];
  checkout.declare(
    policy({ approvals }),
    phase("1", {
      status: "not_started",
      plannedDays: 5,
      deliverables: { assessment_report: "https://dart.ai/doc/xyz" },
    }),
    phase("2", { plannedDays: 5, leadPersona: "Test Sentinel" }),
    phase("3", { plannedDays: 3 }),
    task("1.1", { status: "pending" }),
    task("1.2", { name: "Map enum values", status: "pending", dependsOn: ["1.1"] }),
    task("1.3", { name: "Merge the duplicate list", status: "pending", dependsOn: ["1.2"] }),
    task("1.4", { name: "Document column uses", status: "pending" }),
    task("2.1", { name: "Draft the target schema", status: "pending", dependsOn: ["1.3"] }),
    impact("contact-status", { approvalStatus: "approved", phase: 1 }),
    impact("page-status", { riskAssessment: "medium", affectedWorkflows: ["WF7"], affectedLayers: [4], phase: 2 }),
    enumPlan("contact_curation_status", { phase: 1 }),
    enumPlan("page_status", { targetName: "v7_page_status", riskLevel: "low", phase: 2, consolidatesWith: [] }),
  );
  checkout.commit("Assessment is declared");
  await apply();
  const blocker = {
    issue: "Missing ENUM documentation",
    raised_by: "Layer 1 Guardian",
    severity: "medium",
    raised_at: "2025-08-07T09:00:00Z",
  };
  checkout.declare(
    phase("1", {
      status: "in_progress",
      plannedDays: 5,
      deliverables: { assessment_report: "https://dart.ai/doc/xyz" },
      blockers: [blocker],
    }),
    task("1.1", { status: "in_progress" }),
  );
  checkout.commit("Assessment begins");
  await apply();
  checkout.declare(
    task("1.1", {
      status: "completed",
      deliverableUrls: ["https://dart.ai/doc/xyz", "Docs/duplicates.md", "commit:3f2a1b0"],
      acceptance: [{ criterion: "Every duplicate has a row", met: true }, { criterion: "It is reviewed" }],
    }),
    task("1.2", { name: "Map enum values", status: "in_progress", dependsOn: ["1.1"] }),
    impact("contact-status", { approvalStatus: "pending", phase: 1 }),
  );
  checkout.commit("Duplicate ENUMs are documented");
  await apply();
  await psql.query("UPDATE v7_subworkflow_tasks SET status = 'completed' WHERE task_number = 4 AND parent_phase = 1");
  await psql.query(
    `INSERT INTO v7_test_results (test_type, component_tested, test_status, task, case_name)
     VALUES ('unit', 'enums', 'pass', '1.1', 'every value has a successor'), ('unit', 'enums', 'fail', '1.1', 'no label is twice')`,
  );
}
