import type { Finding } from "../model/finding.ts";
import { readState } from "./state.ts";
import type { Workspace } from "./workspace.ts";

export interface Validation {
  readonly findings: readonly Finding[];
  /** The files that were checked. */
  readonly files: readonly string[];
}

/** Checks every document and what only all of them together show; with paths, reports on those alone. No database. */
export async function validate(workspace: Workspace, paths: readonly string[]): Promise<Validation> {
  const state = await readState(workspace);
  if (paths.length === 0) return state;
  const isAsked = (file: string): boolean => paths.some((path) => file === path || file.startsWith(`${path}/`));
  return {
    files: state.files.filter(isAsked),
    findings: state.findings.filter(({ file }) => file === undefined || isAsked(file)),
  };
}
