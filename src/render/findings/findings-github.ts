import type { Finding } from "../../model/finding.ts";
import { escapeControls } from "../type/escape.ts";

/** What a GitHub annotation shows, and where. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Workflow commands, one a finding: GitHub shows them beside the changed lines. */
export function renderFindingsGithub(findings: readonly Finding[]): string {
  return findings.map((finding) => renderAnnotation(annotationOf(finding))).join("\n");
}

export function annotationOf({ severity, code, message, file, line, column }: Finding): Annotation {
  return {
    level: severity,
    title: code,
    message,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

/** `::error file=state/tasks/1.3.yaml,line=9,col=3,title=V7-D004::unknown field staus` */
export function renderAnnotation({ level, title, message, file, line, column }: Annotation): string {
  const places =
    file === undefined ? [] : [`file=${escapeProperty(file)}`, ...numbered("line", line), ...numbered("col", column)];
  return `::${level} ${[...places, `title=${escapeProperty(title)}`].join(",")}::${escapeData(message)}`;
}

function numbered(name: string, value: number | undefined): string[] {
  return value === undefined ? [] : [`${name}=${value}`];
}

// GitHub decodes %25 itself; everything else that is unsafe has become a visible escape before.
function escapeData(text: string): string {
  return escapeControls(text).replaceAll("%", "%25");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
