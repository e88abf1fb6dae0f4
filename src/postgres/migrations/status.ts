import type { Code } from "../../model/codes/codes.ts";
import { Failure } from "../../model/failure.ts";
import type { Finding } from "../../model/finding.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../connection.ts";
import { listMigrations, type Migration } from "./files.ts";

/** How far a database's schema has come, compared with the migrations at hand. */
export interface MigrationStatus {
  /** The newest applied version; 0 when none is. */
  readonly current: number;
  /** The newest version this v7 brings. */
  readonly latest: number;
  /** The files of what was applied, in order. */
  readonly applied: readonly Migration[];
  /** Not applied yet, in order. */
  readonly pending: readonly Migration[];
  /** Why migrating would be wrong: files changed, missing or out of order, or a schema newer than this v7. */
  readonly problems: readonly Finding[];
}

interface AppliedMigration {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

/**
 * Compares the database's ledger with the migrations of a directory. Reads only.
 * @throws Failure (exit 6) when the connection's schema does not exist.
 */
export async function migrationStatus(connection: Connection, directory?: string): Promise<MigrationStatus> {
  const ledger = readLedger(connection);
  ledger.catch(() => undefined);
  // Read while the server answers.
  const files = listMigrations(directory);
  return compareWithLedger(await ledger, files);
}

/**
 * What every command but `db` asks first: exactly the schema this v7 brings.
 * @throws Failure (exit 6) naming both versions when the schema is missing, older or newer; exit 1 when files changed.
 */
export function requireCurrentSchema(status: MigrationStatus): void {
  refuseProblems(status);
  if (status.pending.length === 0) return;
  const found = status.current === 0 ? "the database has no v7 schema" : `the database has schema ${status.current}`;
  throw new Failure("V7-B047", `${found}, this v7 needs ${status.latest}`, {
    next: ["v7 db migrate"],
  });
}

/** @throws Failure when the ledger and the files contradict each other: exit 6 for a newer schema, otherwise 1. */
export function refuseProblems({ current, latest, problems }: MigrationStatus): void {
  const [first] = problems;
  if (first === undefined) return;
  if (current > latest) {
    const message = `the database has schema ${current}, this v7 knows up to ${latest}`;
    throw new Failure("V7-B043", message, {
      findings: problems,
      next: ["Install a newer v7."],
    });
  }
  throw new Failure(first.code, first.message, {
    findings: problems.slice(1),
    next: ["Nothing was changed. Use the v7 that migrated this database, or restore its files under sql/migrations."],
  });
}

async function readLedger(connection: Connection): Promise<AppliedMigration[]> {
  const { rows } = await connection.query<{ schema: boolean; ledger: boolean }>(readSql("postgres/ledger/exists.sql"), [
    connection.schema,
  ]);
  if (!rows[0]?.schema) throw noSchema(connection.schema);
  if (!rows[0].ledger) return [];
  // Named in full: outside a transaction the session has the server's own search_path.
  const schema = connection.client.escapeIdentifier(connection.schema);
  return (
    await connection.query<AppliedMigration>(readSql("postgres/ledger/read.sql").replace("{schema}", () => schema))
  ).rows;
}

function compareWithLedger(applied: readonly AppliedMigration[], files: readonly Migration[]): MigrationStatus {
  const current = applied.at(-1)?.version ?? 0;
  const appliedVersions = new Set(applied.map(({ version }) => version));
  const pending = files.filter(({ version }) => !appliedVersions.has(version));
  return {
    current,
    latest: files.at(-1)?.version ?? 0,
    applied: files.filter(({ version }) => appliedVersions.has(version)),
    pending,
    problems: [
      ...applied.flatMap((entry) => contradiction(entry, files)),
      ...pending.filter(({ version }) => version < current).map((file) => outOfOrder(file, applied.at(-1))),
      ...gaps(files),
    ],
  };
}

function contradiction(entry: AppliedMigration, files: readonly Migration[]): Finding[] {
  const latest = files.at(-1)?.version ?? 0;
  const label = `migration ${entry.version} (${entry.name})`;
  const file = files.find(({ version }) => version === entry.version);
  if (file?.checksum === entry.checksum) return [];
  if (file !== undefined) {
    return [
      problem(
        "V7-B040",
        `${label} changed after it was applied: applied ${entry.checksum}, now ${file.checksum} (${file.name})`,
      ),
    ];
  }
  return entry.version > latest
    ? [problem("V7-B043", `${label} is newer than this v7, which knows up to ${latest}`)]
    : [problem("V7-B041", `${label} was applied and its file is missing: applied ${entry.checksum}, now none`)];
}

function outOfOrder(file: Migration, last: AppliedMigration | undefined): Finding {
  const after = last === undefined ? "" : ` ${last.version} (${last.name}) ${last.checksum}`;
  return problem(
    "V7-B042",
    `migration ${file.version} (${file.name}) ${file.checksum} is out of order: not applied, but a later one is:${after}`,
  );
}

function gaps(files: readonly Migration[]): Finding[] {
  const wrong = files.findIndex(({ version }, index) => version !== index + 1);
  const found = files[wrong];
  if (found === undefined) return [];
  return [problem("V7-B041", `migration ${wrong + 1} is missing: ${found.name} stands in its place`)];
}

function noSchema(name: string): Failure {
  return new Failure("V7-B046", `this database has no schema named ${name}`, {
    next: [`Create it (CREATE SCHEMA ${name}), or name another one in v7.yaml database.schema.`],
  });
}

function problem(code: Code, message: string): Finding {
  return { severity: "error", code, message };
}
