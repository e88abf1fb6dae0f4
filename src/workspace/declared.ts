import type { Document } from "../model/document.ts";
import { Failure } from "../model/failure.ts";
import { hasErrors } from "../model/finding.ts";
import { loadState, readValidState } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** What errors in documents mean to whoever asks what is declared. */
export type ErrorRule =
  /** A document with an error counts for nothing: `v7 validate` tells. */
  | "pass-over"
  /** Any error, also one that only all documents together show, means that nobody knows. */
  | "refuse"
  /** So does any error of a document while none of this kind can be read: it may be the one. */
  | { readonly refuseWithout: string };

/**
 * The documents below `state/`, for those who ask a few of them what they declare; whoever plans reads the state. Throws
 * V7-D000 as the rule says. `pass-over` and `refuseWithout` read no attachments and check no references: what a document
 * says of itself is enough.
 */
export async function declaredDocuments(workspace: Workspace, rule: ErrorRule): Promise<readonly Document[]> {
  if (rule === "refuse") return (await readValidState(workspace)).documents;
  const { documents, findings } = await loadState(workspace);
  if (rule === "pass-over" || documents.some(({ kind }) => kind === rule.refuseWithout) || !hasErrors(findings))
    return documents;
  throw new Failure("V7-D000", `the documents have errors: the ${rule.refuseWithout} is not known`, {
    findings,
    next: ["v7 validate"],
  });
}
