import type { ConsolidatePlanOutput, PassedOver, PlannedCopy } from "../../model/output/consolidate-plan.ts";
import { foldersOf, stays } from "./copy-plan-text.ts";
import { escapeMarkdown, markdownTable } from "../type/markdown.ts";
import { counted, sizeText } from "../type/counts.ts";
import { shortId } from "../type/ids.ts";

/** The plan as a page to review: what goes where, what is in the way, what stays. */
export function copyPlanMarkdown(output: ConsolidatePlanOutput): string {
  const { group, node, counts, copies } = output;
  const personas = [...new Set(output.approvals_required.map(({ persona }) => persona))];
  return [
    `# Copies of ${escapeMarkdown(group)}, plan ${shortId(output.plan_id)}`,
    "",
    `From ${escapeMarkdown(node)}: ${counted(counts.copies, "file")}, ${sizeText(counts.bytes)}; ${sizeText(counts.git_bytes)} enter git. Originals stay as they are.`,
    `Plan id: ${escapeMarkdown(output.plan_id)}.`,
    ...(personas.length === 0 ? [] : [`Needs: ${personas.map(escapeMarkdown).join(", ")}.`]),
    ...section("Conflicts", ["target", "why", "sources"], conflictRows(output)),
    ...section("Folders", ["folder", "files", "size"], folderRows(output)),
    ...section("Files over 50 MB", copyColumns, copies.filter(({ size }) => size > 50_000_000).map(copyRow)),
    ...section("Copies", copyColumns, copies.map(copyRow)),
    ...stays.flatMap(([, words], index) =>
      section(`Stays: ${words}`, ["source", "because of"], stayRows(output, reasons[index])),
    ),
    "",
  ].join("\n");
}

const copyColumns = ["size", "target", "source"];

/** In the order of {@link stays}. */
const reasons: readonly PassedOver["because"][] = [
  "duplicate",
  "hard_link",
  "skip",
  "copied",
  "link",
  "no_content",
  "unplaced",
  "hostile",
];

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : ["", `## ${title}`, "", ...markdownTable(head, rows)];
}

function conflictRows({ conflicts }: ConsolidatePlanOutput): string[][] {
  return conflicts.map(({ target, because, sources }) => [target, because, sources.join(" ")]);
}

function folderRows({ copies }: ConsolidatePlanOutput): string[][] {
  return foldersOf(copies).map(({ folder, files, bytes }) => [folder, String(files), sizeText(bytes)]);
}

function copyRow({ size, target, source }: PlannedCopy): string[] {
  return [sizeText(size), target, source];
}

function stayRows({ passed }: ConsolidatePlanOutput, because: PassedOver["because"] | undefined): string[][] {
  return passed.filter((entry) => entry.because === because).map(({ source, detail }) => [source, detail ?? ""]);
}
