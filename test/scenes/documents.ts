import { stringify } from "yaml";

/** A document as tests write it; `metadata` beside the name is rare, so it comes last. */
export interface DocumentInput {
  readonly kind: string;
  readonly name: string;
  readonly spec: { readonly [field: string]: unknown };
  readonly metadata?: { readonly [field: string]: unknown };
}

const phaseNames = ["Assessment", "Design", "Review", "Implementation", "Testing", "Rollout", "Retirement"];

export function phase(
  name: string,
  spec: DocumentInput["spec"] = {},
  metadata: DocumentInput["metadata"] = {},
): DocumentInput {
  const defaults = { name: phaseNames[Number(name) - 1] ?? `Phase ${name}`, leadPersona: "The Architect" };
  return { kind: "Phase", name, spec: { ...defaults, ...spec }, metadata };
}

export function task(
  name: string,
  spec: DocumentInput["spec"] = {},
  metadata: DocumentInput["metadata"] = {},
): DocumentInput {
  const defaults = { name: "Document all duplicate ENUMs", responsiblePersona: "Layer 1 Data Sentinel" };
  return { kind: "Task", name, spec: { ...defaults, ...spec }, metadata };
}

export function persona(name: string, spec: DocumentInput["spec"] = {}): DocumentInput {
  return { kind: "Persona", name, spec };
}

export function policy(spec: DocumentInput["spec"]): DocumentInput {
  return { kind: "Policy", name: "default", spec };
}

/** An impact as the guide's: an enum change that two workflows feel. */
export function impact(name: string, spec: DocumentInput["spec"] = {}): DocumentInput {
  const usual = {
    changeType: "enum",
    changeDetail: { from: "contact_curation_status", to: "v7_contact_status" },
    affectedWorkflows: ["WF4", "WF7"],
    affectedLayers: [1, 3, 4],
    description: "ENUM change affects domain curation and page extraction workflows",
    riskAssessment: "high",
    mitigationStrategy: "Implement compatibility layer during transition",
    approvalStatus: "pending",
  };
  return { kind: "Impact", name, spec: { ...usual, ...spec } };
}

/** What is to become of one enum, as the guide has it. */
export function enumPlan(name: string, spec: DocumentInput["spec"] = {}): DocumentInput {
  const usual = {
    currentValues: ["Complete", "Error", "New", "Skipped"],
    targetName: "v7_contact_status",
    targetValues: ["complete", "error", "new"],
    valueMap: { Complete: "complete", Error: "error", New: "new" },
    consolidatesWith: ["contactcurationstatus"],
    affectedTables: ["contacts"],
    affectedColumns: { contacts: ["curation_status"] },
    status: "proposed",
    riskLevel: "high",
  };
  return { kind: "EnumPlan", name, spec: { ...usual, ...spec } };
}

/** The personas that phases and tasks of the tests name. */
export const personas: readonly DocumentInput[] = ["The Architect", "Layer 1 Data Sentinel", "Test Sentinel"].map(
  (name) => persona(name, { description: `${name} of the migration` }),
);

/** Canonical YAML of some documents, separated by `---`. */
export function yamlOf(...documents: readonly DocumentInput[]): string {
  const texts = documents.map(({ kind, name, spec, metadata }) =>
    stringify({ apiVersion: "v7/v1", kind, metadata: { name, ...metadata }, spec }),
  );
  return texts.join("---\n");
}
