import { persona, phase, policy, task } from "../scenes/documents.ts";
import type { Step } from "../faults/apply-undertaking.ts";
import { fiftyChanges } from "../faults/fifty-changes.ts";

const pending = { status: "pending" };
const [assessment, inventory, review] = [phase("1"), task("1.1", pending), task("1.2", pending)];

/** Plans that differ in the statements they need. */
export const planShapes: { readonly [name: string]: Step } = {
  "fifty changes": fiftyChanges(),
  "the first row": { before: [], after: [assessment] },
  "creates alone": { before: [assessment], after: [assessment, inventory, review] },
  "removals alone": { before: [assessment, inventory, review], after: [assessment] },
  "a phase goes with its tasks": {
    before: [assessment, inventory, phase("2"), task("2.1")],
    after: [phase("2"), task("2.1")],
  },
  "status effects": {
    before: [assessment, inventory],
    after: [phase("1", { status: "in_progress" }), task("1.1", { status: "in_progress" })],
  },
  "references alone": {
    before: [assessment, inventory, review],
    after: [assessment, inventory, task("1.2", { ...pending, dependsOn: ["1.1"] })],
  },
  "a renumbered phase": {
    before: [assessment, inventory],
    after: [phase("8", {}, { movedFrom: "1" }), task("8.1", pending, { movedFrom: "1.1" })],
  },
  "an adopted row": {
    before: [assessment],
    behindOurBack:
      "INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona) VALUES (1, 1, 'Document all ENUMs', 'Test Sentinel')",
    after: [assessment, inventory],
  },
  "kinds without a table": {
    before: [assessment],
    after: [assessment, persona("V7 Conductor", { description: "Conducts" }), policy({ planTtl: "24h" })],
  },
};
