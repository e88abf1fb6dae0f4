import type { ConsolidatePlanOutput, CopyPlanCounts, PlannedCopy } from "../../model/output/consolidate-plan.ts";
import { escapeControls } from "../type/escape.ts";
import { plainScreen, type Screen } from "../type/screen.ts";
import { listLines } from "../type/table.ts";
import { counted, grouped, sizeText } from "../type/counts.ts";
import { shortId } from "../type/ids.ts";

/** Conflicts, where files go by folder, what stays, and the count line last. */
export function renderCopyPlan(output: ConsolidatePlanOutput, screen: Screen = plainScreen): string {
  const { counts } = output;
  return [
    ...conflictLines(output, screen),
    ...folderLines(output, screen),
    ...stayLines(counts),
    ...nextLines(output),
    `Plan: ${counted(counts.copies, "file")} to copy, ${sizeText(counts.bytes)}; ${sizeText(counts.git_bytes)} enter git; ${counted(counts.conflicts, "conflict")}.`,
  ].join("\n");
}

function conflictLines({ conflicts }: ConsolidatePlanOutput, screen: Screen): string[] {
  const lines = conflicts
    .slice(0, shownConflicts)
    .map(({ target, because }) => [`! ${escapeControls(target)}`, escapeControls(because)]);
  return [...listLines(lines, screen), ...more(conflicts.length - lines.length, "conflict")];
}

const shownConflicts = 10;

function folderLines({ copies }: ConsolidatePlanOutput, screen: Screen): string[] {
  const folders = foldersOf(copies).slice(0, shownFolders);
  const lines = folders.map(({ folder, files, bytes }) => [
    `+ ${escapeControls(folder)}`,
    counted(files, "file"),
    sizeText(bytes),
  ]);
  return [...listLines(lines, screen), ...more(foldersOf(copies).length - lines.length, "folder")];
}

const shownFolders = 8;

/** Where copies go, by folder; those with the most bytes first. */
export function foldersOf(
  copies: readonly PlannedCopy[],
): { readonly folder: string; readonly files: number; readonly bytes: number }[] {
  const folders = new Map<string, { files: number; bytes: number }>();
  for (const { target, size } of copies) {
    const folder = target.includes("/") ? target.slice(0, target.lastIndexOf("/") + 1) : "./";
    const sum = folders.get(folder) ?? { files: 0, bytes: 0 };
    folders.set(folder, { files: sum.files + 1, bytes: sum.bytes + size });
  }
  return [...folders]
    .map(([folder, sum]) => ({ folder, ...sum }))
    .toSorted((left, right) => right.bytes - left.bytes || (left.folder < right.folder ? -1 : 1));
}

function stayLines(counts: CopyPlanCounts): string[] {
  const parts = stays.flatMap(([key, words]) => (counts[key] === 0 ? [] : [`${grouped(counts[key])} ${words}`]));
  const large = counts.large === 0 ? [] : [`Over 50 MB: ${counted(counts.large, "file")}, which git keeps for ever`];
  return [...(parts.length === 0 ? [] : [`Stays: ${parts.join(", ")}`]), ...large];
}

/** What stays where it is, in the words of people. */
export const stays: readonly (readonly [keyof CopyPlanCounts, string])[] = [
  ["duplicates", "duplicates"],
  ["hard_links", "further hard links"],
  ["skipped", "skipped by an override"],
  ["copied", "copied before"],
  ["links", "links"],
  ["no_content", "unread"],
  ["unplaced", "no rule places"],
  ["hostile", "refused"],
];

function nextLines({ plan_id, conflicts, copies, approvals_required, advisory }: ConsolidatePlanOutput): string[] {
  if (conflicts.length > 0 || copies.length === 0) return [];
  const id = shortId(plan_id);
  const personas = [...new Set(approvals_required.map(({ persona }) => escapeControls(persona)))];
  const needs =
    personas.length === 0
      ? ""
      : ` ${advisory ? "asks for" : "needs"}: ${personas.join(", ")}${advisory ? " (advisory here)" : ""}`;
  const next = personas.length === 0 || advisory ? `v7 consolidate execute ${id} --approved` : `v7 approve ${id}`;
  return [`Plan ${id}${needs}. Next: ${next}`];
}

function more(count: number, noun: string): string[] {
  return count > 0 ? [`  … ${counted(count, `more ${noun}`)}: -o FILE.json lists all`] : [];
}
