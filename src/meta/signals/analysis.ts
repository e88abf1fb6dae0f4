import type { RoleSignal } from "./roles/role.ts";

export type { RoleSignal } from "./roles/role.ts";
export { analyzerVersion } from "./version.ts";

/** What a file is by its bytes and its path: no disk, no clock, so the same bytes give the same analysis. */
export interface FileAnalysis {
  /** `python`, `typescript`, `javascript`, `go`, `rust`, `java`, `shell`, `powershell`; null for what nobody here reads. */
  readonly language: string | null;
  /** What read it, and its version: `tree-sitter-python 0.3.1`; `none` where nothing did. */
  readonly parser: string;
  readonly status: AnalysisStatus;
  /** Lines end at a line feed alone; 0 where the bytes are no text or were not read. */
  readonly lines: number;
  /** Blank and comment lines left out. This and what follows is null where the file was not analyzed. */
  readonly code_lines: number | null;
  /** Cyclomatic, as lizard counts: the sum over all functions, and in shells the script itself. */
  readonly complexity: number | null;
  /** Of the most complex function. */
  readonly max_complexity: number | null;
  readonly functions: number | null;
  readonly is_test: boolean | null;
  /** Whether it says that it is started by itself. */
  readonly is_entry: boolean | null;
  /** Whether it asks the database by v7's helper alone (true) or by a client of its own (false); null where it asks none. */
  readonly uses_shared_helper: boolean | null;
  /** Whether a program wrote it: such files have figures and no roles. */
  readonly is_generated: boolean | null;
  /** Those whose score is above 0, best first; empty where nothing speaks for any. */
  readonly roles: readonly RoleSignal[];
}

/**
 * `unsupported`: in no language that is read here. `too_large`: more bytes than the limit. `timed_out`: the parser would have
 * needed more work than the limit. `failed`: the parser broke. `unreadable`: the bytes could not be had, or are no text.
 */
export type AnalysisStatus = "analyzed" | "unsupported" | "too_large" | "timed_out" | "failed" | "unreadable";

/** What is said of a file that was not analyzed. */
export function notAnalyzed(status: AnalysisStatus, known: Partial<FileAnalysis>): FileAnalysis {
  return {
    language: null,
    parser: "none",
    lines: 0,
    code_lines: null,
    complexity: null,
    max_complexity: null,
    functions: null,
    is_test: null,
    is_entry: null,
    uses_shared_helper: null,
    is_generated: null,
    roles: [],
    ...known,
    status,
  };
}
