import type { Session } from "../../../src/model/output/session-start.ts";
import type { SymbolName } from "../../parts/symbols.ts";

/** How a session stands, in the words of the address. */
export function stateOf({ status }: Pick<Session, "status">): "open" | "ended" | "abandoned" {
  return status === "active" ? "open" : status;
}

export const sessionSymbol: Readonly<Record<ReturnType<typeof stateOf>, SymbolName>> = {
  open: "in_progress",
  ended: "given",
  abandoned: "warning",
};

/** `48 s`, `2 min`, `14 h`, `3 d`: how long something took, as the commands write it. */
export function duration(from: string, to: string | Date): string {
  const seconds = Math.max(0, (new Date(to).getTime() - new Date(from).getTime()) / 1_000);
  if (Number.isNaN(seconds)) return "unknown";
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 72 * 3_600) return `${Math.round(seconds / 360) / 10} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** `+3 ~5 −0`. */
export function filesText({ stats }: Pick<Session, "stats">): string {
  return `+${stats.files_created} ~${stats.files_modified} −${stats.files_deleted}`;
}

/** A part of a log: a heading, an entry of a list, or a paragraph. */
export interface LogPart {
  readonly kind: "heading" | "entry" | "paragraph";
  readonly text: string;
}

/** A log as its headings and entries, without its head: what that says stands above. Nothing of it becomes mark-up. */
export function logParts(log: string): readonly LogPart[] {
  const parts: LogPart[] = [];
  const [, body = log] = log.split(/^## Log\n/m);
  for (const line of body.split("\n")) {
    const [, marks = "", heading = ""] = /^(#{1,6}) (.*)$/.exec(line) ?? [];
    const last = parts.at(-1);
    if (marks.length > 1) parts.push({ kind: "heading", text: heading });
    else if (marks === "#" || line.trim() === "") continue;
    else if (line.startsWith("- ")) parts.push({ kind: "entry", text: line.slice(2) });
    else if (line.startsWith("  ") && last?.kind === "entry")
      parts[parts.length - 1] = { ...last, text: `${last.text}\n${line.slice(2)}` };
    else parts.push({ kind: "paragraph", text: line });
  }
  return parts;
}
