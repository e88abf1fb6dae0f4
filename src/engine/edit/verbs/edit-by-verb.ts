import type { Address } from "../../../model/address.ts";
import type { Answer } from "../../../model/answer.ts";
import type { Document, DocumentEdit } from "../../../model/document.ts";
import { Failure } from "../../../model/failure.ts";
import { documentAddress, fieldSpecOf } from "../../../model/kind.ts";
import type { SetOutput } from "../../../model/output/set.ts";
import { isLegalMove, legalNextStatuses } from "../../../plan/status.ts";
import { editState, requireDocument } from "../../../workspace/edit-state.ts";
import { setField } from "../../../workspace/field-path.ts";
import { readValidState } from "../../../workspace/state.ts";
import type { Workspace } from "../../../workspace/workspace.ts";
import { edited } from "../edited.ts";
import { enumPlanVerbs } from "./enum-plan.ts";
import { filePlanVerbs } from "./file-plan.ts";
import { impactVerbs } from "./impact.ts";
import { phaseVerbs } from "./phase.ts";
import { taskVerbs } from "./task.ts";
import type { Given, VerbTable } from "./verb.ts";

const tables: readonly VerbTable[] = [phaseVerbs, taskVerbs, filePlanVerbs, impactVerbs, enumPlanVerbs];

export interface VerbRequest {
  /** `task`, as in `task/1.2`. */
  readonly segment: string;
  readonly verb: string;
  readonly name: string;
  readonly given: Given;
}

/** Edits the document, and others where the verb touches them. Throws V7-D000, and V7-P024 for a move that is not legal. */
export async function editByVerb(
  workspace: Workspace,
  { segment, verb: word, name, given }: VerbRequest,
): Promise<Answer<SetOutput>> {
  const table = tables.find((one) => one.segment === segment);
  const verb = table?.verbs[word];
  const kind = workspace.kinds.all.find((one) => one.segment === segment);
  if (table === undefined || verb === undefined || kind === undefined)
    throw new Error(`there is no verb ${segment} ${word}`);
  const state = await readValidState(workspace);
  const address = documentAddress(kind, name);
  const document = requireDocument(state, address);
  const hand = { actor: await workspace.actor(), now: workspace.now() };
  const to = typeof verb.to === "string" ? verb.to : verb.to(document);
  const edits = [
    moveStatus(workspace, { address, document, field: table.field }, to),
    ...(verb.with?.(document, given, hand) ?? []),
  ];
  const others = verb.others?.(document, state.documents, hand) ?? [];
  return edited(await editState(workspace, state, [{ action: "edit", address, edits }, ...others]));
}

interface Moved {
  readonly address: Address;
  readonly document: Document;
  readonly field: string;
}

/** The edit that moves a document's status, refused where no edge leads there. */
function moveStatus({ kinds }: Workspace, { address, document, field }: Moved, to: string): DocumentEdit {
  const kind = kinds.byName(document.kind);
  const machine = kind?.status;
  const current = document.spec[field] ?? (kind && fieldSpecOf(kind, field)?.default) ?? "";
  if (machine && !isLegalMove(machine, current, to)) {
    throw new Failure(
      "V7-P024",
      `${address} is ${String(current)} and cannot become ${to}; next may be ${legalNextStatuses(machine, String(current)).join(", ")}`,
    );
  }
  return setField(field, to);
}
