import { type Address, addressOf, nameOf } from "../model/address.ts";
import { documentFile } from "../model/file-name.ts";
import type { GateViolation, Kind, Projection, TableSpec } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";
import { personasIn, resourceOf, workIn } from "./fields.ts";
import { unassessedGates } from "./unassessed.ts";

const table: TableSpec = {
  name: "v7_global_impacts",
  id: "id",
  key: [{ column: "impact_key", type: "text" }],
  keyOf: (address) => [nameOf(address)],
  addressOf: ([key]) => addressOf("impact", String(key)),
  ownership: "sole",
  fields: [
    { field: "changeType", column: "change_type", type: "text", nullable: false },
    { field: "changeDetail", column: "change_detail", type: "jsonb", nullable: false },
    { field: "affectedWorkflows", column: "affected_workflows", type: "text[]", collection: "set", nullable: false },
    { field: "affectedLayers", column: "affected_layers", type: "integer[]", collection: "set", nullable: false },
    { field: "description", column: "impact_description", type: "text", nullable: false },
    { field: "riskAssessment", column: "risk_assessment", type: "text", nullable: false },
    { field: "mitigationStrategy", column: "mitigation_strategy", type: "text", nullable: true },
    { field: "reviewedByPersonas", column: "reviewed_by_personas", type: "text[]", collection: "set", nullable: true },
    { field: "approvalStatus", column: "approval_status", type: "text", nullable: true, default: "pending" },
    { field: "implementationNotes", column: "implementation_notes", type: "text", nullable: true },
    { field: "phase", column: "phase", type: "integer", nullable: true },
    { field: "task", column: "task", type: "text", nullable: true },
  ],
};

/** What a change means for workflows and layers, and what was decided about it. */
export const impact: Kind = {
  name: "Impact",
  segment: "impact",
  rank: 31,
  table,
  gatedFields: ["riskAssessment", "approvalStatus"],
  fileOf: (name) => documentFile("state/impacts", name),
  expand: (document) => [resourceOf(document, { segment: "impact" })],
  references: (document) => [...personasIn(document, "reviewedByPersonas"), ...workIn(document)],
  gates,
  gateRules: [
    {
      code: "V7-G021",
      of: "Phase",
      passed: "every high or critical impact that names it is answered",
      open: (count) => `${count} ${count === 1 ? "impact that names it is" : "impacts that name it are"} not answered`,
    },
  ],
};

const severe = new Set(["high", "critical"]);
const moving = new Set(["in_progress", "review", "approved", "completed"]);

/** A phase or a task does not go on while a high or critical impact that names it is not answered by a yes. */
function gates(projection: Projection): GateViolation[] {
  const open = [...projection.all("Impact")].filter(
    ([address, { riskAssessment, approvalStatus }]) =>
      (severe.has(String(riskAssessment)) && approvalStatus !== "approved") || projection.unproven(address).length > 0,
  );
  const blocked = Map.groupBy(
    open.flatMap(([address, fields]) => namedWork(fields).map((work) => ({ address, work }))),
    ({ work }) => work,
  );
  const answers = [...blocked].flatMap(([work, impacts]) => {
    const fields = projection.all(work.startsWith("phase/") ? "Phase" : "Task").get(work);
    if (!fields || !moving.has(String(fields.status))) return [];
    const because = impacts.map(({ address }) => address);
    const message = `${work} waits for an answer to ${because.join(", ")}`;
    return [{ code: "V7-G021" as const, address: work, because, message }];
  });
  return [...answers, ...unassessedGates(projection)];
}

function namedWork({ phase, task }: Fields): Address[] {
  return [
    ...(typeof phase === "number" ? [addressOf("phase", String(phase))] : []),
    ...(typeof task === "string" ? [addressOf("task", task)] : []),
  ];
}
