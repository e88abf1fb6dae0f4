import { sameJson } from "../../model/json.ts";
import type { EnumValidateOutput } from "../../model/output/enum-validate.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { countLabels, readOthers } from "../proof/count-labels.ts";
import { newColumn } from "../script/compat.ts";
import { readHeldEnum } from "../script/survey.ts";
import { inTargetTransaction } from "../targets.ts";
import type { EnumDeed } from "./deed.ts";

/** What a target shows of a deed later. */
export interface CountedAgain {
  /** What is not as the deed left it; nothing where all is. */
  readonly problems: readonly string[];
  readonly counts: EnumValidateOutput["counts"];
  /** Sessions that began before the deed. */
  readonly sessions: readonly string[];
}

/** One snapshot: what the columns of a deed hold now. `since` is when it was done. */
export async function countAgain(
  connection: Connection,
  { change, columns, strategy }: EnumDeed,
  since: string,
): Promise<CountedAgain> {
  return inTargetTransaction(connection, "read", async () => {
    const survey = await readHeldEnum(connection, change.to);
    const held = new Set((survey?.columns ?? []).map(({ table, column }) => `${table.schema}.${table.name}.${column}`));
    const heldBy = strategy === "compat" ? newColumn : (column: string): string => column;
    const names = columns.map(({ schema, table, column }) => `${schema}.${table}.${heldBy(column)}`);
    const problems = [
      ...names.filter((one) => !held.has(one)).map((one) => `${one} does not hold ${change.to.name}`),
      ...(sameJson([...(survey?.type.labels ?? [])], [...change.words]) ? [] : [`${change.to.name} has other values`]),
    ];
    const moved = (survey?.columns ?? []).filter(({ table, column }) =>
      names.includes(`${table.schema}.${table.name}.${column}`),
    );
    const counts =
      survey === undefined
        ? []
        : await countLabels(connection, {
            columns: moved,
            keys: survey.keys,
            others: await readOthers(connection, { ...survey, columns: moved }),
            type: change.to,
            wordOf: new Map(),
          });
    const { rows } = await connection.query<{ session: string }>(readSql("enums/deed/older-sessions.sql"), [since]);
    return {
      problems,
      counts: counts.map(({ column, label, count }) => ({ column, value: label, rows: Number(count) })),
      sessions: rows.map(({ session }) => session),
    };
  });
}
