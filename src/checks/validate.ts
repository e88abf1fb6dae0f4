import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import { type Finding, findingRows, sortFindings } from "../model/finding.ts";
import type { ValidateOutput } from "../model/output/validate.ts";
import { readState } from "../workspace/state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { checkSecrets, checkStaged } from "./staged.ts";

export interface ValidateRequest {
  /** Files and folders to report on; empty: everything. */
  readonly paths: readonly string[];
  /** The documents on disk; what is staged, as git asks before a commit; or the documents, and secrets in what is committed. */
  readonly scope: "documents" | "staged" | "secrets";
  /** With `secrets`, only lines that commits after this one added; undefined: all that HEAD holds. */
  readonly since: string | undefined;
}

/** Checks every document and what only all of them together show; with paths, reports on those alone. No database. */
export async function validate(
  workspace: Workspace,
  { paths, scope, since }: ValidateRequest,
): Promise<Answer<ValidateOutput>> {
  const { findings, files } = reportedOn(await checked(workspace, scope, since), paths);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  return answer({ valid: errors === 0, errors, warnings, findings: findingRows(findings), files });
}

interface Validation {
  readonly findings: readonly Finding[];
  /** The files that were checked. */
  readonly files: readonly string[];
}

async function checked(
  workspace: Workspace,
  scope: ValidateRequest["scope"],
  since: string | undefined,
): Promise<Validation> {
  switch (scope) {
    case "documents":
      return readState(workspace);
    case "staged":
      return validateStaged(workspace);
    case "secrets":
      return validateSecrets(workspace, since);
  }
}

/** Checks what is staged as it would be committed. */
async function validateStaged(workspace: Workspace): Promise<Validation> {
  const repository = requireGit(workspace);
  const { signal } = workspace;
  const { findings, changes, listing, documents } = await checkStaged({
    repository,
    reader: async () => workspace,
    signal,
  });
  const checkedFiles = documents === undefined ? [] : listing.entries.map(({ path }) => path);
  return { findings, files: [...new Set([...changes.paths.map(({ path }) => path), ...checkedFiles])].toSorted() };
}

/** Checks every document, and for secrets what is committed. */
async function validateSecrets(workspace: Workspace, since: string | undefined): Promise<Validation> {
  const repository = requireGit(workspace);
  const [state, secrets] = await Promise.all([readState(workspace), checkSecrets(repository, since)]);
  const paths = secrets.changes.paths.map(({ path }) => path);
  return {
    findings: sortFindings([...state.findings, ...secrets.findings]),
    files: [...new Set([...state.files, ...paths])].toSorted(),
  };
}

/** What concerns some files and folders; everything where none are named. */
function reportedOn({ files, findings }: Validation, paths: readonly string[]): Validation {
  if (paths.length === 0) return { files, findings };
  const isAsked = (file: string): boolean => paths.some((path) => file === path || file.startsWith(`${path}/`));
  return {
    files: files.filter(isAsked),
    findings: findings.filter(({ file }) => file === undefined || isAsked(file)),
  };
}

function requireGit({ repository }: Workspace): Workspace["repository"] {
  if (repository.isGit) return repository;
  throw new Failure("V7-H002", "this folder is no git repository", { next: ["git init"] });
}
