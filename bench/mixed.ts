/** A document of a mixed state: what a migration of this size declares beside its tasks. */
interface MixedDocument {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly spec: readonly string[];
}

/** Documents of every kind with a table that together make `count` resources; with `revision`, the first `changed` tasks differ. */
export function mixedDocuments(count: number, revision = "2025-08-07", changed = 0): Map<string, string> {
  const share = (part: number): number => Math.round(count * part);
  return new Map(
    [
      ...numbers(share(0.4)).map((number) => task(number, number <= changed ? revision : "2025-08-07")),
      ...numbers(share(0.3)).map(filePlan),
      ...numbers(share(0.05)).map(enumPlan),
      ...numbers(share(0.05)).map(impact),
      // A node with an interface and two services makes four resources.
      ...numbers(share(0.04)).map(node),
      ...numbers(share(0.04)).map(project),
    ].map((document) => [document.file, textOf(document)]),
  );
}

function task(number: number, revision: string): MixedDocument {
  return {
    file: `state/tasks/1.${number}.yaml`,
    kind: "Task",
    name: `"1.${number}"`,
    spec: [
      `name: Document the duplicate ENUMs of table ${number}`,
      "responsiblePersona: Layer 1 Data Sentinel",
      "status: pending",
      ...(number > 1 ? [`dependsOn: ["1.${number - 1}"]`] : []),
      `notes: Work order issued ${revision}`,
    ],
  };
}

function filePlan(number: number): MixedDocument {
  return {
    file: `state/fileplans/${number}.yaml`,
    kind: "FilePlan",
    name: `src/models/model_${number}.py`,
    spec: [
      "workflowStatus: assessed",
      `targetName: WF7_V7_L1_1of1_Model${number}.py`,
      "databaseEnums: [contact_curation_status]",
      "impactScore: 8",
      `task: "1.1"`,
    ],
  };
}

function enumPlan(number: number): MixedDocument {
  return {
    file: `state/enums/${number}.yaml`,
    kind: "EnumPlan",
    name: `contact_status_${number}`,
    spec: [
      "currentValues: [Complete, Error]",
      `targetName: v7_contact_status_${number}`,
      "targetValues: [complete, error]",
      "affectedTables: [contacts]",
      "affectedColumns: { contacts: [curation_status] }",
      "riskLevel: high",
    ],
  };
}

function impact(number: number): MixedDocument {
  return {
    file: `state/impacts/${number}.yaml`,
    kind: "Impact",
    name: `contact-status-${number}`,
    spec: [
      "changeType: enum",
      `changeDetail: { from: contact_status_${number} }`,
      "affectedWorkflows: [WF4, WF7]",
      "affectedLayers: [1, 3, 4]",
      "description: ENUM change affects domain curation and page extraction workflows",
      "riskAssessment: low",
    ],
  };
}

function node(number: number): MixedDocument {
  return {
    file: `state/nodes/${number}.yaml`,
    kind: "Node",
    name: `NODE_${number}`,
    spec: [
      "role: client",
      "ramGb: 256",
      "postgresql: { settings: { shared_buffers: 64GB } }",
      `interfaces: [{ ipAddress: 10.0.${Math.floor(number / 250)}.${(number % 250) + 1}, isPrimary: true }]`,
      "services: [{ name: PostgreSQL, port: 5432 }, { name: Embedding Service, port: 8765 }]",
    ],
  };
}

function project(number: number): MixedDocument {
  return {
    file: `state/projects/${number}.yaml`,
    kind: "Project",
    name: `07_BUILD_FACTORY/PRJ_${number}`,
    spec: [`name: Project ${number}`],
  };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function textOf({ kind, name, spec }: MixedDocument): string {
  const fields = spec.map((field) => `  ${field}\n`).join("");
  return `apiVersion: v7/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${fields}`;
}
