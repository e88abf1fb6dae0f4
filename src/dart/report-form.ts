import { readReportText } from "../documents/read-documents.ts";
import { sha256 } from "../model/digest.ts";
import type { Finding } from "../model/finding.ts";
import type { DartDocument } from "./items.ts";

/** A completion report that can be read. */
export interface Report {
  /** Its id in DART. */
  readonly document: string;
  readonly url: string;
  readonly title: string;
  /** The digest of its text. */
  readonly sha256: string;
  /** A task's name. */
  readonly task: string;
  readonly status: string;
  readonly deliverables: readonly string[];
  readonly commit: string | undefined;
  readonly summary: string;
}

export type ReportReading = { readonly report: Report } | { readonly findings: readonly Finding[] };

/** Reads a report's block of YAML; what is wrong is told with the line of the whole text. */
export function readReport({ id, url, title, text }: DartDocument & { readonly text: string }): ReportReading {
  const file = `dart:${id}`;
  const block = blockOf(text);
  const named = (findings: readonly Finding[]): ReportReading => ({
    findings: findings.map((one) => ({ ...one, code: "V7-J009", message: `report ${title}: ${one.message}` })),
  });
  if (block === undefined)
    return named([
      { severity: "error", code: "V7-J009", message: "it does not begin with a block of YAML", file, line: 1 },
    ]);
  const { value, findings } = readReportText(block.text, file);
  if (value === undefined)
    return named(
      findings.map((one) => (one.line === undefined ? one : { ...one, line: one.line + block.linesBefore })),
    );
  const { task, status, deliverables, commit, summary } = value;
  return {
    report: {
      document: id,
      url,
      title,
      sha256: sha256(Buffer.from(text)),
      task: String(task),
      status: String(status),
      deliverables: Array.isArray(deliverables) ? deliverables.map(String) : [],
      commit: commit === undefined ? undefined : String(commit),
      summary: String(summary),
    },
  };
}

interface Block {
  readonly text: string;
  readonly linesBefore: number;
}

/** Front matter, or the first fenced block: DART keeps what is in a fence as it is. A heading may stand before it. */
function blockOf(text: string): Block | undefined {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== "" && !line.startsWith("#"));
  const fence = /^(---|```+(?:ya?ml)?|~~~+(?:ya?ml)?)\s*$/.exec(lines[first] ?? "")?.[1];
  if (fence === undefined) return undefined;
  const end = fence.replace(/ya?ml$/, "");
  const last = lines.findIndex((line, at) => at > first && line.trim() === end);
  if (last < 0) return undefined;
  return { text: `${lines.slice(first + 1, last).join("\n")}\n`, linesBefore: first + 1 };
}
