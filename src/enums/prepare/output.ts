import { codes } from "../../model/codes/codes.ts";
import type { CloneState, EnumCost, EnumHazard } from "../../model/output/enum-check.ts";
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

/**
 * What a change costs, as the target's own statistics have it. In place nothing is rewritten. `countedFor`: the seconds it took to count all
 * rows of its columns once; undefined where nobody did.
 */
export function costOf(
  { survey, choice, rebuilt, logsRewrites }: Pick<Prepared, "survey" | "choice" | "rebuilt" | "logsRewrites">,
  countedFor?: number,
): EnumCost {
  const tables = new Map(survey.columns.map((column) => [column.tableOid, column]));
  const rewritten = choice.strategy === "in place" ? [] : [...tables.values()];
  const bytes = sumOf(rewritten.map((column) => column.bytes));
  const refilled = sumOf(rebuilt.map(({ filledBytes }) => filledBytes));
  return {
    tables: tables.size,
    rewritten_rows: sumOf(rewritten.map(({ estimatedRows }) => estimatedRows)),
    rewritten_bytes: bytes,
    refilled_bytes: refilled,
    wal_bytes: logsRewrites ? bytes + refilled : 0,
    locked_seconds: countedFor === undefined || bytes === 0 ? null : rounded(countedFor * deedPerCount),
  };
}

/** How long a deed takes, counting before and after included, beside counting once: `bench enums` measures it. */
const deedPerCount = 6;

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

/** To two digits that count: an estimate is no measurement. */
function rounded(seconds: number): number {
  return Number(seconds.toPrecision(2));
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
