import { isScanned, type Profile } from "../../files/places/profiles.ts";
import { placementOf, type Rules } from "../../files/places/placement.ts";
import type { CopyProblem } from "../../model/output/consolidate-execute.ts";
import type { PlannedCopy } from "../../model/output/consolidate-plan.ts";
import { readSql } from "../../system/package-file.ts";
import { type BytePath, printedPath } from "../../model/path-bytes.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";

/** Who agreed, as rows remember it. */
export interface Consent {
  readonly by: string;
  /** ISO 8601; null: just now. */
  readonly at: string | null;
}

/** What is needed to say where a new file belongs, and whether scans will see it. */
export interface Registering {
  readonly rules: Rules;
  readonly profile: Profile;
  readonly ignored: ReadonlySet<BytePath>;
  readonly actor: string;
}

/** A copy with the row of its source. */
export interface KnownCopy {
  readonly id: string;
  readonly copy: PlannedCopy;
}

/** Marks the sources of a plan whose execution begins. */
export async function recordApproved(
  connection: Connection,
  copies: readonly KnownCopy[],
  consent: Consent,
): Promise<void> {
  const values = [copies.map(({ id }) => id), copies.map(({ copy }) => copy.target), consent.by, consent.at];
  await inTransaction(connection, { mode: "write" }, async () => {
    await connection.script(readSql("consolidate/be-patient.sql"));
    await connection.query(readSql("consolidate/copy/approve-sources.sql"), values);
  });
}

/** Records files that are home, in one transaction: their sources, the registry, and the change. */
export async function recordCopied(
  connection: Connection,
  copies: readonly KnownCopy[],
  { rules, profile, ignored, actor }: Registering,
  consent: Consent,
): Promise<void> {
  if (copies.length === 0) return;
  const rows = copies.map(({ id, copy: { target, sha256 } }) => {
    const bytes = printedPath(target);
    const { ext, fileType, component, pillar, project } = placementOf(rules, target, false);
    const isRegistered = !ignored.has(bytes) && isScanned(profile, target);
    return [id, target, Buffer.from(bytes, "latin1"), sha256, isRegistered, ext, fileType, component, pillar, project];
  });
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? null));
  await inTransaction(connection, { mode: "write" }, () =>
    connection.query(readSql("consolidate/copy/record-copies.sql"), [...columns, actor, consent.by, consent.at]),
  );
}

/** Records what was not copied; a target that is refused is the source's failure. */
export async function recordProblems(
  connection: Connection,
  problems: readonly { readonly id: string; readonly outcome: CopyProblem["outcome"] }[],
): Promise<void> {
  if (problems.length === 0) return;
  const statuses = problems.map(({ outcome }) => (outcome === "skipped" ? "skipped" : "failed"));
  await inTransaction(connection, { mode: "write" }, () =>
    connection.query(readSql("consolidate/copy/record-failures.sql"), [problems.map(({ id }) => id), statuses]),
  );
}
