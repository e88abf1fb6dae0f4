import { scanFiles } from "../files/scan/scan.ts";
import { scanRoots } from "../files/places/roots.ts";
import { type RefreshRequest, refreshProjects } from "../meta/refresh/refresh.ts";
import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { EnrichRefreshMetaOutput } from "../model/output/enrich-refresh-meta.ts";
import type { ScanProblem } from "../model/output/scan.ts";
import type { Workspace } from "../workspace/workspace.ts";

export type RefreshMetaRequest = Omit<RefreshRequest, "unreadRoots" | "root"> & {
  /** A root's name in v7.yaml; absent: everything. */
  readonly root?: string | undefined;
};

/**
 * Registers what is on disk, then brings what is known of projects to it. A root that cannot be read has lost nothing. Throws Failures as
 * `scanFiles` and `refreshProjects` do, and V7-A003 for a root that nobody declared.
 */
export async function refreshMeta(
  workspace: Workspace,
  request: RefreshMetaRequest,
): Promise<Answer<EnrichRefreshMetaOutput>> {
  const root = request.root === undefined ? undefined : folderOfRoot(workspace, request.root);
  const { output } = await scanFiles(workspace, {
    ...(root === undefined || root === "." ? {} : { path: root }),
    directory: workspace.repository.root,
    diff: request.dryRun,
  });
  const unreadRoots = output.problems.filter(isUnreadRoot).map(({ path }) => path);
  const refreshed = await refreshProjects(workspace, { ...request, root, unreadRoots });
  const { scanned, added, modified, deleted, problems } = output;
  return answer({ ...refreshed, scan: { scanned, added, modified, deleted, problems: problems.length } });
}

function folderOfRoot(workspace: Workspace, name: string): string {
  const found = scanRoots(workspace).find(({ prefix }) => prefix === `@${name}/`);
  if (found !== undefined) return found.prefix.slice(0, -1);
  if (name === ".") return name;
  throw new Failure("V7-A003", `v7.yaml declares no root ${name}`, {
    next: ["declare it below scan.roots in v7.yaml"],
  });
}

function isUnreadRoot({ path, problem }: ScanProblem): boolean {
  return problem === "unreadable" && (path === "." || /^@[^/]+$/.test(path));
}
