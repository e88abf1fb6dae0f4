import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import { type Finding, findingRows, sortFindings } from "../model/finding.ts";
import type { ValidateOutput } from "../model/output/validate.ts";
import { acceptablesOf } from "../secrets/finding.ts";
import { acceptedSecrets, filesOf } from "../workspace/accepted-secrets.ts";
import { unknownBranchFindings } from "./policy-branch.ts";
import { readState, refuseNothing } from "../workspace/state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { committedSecrets } from "./committed-secrets.ts";
import { checkStaged } from "./staged.ts";

export interface ValidateRequest {
  /** Files and folders to report on; empty: everything. */
  readonly paths: readonly string[];
  /** The documents on disk; what is staged, as git asks before a commit; or the documents, and secrets in what is committed. */
  readonly scope: "documents" | "staged" | "secrets";
  /** With `secrets`, only lines that commits after this one added; undefined: all that HEAD holds. */
  readonly since: string | undefined;
  /** Whether to say by what an entry of secrets.accepted.yaml knows each secret. */
  readonly isToAccept?: boolean;
}

/** Checks every document and what only all of them together show; with paths, reports on those alone. No database. */
export async function validate(
  workspace: Workspace,
  { paths, scope, since, isToAccept = false }: ValidateRequest,
): Promise<Answer<ValidateOutput>> {
  const { findings, files } = reportedOn(await checked(workspace, scope, since), paths);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const acceptable = isToAccept ? await acceptableBy(workspace, findings) : [];
  return answer({ valid: errors === 0, errors, warnings, findings: findingRows(findings), files, acceptable });
}

/** The person who looks at them now is who would accept them. */
async function acceptableBy(workspace: Workspace, findings: readonly Finding[]): Promise<ValidateOutput["acceptable"]> {
  const who = await workspace.actor();
  return acceptablesOf(findings).map((entry) => ({ ...entry, who }));
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
    case "documents": {
      const state = await readState(workspace);
      refuseNothing(workspace, state);
      const strangers = await unknownBranchFindings(workspace, state.documents);
      return { ...state, findings: sortFindings([...state.findings, ...strangers]) };
    }
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
  return { findings, files: [...new Set([...changes.map(({ path }) => path), ...checkedFiles])].toSorted() };
}

/** Checks every document, and for secrets what is committed. */
async function validateSecrets(workspace: Workspace, since: string | undefined): Promise<Validation> {
  const repository = requireGit(workspace);
  const { signal } = workspace;
  const accepted = await acceptedSecrets(filesOf(repository.root));
  const [state, committed] = await Promise.all([
    readState(workspace),
    committedSecrets(repository, { since, accepted, signal }),
  ]);
  const told = new Set(state.findings.map(placeOf));
  return {
    findings: sortFindings([...state.findings, ...committed.findings.filter((finding) => !told.has(placeOf(finding)))]),
    files: [...new Set([...state.files, ...committed.paths])].toSorted(),
  };
}

/** A secret in a document is found on disk and in what is committed. */
function placeOf({ code, file, line, message }: Finding): string {
  return JSON.stringify([code, file, line, message]);
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
