import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { KeptGap, Transition } from "./transitions.ts";
import { evidenceOf } from "./transitions.ts";

/** Gaps as they are kept, closed ones too. */
export async function readKeptGaps(connection: Connection): Promise<KeptGap[]> {
  const { rows } = await connection.query<KeptRow>(readSql("meta/kept-gaps.sql"));
  return rows.map(({ is_open: isOpen, waived_by: waivedBy, ...gap }) => ({ ...gap, isOpen, waivedBy }));
}

type KeptRow = Omit<KeptGap, "isOpen" | "waivedBy"> & { readonly is_open: boolean; readonly waived_by: string | null };

/** Writes what becomes of gaps, and what is told of it. */
export async function storeGaps(
  connection: Connection,
  runId: string | null,
  changes: readonly Transition[],
): Promise<void> {
  if (changes.length === 0) return;
  const column = <Value>(value: (change: Transition) => Value): Value[] => changes.map(value);
  await connection.query(readSql("meta/store-gaps.sql"), [
    runId,
    column(({ type }) => type),
    column(({ scope }) => scope),
    column(({ event }) => event),
    column(({ because }) => because),
    column(({ severity }) => severity),
    column(({ found }) => found !== null),
    column(({ found }) => found?.impact ?? null),
    column(({ found }) => found?.confidence ?? null),
    column(({ found }) => found?.recommendedAction ?? null),
    column((change) => JSON.stringify(evidenceOf(change))),
    column(({ waiver }) => waiver?.name ?? null),
    column(({ waiver }) => waiver?.until?.toISOString() ?? null),
  ]);
}
