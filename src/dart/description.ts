import { sameJson } from "../model/json.ts";
import { markerOf, withoutMarkers } from "./marker.ts";

/** What must be so that a task counts as done, and whether it is. */
export type Criterion = { readonly criterion: string; readonly met: boolean };

/** What people read in a task's description in DART: v7's marker is no part of it. */
export interface Described {
  /** Null where there are none. */
  readonly notes: string | null;
  /** The checklist below the heading. */
  readonly acceptance: readonly Criterion[];
}

const heading = "## Acceptance";

/** A description in Markdown, with the marker that the task is found by. */
export function writeDescription({ notes, acceptance }: Described, address: string, project: string): string {
  const list = acceptance.map(({ criterion, met }) => `- [${met ? "x" : " "}] ${criterion.replaceAll(/\s+/g, " ")}`);
  return [
    ...(notes === null ? [] : [notes, ""]),
    ...(list.length === 0 ? [] : [heading, "", ...list, ""]),
    `${address} ${markerOf(project, address)}`,
  ].join("\n");
}

/** Takes a description apart, however DART has set it. A heading without a checklist below it is part of the notes. */
export function readDescription(text: string): Described {
  const lines = text.split(/\r?\n/).flatMap(withoutMarkers);
  const first = lines.findIndex((line) => headingForm.test(line));
  const { acceptance, end } = readChecklist(lines, first + 1);
  const isThere = first >= 0 && acceptance.length > 0;
  const rest = isThere ? [...lines.slice(0, first), ...lines.slice(end)] : lines;
  const notes = rest.map((line) => line.trimEnd()).join("\n");
  return { notes: notes.trim() === "" ? null : tidy(notes), acceptance: isThere ? acceptance : [] };
}

const headingForm = /^\s*(?:#{1,6}\s*|\*\*|__)acceptance:?\s*(?:\*\*|__)?:?\s*#*\s*$/i;
const itemForm = /^\s*[-*+]\s+(?:\\?\[([ xX]?)\\?\]\s+)?(\S.*)$/;

function readChecklist(
  lines: readonly string[],
  from: number,
): { readonly acceptance: readonly Criterion[]; readonly end: number } {
  const acceptance: Criterion[] = [];
  let end = from;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? "";
    if (line.trim() === "") continue;
    const [, sign = " ", text] = itemForm.exec(line) ?? [];
    if (text === undefined) break;
    acceptance.push({ criterion: plain(text), met: sign.toLowerCase() === "x" });
  }
  return { acceptance, end };
}

/** No empty lines around it, and never two together. */
function tidy(text: string): string {
  return text.replaceAll(/\n{3,}/g, "\n\n").replaceAll(/^\n+|\n+$/g, "");
}

/** Whether two texts say the same, by whichever signs DART sets Markdown. */
export function sameText(one: string | null, other: string | null): boolean {
  return plain(one ?? "") === plain(other ?? "");
}

export function sameCriteria(one: readonly Criterion[], other: readonly Criterion[]): boolean {
  const plainly = (all: readonly Criterion[]): Criterion[] =>
    all.map(({ criterion, met }) => ({ criterion: plain(criterion), met }));
  return sameJson(plainly(one), plainly(other));
}

/** Markdown without what means nothing: escapes, links that say where they lead, one sign of a list for another, blanks. */
function plain(text: string): string {
  return text
    .replaceAll(/\\([^a-z0-9\s])/gi, "$1")
    .replaceAll(/<(https?:\/\/[^\s>]+)>/g, "$1")
    .replaceAll(/\[([^\]]+)\]\((?:https?:\/\/)?\1\/?\)/g, "$1")
    .replaceAll(/^\s*[*+-]\s+/gm, "- ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
