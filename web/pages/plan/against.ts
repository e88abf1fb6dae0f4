import { canonical } from "../../parts/canonical.ts";
import type { Section, SidedResource } from "./sided.ts";

/** A plan beside one that was read before: what of it is new to the reader. */
export interface Comparison {
  /** What is new or otherwise, marked so, in the sections' order; sections without any are left out. */
  readonly sections: readonly Section[];
  /** Rows that are as they were. */
  readonly equal: readonly Section[];
  /** Addresses that the earlier plan had and this one has not. */
  readonly gone: readonly string[];
}

/** Tells rows apart that a second reading need not look at again. `name` is what people call the earlier plan. */
export function comparedWith(sections: readonly Section[], earlier: readonly Section[], name: string): Comparison {
  const before = new Map(
    earlier.flatMap(({ id, resources }) => resources.map((row) => [`${id} ${row.address}`, contentOf(row)] as const)),
  );
  const known = new Set(earlier.flatMap(({ resources }) => resources.map(({ address }) => address)));
  const here = new Set(sections.flatMap(({ resources }) => resources.map(({ address }) => address)));
  const isEqual = (section: Section, row: SidedResource): boolean =>
    before.get(`${section.id} ${row.address}`) === contentOf(row);
  const marked = (row: SidedResource): SidedResource => ({
    ...row,
    says: [`${known.has(row.address) ? "Changed" : "New"} since ${name}.`, row.says].filter(Boolean).join(" "),
  });
  const part = (keep: (section: Section, row: SidedResource) => boolean): readonly Section[] =>
    sections
      .map((section) => ({ ...section, resources: section.resources.filter((row) => keep(section, row)) }))
      .filter(({ resources }) => resources.length > 0);
  return {
    sections: part((section, row) => !isEqual(section, row)).map((section) => ({
      ...section,
      resources: section.resources.map(marked),
    })),
    equal: part(isEqual),
    gone: [...known].filter((address) => !here.has(address)),
  };
}

/** What a reader would have read: the declared side and the row's, field by field. */
function contentOf({ action, fields }: SidedResource): string {
  return JSON.stringify([action, fields.map(({ field, declared, live }) => canonical([field, declared, live]))]);
}
