import type { RequiredApproval } from "../../model/plan.ts";
import { collapsible, escapeMarkdown, fencedBlock, markdownTable } from "../type/markdown.ts";
import { type PlanSection, planSections } from "./plan-sections.ts";
import { countLine, planLines } from "./plan-summary.ts";
import type { PlanView } from "./plan-view.ts";
import { counted } from "../type/counts.ts";
import { shortId } from "../type/ids.ts";

export interface MarkdownOptions {
  /** The most characters to write; a comment on GitHub holds 65,536. */
  readonly maximumLength?: number;
}

/** A plan as a comment for a pull request: the facts of the text form, long parts folded. */
export function renderPlanMarkdown(view: PlanView, options: MarkdownOptions = {}): string {
  const sections = planSections(view);
  const perSection = (options.maximumLength ?? 60_000) / Math.max(1, sections.length) - 200;
  return [
    ...headingLines(view),
    ...sections.flatMap((section) => sectionLines(section, perSection)),
    ...approvalLines(view.plan.approvals),
    ...closingLines(view),
  ].join("\n");
}

function headingLines({ plan, databaseLine, gitLine }: PlanView): string[] {
  const git = gitLine === undefined ? "" : ` · **Git** ${escapeMarkdown(gitLine)}`;
  return [`### v7 plan ${shortId(plan.planId)}`, "", `**Database** ${escapeMarkdown(databaseLine)}${git}`, ""];
}

function sectionLines({ title, count, lines }: PlanSection, length: number): string[] {
  return collapsible(`${title}: ${count}`, fencedBlock(shortenLines(lines, length), "diff"), count <= foldedAbove);
}

const foldedAbove = 20;

function shortenLines(lines: readonly string[], length: number): string[] {
  let used = 0;
  const kept = lines.filter((line) => (used += line.length + 1) <= length);
  const left = lines.length - kept.length;
  return left === 0 ? kept : [...kept, `… ${counted(left, "more line")}: v7 plan`];
}

function approvalLines(approvals: readonly RequiredApproval[]): string[] {
  if (approvals.length === 0) return [];
  const rows = approvals.map(({ persona, rule, addresses }) => [persona, rule, addressList(addresses)]);
  return [...markdownTable(["Needs", "Rule", "For"], rows), ""];
}

function addressList(addresses: readonly string[]): string {
  const [first = "", ...others] = addresses;
  return others.length === 0 ? first : `${first} and ${counted(others.length, "more row")}`;
}

function closingLines(view: PlanView): string[] {
  const { plan } = view;
  return [...planLines(view).flatMap((line) => [escapeMarkdown(line), ""]), `**${countLine(plan.summary)}**`];
}
