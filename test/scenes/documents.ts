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
