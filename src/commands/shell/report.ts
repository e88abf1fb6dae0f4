import { type ExitCode } from "../../model/codes/exits.ts";
import { Failure } from "../../model/failure.ts";
import { escapeControls } from "../../render/type/escape.ts";
import { paintedFinding } from "../../render/findings/findings.ts";
import { type Palette, plainPalette } from "../../render/type/palette.ts";
import { findingRows } from "../../model/finding.ts";
import type { Printer } from "./printer.ts";

/** Where a failure is told, and what is known beside it. */
export interface Report {
  /** As typed: `db up`. */
  readonly command: string;
  readonly json: boolean;
  /** The command's own `--json` keys that are known in spite of the failure. */
  readonly known: object;
  /** What a person reads of it where they stand; absent: the same. */
  readonly shown?: (failure: Failure["findings"]) => Failure["findings"];
}

/** Tells an error to a person or a script, and answers with the exit code. Whatever is no Failure is called a bug. */
export function reportFailure(error: unknown, report: Report, printer: Printer): ExitCode {
  const failure = error instanceof Failure ? error : (refusedByDisk(error) ?? bug(error));
  if (report.json) printer.document(report.command, { ...report.known, error: errorKeys(failure) });
  else printer.message(failureText(failure, report.shown, printer.screens.messages));
  if (failure.code === bugCode && process.env["DEBUG"]) printer.message(`${stackOf(error)}\n`);
  return failure.exitCode;
}

/** Findings first, each on its line, then the error with its code, then what to do. */
export function failureText(
  failure: Failure,
  shown: Report["shown"] = (findings) => findings,
  palette: Palette = plainPalette,
): string {
  const findings = shown(failure.findings).map((finding) => paintedFinding(finding, palette));
  const summary = `${palette.error("Error:")} ${escapeControls(failure.message)} [${failure.code}]`;
  const next = failure.next.map((line) => `  ${escapeControls(line)}`);
  return `${[...findings, summary, ...next].join("\n")}\n`;
}

function errorKeys(failure: Failure): object {
  return {
    code: failure.code,
    message: failure.message,
    findings: findingRows(failure.findings),
    next: failure.next,
  };
}

/** A read-only work tree, a full disk, somebody else's folder: nothing of v7's doing. */
function refusedByDisk(error: unknown): Failure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = "", path, syscall } = error as NodeJS.ErrnoException;
  const why = diskRefusals[code];
  if (why === undefined || path === undefined) return undefined;
  const next = ["Make that place writable, or work in a clone of your own."];
  return new Failure("V7-C013", `${path}: ${why} (${syscall ?? "write"}, ${code})`, { cause: error, next });
}

const diskRefusals: { readonly [code: string]: string } = {
  EROFS: "the file system is read-only",
  EACCES: "this user may not do that",
  EPERM: "this user may not do that",
  EBUSY: "the system keeps that place for itself",
  ENAMETOOLONG: "the name is too long",
  ENOTDIR: "a file is in the way",
  ELOOP: "its links lead in a circle",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
};

const bugCode = "V7-X001";

function bug(error: unknown): Failure {
  const next = process.env["DEBUG"] ? [] : ["Set DEBUG=1 and run it again to see where."];
  return new Failure(bugCode, `this is a bug in v7: ${messageOf(error)}`, {
    next,
    cause: error,
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
