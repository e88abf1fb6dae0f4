import { addressOf } from "../../model/address.ts";
import type { Answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { definedFields, documentAddress } from "../../model/kind.ts";
import type { SetOutput } from "../../model/output/set.ts";
import { editState, requireDocument } from "../../workspace/edit-state.ts";
import { readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { readText } from "../../workspace/write-files.ts";
import { edited } from "./edited.ts";
import { nextTaskName } from "./numbers/taken-numbers.ts";
import { workOrderFile, workOrders } from "./work-order-file.ts";

export interface WorkOrderRequest {
  readonly phase: string;
  /** What is to be done, in a line. */
  readonly name: string;
  readonly persona: string;
  readonly dependsOn: readonly string[];
  /** What whoever does it should know. */
  readonly notes: string | undefined;
  /** What must be so that it counts as done. */
  readonly acceptance: readonly string[];
  /** What comes of it: files of this repository, or addresses. */
  readonly deliverables: readonly string[];
  /** The task's id in DART. */
  readonly dart: string | undefined;
}

/**
 * Writes a work order for people, and the pending task that stands for it, under the phase's next free number: both or
 * neither. Throws V7-P001 where the phase is not declared, V7-D035 where the file is there already.
 */
export async function newWorkOrder(workspace: Workspace, order: WorkOrderRequest): Promise<Answer<SetOutput>> {
  const kind = workspace.kinds.byName("Task");
  if (!kind) throw new Error("the kind Task is not registered");
  const state = await readValidState(workspace);
  const phase = requireDocument(state, addressOf("phase", order.phase));
  const number = await nextTaskName(workspace, state.documents, order.phase);
  const file = workOrderFile(number);
  if ((await readText(workspace, file)) !== null)
    throw new Failure("V7-D035", `${file} is there already; no file was changed`, { next: [`move ${file} away`] });
  const address = documentAddress(kind, number);
  const fields = definedFields({
    name: order.name,
    responsiblePersona: order.persona,
    status: "pending",
    dartTaskId: order.dart,
    dartTaskUrl: order.dart === undefined ? undefined : dartPage(order.dart),
    dependsOn: order.dependsOn.length === 0 ? undefined : order.dependsOn,
    acceptance:
      order.acceptance.length === 0 ? undefined : order.acceptance.map((criterion) => ({ criterion, met: false })),
    notes: order.notes ?? `Work order ${file}`,
  });
  const after = workOrderText(order, { number, phase: `${order.phase}, ${String(phase.spec["name"])}` });
  const creation = { action: "create", address, kind, fields, original: undefined } as const;
  return edited(await editState(workspace, state, [creation], [{ file, before: null, after, within: workOrders }]));
}

/** DART's page of a task. */
function dartPage(id: string): string {
  return `https://app.dartai.com/t/${encodeURIComponent(id)}`;
}

interface Heading {
  readonly number: string;
  readonly phase: string;
}

function workOrderText(order: WorkOrderRequest, { number, phase }: Heading): string {
  const facts = [
    ["Phase", phase],
    ["For", order.persona],
    ["After", order.dependsOn.join(", ") || "nothing"],
    ...(order.dart === undefined ? [] : [["DART", dartPage(order.dart)]]),
  ];
  return [
    `# Work order ${number}: ${oneLine(order.name)}`,
    "",
    ...facts.map(([name = "", value = ""]) => `- ${name}: ${oneLine(value)}`),
    "",
    "## What",
    "",
    order.notes ?? oneLine(order.name),
    "",
    "## Acceptance",
    "",
    ...(order.acceptance.length === 0
      ? ["Nothing was agreed beforehand."]
      : order.acceptance.map((criterion) => `- [ ] ${oneLine(criterion)}`)),
    "",
    "## Deliverables",
    "",
    ...(order.deliverables.length === 0
      ? ["None was named beforehand."]
      : order.deliverables.map((deliverable) => `- ${oneLine(deliverable)}`)),
    "",
  ].join("\n");
}

/** A line of Markdown is a line. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
