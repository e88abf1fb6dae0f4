import { type Complaint, placeComplaints } from "../documents/check-references.ts";
import { plainText } from "../documents/problem.ts";
import { knownBranches } from "../git/repository.ts";
import type { Document } from "../model/document.ts";
import type { Finding } from "../model/finding.ts";
import { isJsonObject } from "../model/json.ts";
import { nearest } from "../model/nearest.ts";
import type { Workspace } from "../workspace/workspace.ts";

/**
 * A branch that Policy applies from and that nobody here knows. A warning: the job of a pull request may have fetched no
 * branch but its own.
 */
export async function unknownBranchFindings(
  { repository }: Pick<Workspace, "repository">,
  documents: readonly Document[],
): Promise<Finding[]> {
  const policies = documents.filter(({ kind, spec }) => kind === "Policy" && isJsonObject(spec.applyFrom));
  if (policies.length === 0) return [];
  const known = await knownBranches(repository);
  const complaints = policies.flatMap((document) => complaintOf(document, known));
  const findings = await placeComplaints({ root: repository.root }, complaints);
  return findings.map((finding) => ({ ...finding, severity: "warning" }));
}

function complaintOf(document: Document, known: readonly string[]): Complaint[] {
  const { applyFrom } = document.spec;
  const branch = isJsonObject(applyFrom ?? null) ? (applyFrom as { readonly branch?: unknown }).branch : undefined;
  if (typeof branch !== "string" || known.length === 0 || known.includes(branch)) return [];
  const near = nearest(branch, known);
  const shown =
    near === undefined ? `there are ${known.slice(0, 5).map(plainText).join(", ")}` : `did you mean ${plainText(near)}`;
  const message = `neither this clone nor a remote has a branch ${plainText(branch)}; ${shown}`;
  return [{ document, path: ["spec", "applyFrom", "branch"], code: "V7-D029", message }];
}
