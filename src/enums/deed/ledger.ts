import type { Address } from "../../model/address.ts";
import { sha256 } from "../../model/digest.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { inTargetTransaction } from "../targets.ts";
import type { Direction } from "../enum-change.ts";
import type { DeedOrigin, EnumDeed } from "./deed.ts";

/** A deed as the target remembers it. */
export interface LedgerEntry {
  readonly deed: string;
  readonly lineage: string;
  readonly project: string | null;
  readonly address: Address;
  readonly direction: Direction;
  readonly strategy: string;
  readonly script: string;
  readonly sha256: string;
  /** The SQL that takes it back, and the one that ends the way back. */
  readonly wayBack: string;
  readonly ending: string;
  readonly detail: JsonObject;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A target's own account of what was done to its enums. */
export interface Ledger {
  /** Another one after a restore of another database's. */
  readonly id: string;
  readonly entries: readonly LedgerEntry[];
}

/** The target's account, or undefined where it has none: nothing was ever done there. Waits until a deed that is being done is over. */
export async function readLedger(connection: Connection): Promise<Ledger | undefined> {
  return inTargetTransaction(connection, "read", async () => {
    await connection.query(readSql("enums/deed/lock.sql"));
    return readEntries(connection);
  });
}

/** The same within a running transaction that holds the lock. */
export async function readEntries(connection: Connection): Promise<Ledger | undefined> {
  const { rows: found } = await connection.query<{ there: boolean }>(readSql("enums/deed/has-ledger.sql"));
  if (found[0]?.there !== true) return undefined;
  const { rows } = await connection.query<LedgerEntry & { readonly ledger: string; readonly deed: string | null }>(
    readSql("enums/deed/read-ledger.sql"),
  );
  const [first] = rows;
  if (first === undefined) return undefined;
  return { id: first.ledger, entries: rows.filter(({ deed }) => deed !== null) };
}

/** Makes the account where there is none, in a transaction of its own: it is part of no deed. */
export async function makeLedger(connection: Connection): Promise<void> {
  await inTargetTransaction(connection, "write", async () => {
    await connection.query(readSql("enums/deed/lock.sql"));
    const { rows } = await connection.query<{ there: boolean }>(readSql("enums/deed/has-ledger.sql"));
    if (rows[0]?.there !== true) await connection.script(readSql("enums/deed/make-ledger.sql"));
  });
}

/** Enters a deed, in the transaction that does it. */
export async function enterDeed(
  connection: Connection,
  { id, address, direction, strategy, script, wayBack, ending }: EnumDeed,
  { lineage, project, detail }: DeedOrigin & { readonly detail: JsonObject },
): Promise<void> {
  await connection.query(readSql("enums/deed/enter.sql"), [
    id,
    lineage,
    project ?? null,
    address,
    direction,
    strategy,
    script,
    sha256(script),
    wayBack,
    ending,
    JSON.stringify(detail),
  ]);
}
