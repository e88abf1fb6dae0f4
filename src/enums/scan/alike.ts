import { distance } from "fastest-levenshtein";

/** What stands between the words of a name or a label. */
export const separators = /[\s_-]+/g;

/** How the labels of two enums stand to each other. */
export type LabelRelation = "same" | "subset" | "overlap" | "other";

/** Labels as they are compared: case and what separates words count for nothing, unless two labels of one enum would be one. */
export function comparedLabels(labels: readonly string[]): readonly string[] {
  const compared = labels.map(comparedLabel);
  return new Set(compared).size === labels.length ? compared : labels;
}

/** `Not a Fit`, `not_a_fit` and `NotAFit` are one word. */
export function comparedLabel(label: string): string {
  const word = label.toLowerCase().replaceAll(separators, "");
  return word === "" ? label : word;
}

/** The first's labels beside the second's, both as they are compared. */
export function relationOf(left: readonly string[], right: readonly string[]): LabelRelation {
  const known = new Set(right);
  const common = left.filter((label) => known.has(label)).length;
  if (common === left.length && common === right.length) return "same";
  if (common > 0 && common === Math.min(left.length, right.length)) return "subset";
  return common * 2 >= left.length + right.length - common ? "overlap" : "other";
}

/** A name without case, separators and the word `enum` behind it: `DomainStatusEnum` and `domain_status` are near. */
export function comparedName(name: string): string {
  const word = name.toLowerCase().replaceAll(separators, "");
  return word.length > 6 ? word.replace(/enum$/, "") : word;
}

/** Whether two names as they are compared may be one that was mistyped or is in the plural. */
export function areNear(left: string, right: string): boolean {
  if (left === right) return true;
  const longest = Math.max(left.length, right.length);
  const most = longest >= 12 ? 2 : longest >= 6 ? 1 : 0;
  return Math.abs(left.length - right.length) <= most && distance(left, right) <= most;
}
