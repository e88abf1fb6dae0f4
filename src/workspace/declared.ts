import type { Document } from "../model/document.ts";
import { Failure } from "../model/failure.ts";
import { hasErrors } from "../model/finding.ts";
import { loadState } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** What errors in documents mean to whoever asks what is declared. */
export type ErrorRule =
  /** A document with an error counts for nothing: `v7 validate` tells. */
  | "pass-over"
  /** While none of this kind can be read, a document with an error may be the one: nobody knows. */
  | { readonly refuseWithout: string };

/**
 * The documents below `state/`, for those to whom it is enough what a document says of itself: no attachment is read and no
 * reference checked. Whoever needs all of them right asks `readValidState`. Throws V7-D000 as the rule says.
 */
export async function declaredDocuments(workspace: Workspace, rule: ErrorRule): Promise<readonly Document[]> {
  const { documents, findings } = await loadState(workspace);
  if (rule === "pass-over" || documents.some(({ kind }) => kind === rule.refuseWithout) || !hasErrors(findings))
    return documents;
  throw new Failure("V7-D000", `the documents have errors: the ${rule.refuseWithout} is not known`, {
    findings,
    next: ["v7 validate"],
  });
}
