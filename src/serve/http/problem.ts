import type { Failure } from "../../model/failure.ts";
import { type FindingCounts, findingRows } from "../../model/finding.ts";
import { type Code, codes } from "../../model/codes/codes.ts";
import type { Exit } from "../../model/codes/exits.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { placeless } from "../outside.ts";

/** RFC 9457, by v7's codes: what went wrong, without statements, stacks, secrets or where things lie on this machine. */
export interface Problem {
  /** Where the code is explained. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The request, as the server's log names it. */
  readonly instance: string;
  readonly code: Code;
  /** The first of them, errors before warnings. */
  readonly findings: readonly object[];
  /** How many there are in all. */
  readonly findings_found: FindingCounts;
  readonly next: readonly string[];
}

/** A failure for somebody on the other side. */
export function problemOf(failure: Failure, instance: string, workspace: Workspace): Problem {
  const shown = placeless(workspace);
  return {
    type: `/explain/${failure.code}`,
    title: codes[failure.code].title,
    status: statusOf(failure),
    detail: [failure.message, ...failure.next].map(shown).join("; "),
    instance: `urn:v7:request:${instance}`,
    code: failure.code,
    findings: findingRows(failure.findings).map((row) => JSON.parse(shown(JSON.stringify(row))) as object),
    findings_found: failure.found,
    next: failure.next.map(shown),
  };
}

/** A problem with the answer that is known all the same: that is JSON without secrets already, and may be long. */
export function problemText(problem: Problem, output?: string): string {
  const text = JSON.stringify(problem);
  return output === undefined ? text : `${text.slice(0, -1)},"output":${output}}`;
}

/** What HTTP says of a failure: whose trouble it is, the asker's, the repository's or the server's. */
export function statusOf({ code, exit }: Failure): number {
  return ofCode[code] ?? (exit === "error" ? (ofArea[code.slice(0, "V7-X".length)] ?? ofExit.error) : ofExit[exit]);
}

/** Errors of these areas are no fault of a question. */
const ofArea: { readonly [area: string]: number } = { "V7-B": 503, "V7-D": 409, "V7-S": 409 };

const ofExit: { readonly [exit in Exit]: number } = {
  ok: 200,
  changes: 200,
  error: 400,
  refused: 403,
  stale: 409,
  locked: 423,
  unavailable: 503,
  unknownCommand: 404,
  interrupted: 503,
};

/** Codes that HTTP has a word of its own for. */
const ofCode: { readonly [code in Code]?: number } = {
  "V7-W002": 401,
  "V7-W003": 403,
  "V7-W004": 404,
  "V7-W005": 400,
  "V7-W006": 400,
  "V7-W007": 405,
  "V7-W012": 415,
  "V7-W008": 413,
  "V7-W010": 504,
  "V7-W030": 503,
  "V7-W031": 400,
  "V7-J001": 404,
  "V7-J016": 401,
  "V7-X001": 500,
  "V7-C005": 404,
  "V7-C007": 404,
  "V7-F003": 404,
  "V7-M001": 404,
  "V7-M010": 404,
  "V7-N003": 404,
  "V7-P001": 404,
  "V7-P014": 404,
};
