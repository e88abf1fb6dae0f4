import type { JsonObject } from "../../model/json.ts";
import { inOwnTransaction, inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { type EnumTarget, withTarget } from "../targets.ts";
import type { EnumDeed } from "./deed.ts";
import { type Ledger, type LedgerEntry, readLedger } from "./ledger.ts";

/** A deed as v7's database remembers it. */
export interface RememberedDeed {
  readonly deed: string;
  readonly address: string;
  readonly target: string;
  readonly direction: "implement" | "validate" | "rollback" | "retire";
  readonly strategy: string | null;
  /** `open`: nobody knows how it ended. `lost`: the target does not remember it any more. */
  readonly state: "open" | "done" | "undone" | "lost";
  readonly ledger: string | null;
  readonly by: string | null;
  /** ISO 8601, UTC. */
  readonly at: string | null;
}

/** What is remembered of a target, the last first. */
export async function rememberedDeeds(workspace: Workspace, target: string): Promise<readonly RememberedDeed[]> {
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      const { rows } = await connection.query<RememberedDeed>(readSql("enums/deed/deeds.sql"), [target]);
      return rows;
    }),
  );
}

/** Remembers that a deed is about to be done, before anything happens on its target. */
export async function rememberBegin(workspace: Workspace, deed: EnumDeed): Promise<void> {
  await write(workspace, readSql("enums/deed/begin.sql"), [
    deed.id,
    deed.address,
    deed.change.target,
    deed.direction,
    deed.strategy,
  ]);
}

/** Remembers that nothing was done. */
export async function rememberUndone(workspace: Workspace, deed: string): Promise<void> {
  await write(workspace, readSql("enums/deed/end.sql"), [deed, "undone", null, null, null, null]);
}

/** Remembers a deed that the target has. */
export async function rememberDone(
  workspace: Workspace,
  target: string,
  { entry, ledger }: { readonly entry: LedgerEntry; readonly ledger: string },
): Promise<void> {
  const { deed, address, direction, strategy, by, at, detail } = entry;
  await write(workspace, readSql("enums/deed/seen.sql"), [
    deed,
    address,
    target,
    direction,
    strategy,
    ledger,
    by,
    at,
    JSON.stringify(detail),
  ]);
}

/** Remembers that the values of an enum were counted again. */
export async function rememberValidation(
  workspace: Workspace,
  {
    deed,
    address,
    target,
    detail,
  }: { readonly deed: string; readonly address: string; readonly target: string; readonly detail: JsonObject },
): Promise<void> {
  await write(workspace, readSql("enums/deed/begin.sql"), [deed, address, target, "validate", null]);
  await write(workspace, readSql("enums/deed/end.sql"), [deed, "done", null, null, null, JSON.stringify(detail)]);
}

/** Whoever gave up waiting still wants it remembered. */
async function write(workspace: Workspace, statement: string, values: readonly unknown[]): Promise<void> {
  const patient = { ...workspace, signal: new AbortController().signal };
  await withConnection(patient, "write", (connection) =>
    inOwnTransaction(connection, async () => void (await connection.query(statement, values))),
  );
}

/** What a target says, and what v7 learnt from it. */
export interface Settled {
  readonly ledger: Ledger | undefined;
  /** Deeds whose end was not known before. */
  readonly settled: number;
}

/**
 * Makes v7's memory agree with a target's ledger: what is open ends as the target says, what v7 never saw is remembered, and what the
 * target does not know any more is lost. Waits until a deed that is being done there is over.
 */
export async function settleDeeds(workspace: Workspace, target: EnumTarget): Promise<Settled> {
  const ledger = await withTarget(workspace, target, "write", readLedger);
  const remembered = await rememberedDeeds(workspace, target.name);
  const entries = new Map((ledger?.entries ?? []).map((entry) => [entry.deed, entry]));
  let settled = 0;
  for (const { deed, state, direction } of remembered) {
    if (direction === "validate" || entries.has(deed) || state === "undone" || state === "lost") continue;
    settled += state === "open" ? 1 : 0;
    await write(workspace, readSql("enums/deed/end.sql"), [
      deed,
      state === "open" ? "undone" : "lost",
      null,
      null,
      null,
      null,
    ]);
  }
  const known = new Map(remembered.map((one) => [one.deed, one.state]));
  for (const entry of entries.values()) {
    if (known.get(entry.deed) === "done" || !isOurs(workspace, entry)) continue;
    settled += known.get(entry.deed) === "open" ? 1 : 0;
    if (ledger !== undefined) await rememberDone(workspace, target.name, { entry, ledger: ledger.id });
  }
  return { ledger, settled };
}

/** Another project's deeds are shown and never taken for ours. */
export function isOurs({ config }: Pick<Workspace, "config">, { project }: Pick<LedgerEntry, "project">): boolean {
  return project === null || config.project === undefined || project === config.project;
}
