import type { Report, ReportParameter } from "../../model/output/report-list.ts";
import type { ReportColumn } from "../../model/report.ts";
import type { ReportDefinition } from "../definition.ts";

/** What a computed report says about itself: what a statement's head says, with the types of its columns. */
export interface ComputedHead extends Pick<Report, "name" | "title" | "about" | "answers" | "empty"> {
  readonly parameters?: readonly ReportParameter[];
  readonly columns: readonly ReportColumn[];
  readonly address?: string;
  readonly corrects?: string;
  readonly next?: string;
  readonly chart?: Report["chart"];
}

/** A report that is worked out from several statements' rows. */
export function computed(head: ComputedHead, answer: ReportDefinition["answer"]): ReportDefinition {
  const { parameters = [], columns, address = null, corrects = null, next = null, chart = null } = head;
  const named = columns.map(({ name }) => name);
  return {
    head: {
      name: head.name,
      title: head.title,
      about: head.about,
      parameters,
      address,
      columns: address === null ? named : ["address", ...named],
      answers: head.answers,
      corrects,
      empty: head.empty,
      next,
      chart,
    },
    answer,
  };
}

/** The phase that is asked about; without it, all of them. */
export const phaseParameter: ReportParameter = {
  name: "phase",
  type: "integer",
  range: { least: 0, most: 10_000 },
  default: "all",
  description: "the phase's number",
};

/** How many of something, with the number that is usual. */
export function countParameter(name: string, most: number, usual: number, description: string): ReportParameter {
  return { name, type: "integer", range: { least: 1, most }, default: String(usual), description };
}

/** `n` of something, in the words of a sentence. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** What `phaseParameter` was given; null for all. */
export function phaseOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
