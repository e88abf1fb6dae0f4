import type { ImaginedFile } from "../../model/caller.ts";
import { isDocumentFile } from "../../model/document-names.ts";
import { policyInForce } from "../../plan/policy.ts";
import { notClean } from "../../plan/preconditions.ts";
import { sourceWith } from "../../workspace/edited-source.ts";
import { stateDirectory } from "../../workspace/state-directory.ts";
import { readState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { refuseClosed } from "../apply/checks.ts";
import { everything } from "../plan/decide.ts";
import { withProposal } from "../plan/proposal.ts";

/**
 * Refuses an edit that is to be applied at once, and whose apply is closed already: by gates, conflicts, what Policy asks of
 * the checkout. Whether somebody must approve is no reason: who approves has to see the edit. Nothing is written.
 */
export async function refuseHopeless(
  workspace: Workspace,
  edited: readonly ImaginedFile[],
  { commits }: { readonly commits: boolean },
): Promise<void> {
  const documents = edited.filter(({ file }) => file.startsWith(`${stateDirectory}/`) && isDocumentFile(file));
  const state = await readState(workspace, sourceWith(workspace, documents));
  const demand = { options: everything, explained: false, state };
  await withProposal(workspace, "write", demand, async (proposal) => {
    // An edit that is committed is as HEAD has it by the time of the apply.
    const { applyFrom } = policyInForce(workspace.kinds, proposal.world);
    const uncommitted = commits ? [] : documents.map(({ file }) => file);
    const unclean = notClean(applyFrom.clean, { dirty: uncommitted.length > 0, uncommitted });
    refuseClosed(workspace, { ...proposal, checkout: [...proposal.checkout, ...unclean] }, {});
  });
}
