import { codes } from "../../model/codes/codes.ts";
import type { CloneState, EnumCost, EnumHazard } from "../../model/output/enum-script.ts";
import type { Clone } from "../clone/clone.ts";
import type { Hazard } from "./hazards.ts";
import type { Prepared } from "./prepare.ts";

/** What every answer about a change begins with. */
export function changeRow({ change, choice }: Pick<Prepared, "change" | "choice">) {
  const { address, target, from, to } = change;
  return {
    address,
    target,
    type: `${from.schema}.${from.name}`,
    becomes: `${to.schema}.${to.name}`,
    strategy: choice.strategy,
    why: choice.why,
  };
}

/** What a change costs, as the target's own statistics have it. In place nothing is rewritten. */
export function costOf({ survey, choice }: Pick<Prepared, "survey" | "choice">): EnumCost {
  const tables = new Map(survey.columns.map((column) => [column.tableOid, column]));
  const rewritten = choice.strategy === "in place" ? [] : [...tables.values()];
  const sum = (of: (column: (typeof rewritten)[number]) => number): number =>
    rewritten.reduce((total, column) => total + of(column), 0);
  return {
    tables: tables.size,
    rewritten_rows: sum(({ estimatedRows }) => estimatedRows),
    rewritten_bytes: sum(({ bytes }) => bytes),
  };
}

/** Hazards with what they are, and whether somebody accepted them. */
export function hazardRows(hazards: readonly Hazard[], accepted: readonly string[]): readonly EnumHazard[] {
  return hazards.map(({ code, objects }) => ({
    code,
    what: codes[code].title,
    objects: [...objects],
    is_accepted: accepted.includes(code),
  }));
}

/** How much of a target its clone has. */
export function cloneRow({ completeness, missing }: Pick<Clone, "completeness" | "missing">): CloneState {
  return { completeness, missing: missing.map(({ identity, why }) => ({ identity, why })) };
}
