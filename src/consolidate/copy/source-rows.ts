import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import type { SourceGroup } from "../groups.ts";

/** A row of `v7_external_sources` that a plan or an execution looks at. */
export interface SourceRow {
  /** Decimal text: bigint. */
  readonly id: string;
  /** The root, as declared. */
  readonly source: string;
  /** Absolute, printable. */
  readonly path: string;
  readonly hash: string | null;
  readonly size: number;
  readonly stamp: string;
  /** The number of its disk; empty where nobody noted it. */
  readonly device: string;
  readonly status: string;
  readonly isLink: boolean;
  readonly target: string | null;
  readonly duplicateOf: string | null;
  /** Whether dedup has judged it, by what still holds. */
  readonly isCompared: boolean;
}

/** The sources of a group that are there, by path; the caller's transaction makes it one view. */
export async function readSourceRows(
  connection: Connection,
  { node, name }: Pick<SourceGroup, "node" | "name">,
): Promise<SourceRow[]> {
  await connection.script(readSql("consolidate/be-patient.sql"));
  const { rows } = await connection.query<{
    id: string;
    source: string;
    path: string;
    hash: string | null;
    size: string;
    stamp: string | null;
    device: string | null;
    status: string;
    is_link: boolean;
    target: string | null;
    duplicate_of: string | null;
    is_compared: boolean;
  }>(readSql("consolidate/copy/plannable.sql"), [node, name]);
  return rows.map(
    ({ is_link: isLink, duplicate_of: duplicateOf, is_compared: isCompared, size, stamp, device, ...row }) => ({
      ...row,
      size: Number(size),
      stamp: stamp ?? "",
      device: device ?? "",
      isLink,
      duplicateOf,
      isCompared,
    }),
  );
}
