import { escapeControls } from "../type/escape.ts";
import type { ShownFinding } from "./findings.ts";

/** What a GitHub annotation shows, and where. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  readonly file?: string | null;
  readonly line?: number | null;
  readonly column?: number | null;
}

/** Workflow commands, one a finding: GitHub shows them beside the changed lines. */
export function renderFindingsGithub(findings: readonly ShownFinding[]): string {
  return findings.map((finding) => renderAnnotation(annotationOf(finding))).join("\n");
}

/** A finding as GitHub calls it. */
export function annotationOf(finding: ShownFinding): Annotation {
  const { severity, code, message, file = null, line = null, column = null } = finding;
  return { level: severity, title: code, message, file, line, column };
}

/** `::error file=state/tasks/1.3.yaml,line=9,col=3,title=V7-D004::unknown field staus` */
export function renderAnnotation(annotation: Annotation): string {
  const { level, title, message, file = null, line = null, column = null } = annotation;
  const places =
    file === null ? [] : [`file=${escapeProperty(file)}`, ...numbered("line", line), ...numbered("col", column)];
  return `::${level} ${[...places, `title=${escapeProperty(title)}`].join(",")}::${escapeData(message)}`;
}

function numbered(name: string, value: number | null): string[] {
  return value === null ? [] : [`${name}=${value}`];
}

// GitHub decodes %25 itself; everything else that is unsafe has become a visible escape before.
function escapeData(text: string): string {
  return escapeControls(text).replaceAll("%", "%25");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
