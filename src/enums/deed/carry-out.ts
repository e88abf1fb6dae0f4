import { setTimeout as delay } from "node:timers/promises";
import { codeOfError } from "../../model/error-code.ts";
import { typedEnumName } from "../../model/enum-name.ts";
import { Failure } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Connection } from "../../postgres/connection.ts";
import { CommitUnknown } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type EnumTarget, inTargetTransaction, withTarget } from "../targets.ts";
import type { DeedOrigin, EnumDeed } from "./deed.ts";
import { enterDeed, type LedgerEntry, makeLedger, readEntries, readLedger } from "./ledger.ts";
import { lockAll } from "./lock-all.ts";
import { refuseOlderReaders } from "./older-readers.ts";
import { proveBeside, proveRename, proveRows, type Proof } from "./prove.ts";
import { requireCheckedSchema, requireSchemaAfter, requireSchemaStill } from "./require-schema.ts";
import { runScript } from "./run-script.ts";

/** What became of a deed on its target. */
export interface CarriedOut {
  readonly entry: LedgerEntry;
  readonly ledger: string;
  /** False: it had been done before. */
  readonly isNew: boolean;
  /** Milliseconds during which its tables were locked; null where it had been done before. */
  readonly lockedFor: number | null;
  /** How often it gave its locks back and tried again. */
  readonly retries: number;
}

/**
 * Does a deed on its target, whole or not at all, and once: one that the target's ledger has is not done again. Locks that are not to be
 * had within moments are given back and tried again later. Throws V7-E061 when they never come, V7-E062 (exit 4) where the target's
 * schema is not what was checked, V7-E063 where the proof fails, V7-E060 where somebody reads as of before, V7-E083 and V7-E058 where the
 * script is refused.
 */
export async function carryOutDeed(
  workspace: Workspace,
  target: EnumTarget,
  deed: EnumDeed,
  origin: DeedOrigin,
): Promise<CarriedOut> {
  await withTarget(workspace, target, "write", makeLedger);
  for (let retries = 0; ; retries += 1) {
    try {
      return {
        ...(await withTarget(workspace, target, "write", (connection) => attempt(connection, deed, origin))),
        retries,
      };
    } catch (error) {
      if (error instanceof CommitUnknown)
        return { ...(await lookUp(workspace, { target, deed, cause: error })), retries };
      if (!isCrowded(error)) throw error;
      if (retries >= mostRetries) throw crowded(deed, error);
      await delay(pauseBefore(retries), undefined, { signal: workspace.signal });
    }
  }
}

const mostRetries = 12;

/** Milliseconds: doubled each time up to eight seconds, and never the same for two that collided. */
function pauseBefore(retries: number): number {
  return Math.min(8_000, 200 * 2 ** retries) * (0.5 + Math.random());
}

/** A lock that was not to be had in time, or a deadlock that the server ended. */
function isCrowded(error: unknown): boolean {
  const code = codeOfError(error);
  return code === "55P03" || code === "40P01";
}

function crowded({ address }: EnumDeed, cause: unknown): Failure {
  return new Failure("V7-E061", `${address}: its tables were never free of others for a moment; nothing was changed`, {
    cause,
    next: ["try again when less is going on, or end what holds them: SELECT * FROM pg_stat_activity"],
  });
}

type Attempt = Omit<CarriedOut, "retries">;

async function attempt(connection: Connection, deed: EnumDeed, origin: DeedOrigin): Promise<Attempt> {
  return inTargetTransaction(connection, "write", async () => {
    await connection.query(readSql("enums/deed/lock.sql"));
    const known = await entryOf(connection, deed);
    if (known !== undefined) return { ...known, isNew: false, lockedFor: null };
    await requireOrder(connection, deed);
    await refusePrepared(connection, deed);
    const checked = await requireCheckedSchema(connection, deed);
    await lockAll(connection, deed);
    const since = performance.now();
    await refuseOlderReaders(connection, deed);
    await requireSchemaStill(connection, deed, checked);
    const proof = await prove(connection, deed);
    await requireSchemaAfter(connection, deed, checked);
    await enterDeed(connection, deed, { ...origin, detail: detailOf(deed, proof) });
    const entered = await entryOf(connection, deed);
    if (entered === undefined) throw new Error(`${deed.id} is not in the ledger it was entered in`);
    // The last before COMMIT: a dump that begins after this look has not connected yet.
    await refuseOlderReaders(connection, deed);
    return { ...entered, isNew: true, lockedFor: performance.now() - since };
  });
}

async function entryOf(
  connection: Connection,
  { id }: Pick<EnumDeed, "id">,
): Promise<{ readonly entry: LedgerEntry; readonly ledger: string } | undefined> {
  const ledger = await readEntries(connection);
  const entry = ledger?.entries.find(({ deed }) => deed === id);
  return ledger === undefined || entry === undefined ? undefined : { entry, ledger: ledger.id };
}

/** Somebody else may have done something to the enum after this was planned. */
async function requireOrder(connection: Connection, { address, follows, direction }: EnumDeed): Promise<void> {
  const ledger = await readEntries(connection);
  const last = ledger?.entries.findLast((entry) => entry.address === address);
  if ((last?.deed ?? null) === follows) return;
  throw new Failure("V7-E062", `${address}: the target had another deed of it since; nothing was changed`, {
    next: [`v7 enum ${direction} ${typedEnumName(address)}`],
  });
}

async function refusePrepared(connection: Connection, { address }: EnumDeed): Promise<void> {
  const { rows } = await connection.query<{ gid: string; owner: string }>(readSql("enums/deed/hindrances.sql"));
  if (rows.length === 0) return;
  throw new Failure(
    "V7-E064",
    `${address}: prepared transactions hold on to the target: ${rows.map(({ gid }) => gid).join(", ")}`,
    {
      next: [`COMMIT PREPARED or ROLLBACK PREPARED ends one`],
    },
  );
}

async function prove(connection: Connection, deed: EnumDeed): Promise<Proof> {
  const run = (): Promise<void> => runScript(connection, deed);
  switch (deed.strategy) {
    case "in place":
      return proveRename(connection, deed, run);
    case "compat":
      return proveBeside(connection, deed, run);
    default:
      return proveRows(connection, deed, run);
  }
}

function detailOf({ change, columns, accepted }: EnumDeed, proof: Proof): JsonObject {
  const { from, to, labels, words, map } = change;
  return {
    from: { ...from, labels: [...labels] },
    to: { ...to, labels: [...words] },
    map: [...map].map(([label, word]) => [label, word]),
    columns: columns.map((column) => ({ ...column })),
    accepted: [...accepted],
    proof,
  };
}

/** The answer to COMMIT was lost: whoever asks behind the deed's own lock learns what happened. */
async function lookUp(
  workspace: Workspace,
  { target, deed, cause }: { readonly target: EnumTarget; readonly deed: EnumDeed; readonly cause: CommitUnknown },
): Promise<Attempt> {
  const ledger = await withTarget(workspace, target, "write", readLedger).catch((error: unknown) => {
    throw new Failure(
      "V7-E065",
      `${deed.address}: the line broke during COMMIT, and the target cannot be asked what happened`,
      {
        cause: error,
        next: [`v7 enum status ${target.name}`],
      },
    );
  });
  const entry = ledger?.entries.find((one) => one.deed === deed.id);
  if (ledger !== undefined && entry !== undefined) return { entry, ledger: ledger.id, isNew: true, lockedFor: null };
  throw new Failure(
    "V7-E066",
    `${deed.address}: the line broke during COMMIT; the target says that nothing was changed`,
    {
      cause,
      next: [`v7 enum ${deed.direction} ${typedEnumName(deed.address)}`],
    },
  );
}
