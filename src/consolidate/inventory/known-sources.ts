import type { Stamp } from "../../system/walk.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import type { SourceGroup } from "../groups.ts";

/** A row of `v7_external_sources`, as an inventory meets it. */
export interface KnownSource {
  /** Decimal text: bigint. */
  readonly id: string;
  /** Empty where the file must be read again. */
  readonly stamp: Stamp;
  /** The number of the disk, decimal; empty where nobody noted it. */
  readonly device: string;
  readonly group: string;
  /** As declared when it was recorded. */
  readonly source: string;
  readonly isGone: boolean;
}

/** By absolute printable path. */
export type KnownSources = Map<string, KnownSource>;

/** All that is known of files of these groups' machine. */
export function readKnownSources(connection: Connection, groups: readonly SourceGroup[]): Promise<KnownSources> {
  return inTransaction(connection, { mode: "read" }, async () => {
    const known: KnownSources = new Map();
    for (const node of new Set(groups.map((group) => group.node))) {
      const values = [node, groups.map(({ name }) => name)];
      const { rows } = await connection.query<{ files: string }>(readSql("consolidate/inventory/known.sql"), values);
      for (const { files } of rows) for (const line of files.split("\u001e")) addKnown(known, line);
    }
    return known;
  });
}

function addKnown(known: KnownSources, line: string): void {
  const [id = "", stamp = "", device = "", group = "", source = "", isGone, path = ""] = line.split("\u001f");
  known.set(path, { id, stamp, device, group, source, isGone: isGone === "1" });
}
