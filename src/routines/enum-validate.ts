import { declaredChange } from "../enums/prepare/declared-change.ts";
import { usersOfFormer } from "../enums/deed/leftovers.ts";
import { deedOfEntry } from "../enums/deed/ledger-deed.ts";
import { countAgain } from "../enums/deed/count-again.ts";
import { rememberValidation, settleDeeds } from "../enums/deed/remembered.ts";
import { standingOf } from "../enums/deed/standing.ts";
import { type EnumTarget, targetNamed, withTarget } from "../enums/targets.ts";
import { type Answer, answer } from "../model/answer.ts";
import { sha256 } from "../model/digest.ts";
import { Failure } from "../model/failure.ts";
import type { EnumValidateOutput } from "../model/output/enum-validate.ts";
import { appliedStatus } from "./enum-applied-status.ts";
import { editState } from "../workspace/edit-state.ts";
import { setField } from "../workspace/field-path.ts";
import type { Workspace } from "../workspace/workspace.ts";

/**
 * Looks at an enum again after it was implemented: each of its columns holds the new type with the values that were planned, all rows counted.
 * What is found so is remembered, and the document says `validated`, once the row says `implemented`: no apply takes both steps. Throws V7-E068
 * where its target has no such deed.
 */
export async function validateEnum(workspace: Workspace, name: string): Promise<Answer<EnumValidateOutput>> {
  const { change, address, state } = await declaredChange(workspace, name);
  const target = targetNamed(workspace, change.target);
  const { ledger } = await settleDeeds(workspace, target);
  const { last } = standingOf(address, ledger?.entries ?? [], { remembered: [], status: undefined });
  if (last?.direction !== "implement") {
    throw new Failure("V7-E068", `${address} is not implemented on its target; there is nothing to validate`, {
      next: [`v7 enum implement ${name}`],
    });
  }
  const deed = deedOfEntry(last, target.name);
  const found = await withTarget(workspace, target, "read", (connection) => countAgain(connection, deed, last.at));
  const output: Omit<EnumValidateOutput, "files"> = {
    address,
    target: target.name,
    type: `${deed.change.to.schema}.${deed.change.to.name}`,
    is_valid: found.problems.length === 0,
    counts: found.counts,
    leftover: await usersOfFormer(workspace, deed),
    older_sessions: found.sessions,
  };
  if (found.problems.length > 0) return answer({ ...output, files: [] }, invalid(address, found.problems, target));
  const status = await appliedStatus(workspace, { address });
  if (status !== "implemented" && status !== "validated") return answer({ ...output, files: [] });
  const at = workspace.now().toISOString();
  await rememberValidation(workspace, {
    deed: sha256(JSON.stringify(["validate", last.deed, at])),
    address,
    target: target.name,
    detail: { of: last.deed, counts: found.counts.map((count) => ({ ...count })) },
  });
  const edits = [setField("status", "validated")];
  const { files } = await editState(workspace, state, [{ action: "edit", address, edits }]);
  return answer({ ...output, files: [...files] });
}

function invalid(address: string, problems: readonly string[], { name }: EnumTarget): Failure {
  return new Failure("V7-E079", `${address} is not what its deed left: ${problems.join("; ")}`, {
    next: [`v7 enum status ${name}`],
  });
}
