import type { Vocabulary } from "./words.ts";

/** What there is to ask for by its id, and the top of the repository as a person there calls it. */
export interface Known {
  readonly planId: string;
  readonly applyId: string;
  readonly top: string;
}

/** Where nothing was applied. */
export const nothingKnown: Known = {
  planId: "0".repeat(64),
  applyId: "00000000-0000-0000-0000-000000000000",
  top: ".",
};

/** What requests have to do with ALPHA's Assessment, by the names of arguments and flags. */
export function vocabularyOf({ planId, applyId, top }: Known): Vocabulary {
  return {
    "kind|address…": "task",
    address: "task/1.2",
    "address…": "task/1.2",
    subject: "task/1.2",
    "explain subject": "policy/default",
    kind: "Persona",
    "new name": "The Auditor",
    "new field=value…": "description=Looks at what was done",
    "field=value…": "notes=hotfix",
    group: "downloads",
    plan: planId,
    apply_id: applyId,
    name: "current-phase",
    "task:new name": "Map ENUM values",
    file: "src/models/contact.py",
    "fileplan:new file…": "src/models/contact.py",
    impact: "contact-status",
    number: "1.7",
    "task:renumber file": `${top}/state/tasks/1.1.yaml`,
    on: "2025-11-03",
    key: "contact-status",
    workflow: "WF1",
    layer: "3",
    description: "Curation reads it",
    phase: "1",
    task: "1.1",
    "text…": "Inventory begun",
    id: "1",
    action: "1",
    catalog: `${top}/catalog.db`,
    scope: "src",
    "query…": "inventory",
    path: `${top}/docs`,
    "path…": `${top}/state/tasks`,
    "db:import file": `${top}/enterprise.out`,
    queries: `${top}/docs/queries.jsonl`,
    model: "all-SBM-L2",
    "report…": `${top}/reports/junit.xml`,
    "node:metrics:record from": `${top}/pgbench.yaml`,
    component: "03_CORE_ENGINE",
    judgements: `${top}/docs/judgements.tsv`,
    output: `${top}/enterprise.out`,
    seed: "directive-005",
    command: "SELECT task_name FROM v7_subworkflow_tasks ORDER BY 1",
    as: "The Architect",
    issue: "The server is away",
    reason: "The inventory was wrong",
    persona: "Test Sentinel",
    node: "ALPHA",
    target: "app",
    "target|group": "app",
    enum: "contact_curation_status",
    accept: "V7-E070",
  };
}
