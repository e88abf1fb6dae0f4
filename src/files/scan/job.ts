import type { Workspace } from "../../workspace/workspace.ts";
import { type LeftOut, leftOutOf, type Root, scanRoots, type Scope, scopesOf } from "../places/roots.ts";
import type { Rules } from "../places/placement.ts";

export interface ScanRequest {
  /** The file or folder to look at, as typed: relative to `directory`, absolute, or `@root/…`. Default: every root. */
  readonly path?: string | undefined;
  /** Where `path` starts. Default: the repository's root. */
  readonly directory?: string | undefined;
  /** Only tell what differs from the registry. */
  readonly diff?: boolean | undefined;
  /** Read every file again, whatever its stamp. */
  readonly full?: boolean | undefined;
  /** How many files may be missing at once, where that is more than a fifth of a root. */
  readonly allowMassDelete?: number | undefined;
}

/** What one scan works with, from its walk to its last row. */
export interface ScanJob {
  readonly workspace: Workspace;
  readonly request: ScanRequest;
  readonly roots: readonly Root[];
  /** What of them is looked at. */
  readonly scopes: readonly Scope[];
  readonly rules: Rules;
  /** What each root that is looked at leaves out. */
  readonly outs: ReadonlyMap<Root, LeftOut>;
  /** Bytes above which a file is not read. */
  readonly hashLimit: number;
  /** Wall clock when the scan began, in milliseconds. */
  readonly startedAt: number;
  /** Milliseconds since then. */
  elapsed(): number;
}

/** What is known before anything is read. V7-F002 for a path that is in no root. */
export function beginJob(workspace: Workspace, request: ScanRequest): Omit<ScanJob, "rules" | "outs"> {
  const { repository, config } = workspace;
  const roots = scanRoots(workspace);
  const began = performance.now();
  return {
    workspace,
    request,
    roots,
    scopes: scopesOf(roots, request.path, request.directory ?? repository.root),
    hashLimit: config.scan.hashLimit ?? defaultHashLimit,
    startedAt: workspace.now().getTime(),
    elapsed: () => performance.now() - began,
  };
}

/** A file of 1 TB that is mostly holes is no reason to read for an hour. */
const defaultHashLimit = 32 * 2 ** 30;

/** What each root leaves out. */
export async function outsOf({ scopes, workspace }: Pick<ScanJob, "scopes" | "workspace">): Promise<ScanJob["outs"]> {
  const outs = scopes.map(async ({ root }) => [root, await leftOutOf(root, workspace)] as const);
  return new Map(await Promise.all(outs));
}
