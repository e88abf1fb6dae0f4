import { readState } from "../workspace/state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type Layout, readLayout } from "../files/places/layout.ts";
import { Failure } from "../model/failure.ts";
import { hasErrors } from "../model/finding.ts";

/** The Layout the documents declare. While none can be read and documents have errors, nobody knows whether there is one. */
export async function declaredLayout(workspace: Workspace): Promise<Layout> {
  const { documents, findings } = await readState(workspace);
  if (documents.some(({ kind }) => kind === "Layout") || !hasErrors(findings)) return readLayout(documents);
  throw new Failure("V7-D000", "the documents have errors: the Layout is not known", {
    findings,
    next: ["v7 validate"],
  });
}
