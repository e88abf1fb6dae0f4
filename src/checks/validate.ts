import { Failure } from "../model/failure.ts";
import { type Finding, sortFindings } from "../model/finding.ts";
import { checkSecrets, checkStaged } from "./staged.ts";
import { readState } from "../workspace/state.ts";
import type { Workspace } from "../workspace/workspace.ts";

export interface Validation {
  readonly findings: readonly Finding[];
  /** The files that were checked. */
  readonly files: readonly string[];
}

/** Checks every document and what only all of them together show; with paths, reports on those alone. No database. */
export async function validate(workspace: Workspace, paths: readonly string[]): Promise<Validation> {
  return reportedOn(await readState(workspace), paths);
}

/** What concerns some files and folders; everything where none are named. */
export function reportedOn({ files, findings }: Validation, paths: readonly string[]): Validation {
  if (paths.length === 0) return { files, findings };
  const isAsked = (file: string): boolean => paths.some((path) => file === path || file.startsWith(`${path}/`));
  return {
    files: files.filter(isAsked),
    findings: findings.filter(({ file }) => file === undefined || isAsked(file)),
  };
}

/** Checks what is staged as it would be committed: what git asks before a commit. */
export async function validateStaged(workspace: Workspace): Promise<Validation> {
  const repository = requireGit(workspace);
  const { findings, changes, listing, documents } = await checkStaged({ repository, reader: async () => workspace });
  const checked = documents === undefined ? [] : listing.entries.map(({ path }) => path);
  return { findings, files: [...new Set([...changes.paths.map(({ path }) => path), ...checked])].toSorted() };
}

/** Checks every document, and for secrets what the commits after one added; without one, all that HEAD holds. */
export async function validateSecrets(workspace: Workspace, since: string | undefined): Promise<Validation> {
  const repository = requireGit(workspace);
  const [state, secrets] = await Promise.all([validate(workspace, []), checkSecrets(repository, since)]);
  const paths = secrets.changes.paths.map(({ path }) => path);
  return {
    findings: sortFindings([...state.findings, ...secrets.findings]),
    files: [...new Set([...state.files, ...paths])].toSorted(),
  };
}

function requireGit({ repository }: Workspace): Workspace["repository"] {
  if (repository.isGit) return repository;
  throw new Failure("V7-H002", "this folder is no git repository", { next: ["git init"] });
}
