import type { Address } from "../../model/address.ts";
import { type EditedState, editState, requireDocument } from "../../workspace/edit-state.ts";
import { setField } from "../../workspace/field-path.ts";
import { readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";

export interface ClaimRequest {
  readonly address: Address;
  /** The persona that takes it. */
  readonly by: string;
  /** When it ends by itself: ISO 8601, UTC. */
  readonly until: string;
}

/** Writes into a task's document who has taken it, and until when. It binds once others have the document. */
export async function claimTask(workspace: Workspace, { address, by, until }: ClaimRequest): Promise<EditedState> {
  const state = await readValidState(workspace);
  requireDocument(state, address);
  const edits = [setField("claim", { by, until })];
  return editState(workspace, state, [{ action: "edit", address, edits }]);
}
