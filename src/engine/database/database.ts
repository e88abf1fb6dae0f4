import type { GuestTable } from "../../model/guest.ts";
import { Failure } from "../../model/failure.ts";
import type { Finding } from "../../model/finding.ts";
import { examineGuest, type Guest } from "../../postgres/guest/guest.ts";
import { readAdoptions } from "../../postgres/guest/recorded.ts";
import type { AnswerLimits } from "../../postgres/answer-limits.ts";
import type { Connection } from "../../postgres/connection.ts";
import { type EmbeddedStatus, embeddedStatus, stopEmbedded, type StopResult } from "../../postgres/embedded/index.ts";
import { readOnlyRole } from "../../postgres/embedded/read-only-role.ts";
import {
  listMigrations,
  migrate,
  type MigrationStatus,
  migrationStatus,
  refuseProblems,
  schemaText,
  type SeedName,
  seedNames,
} from "../../postgres/migrations.ts";
import { grantsSql } from "../../postgres/grants.ts";
import { databaseName, publicUrl } from "../../postgres/settings.ts";
import { queryReadOnly, type QueryAnswer } from "../../postgres/read-only-query.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { verifySchema } from "../../postgres/verify.ts";
import { withRawConnection, type Workspace } from "../../workspace/workspace.ts";

/** The newest schema version this v7 brings; a database in use always has exactly this one. */
export function schemaVersion(): number {
  return listMigrations().at(-1)?.version ?? 0;
}

export interface StartedDatabase {
  readonly description: string;
  /** True when this call started the embedded server. */
  readonly started: boolean;
  readonly schema: number;
}

/** Starts the embedded server and brings its schema up to date; any other server is only reached. */
export async function startDatabase(workspace: Workspace): Promise<StartedDatabase> {
  const server = await workspace.database.server("write");
  const started = server.kind === "embedded" && server.started;
  await (await workspace.database.connect("write")).end();
  return { description: workspace.database.describe("write"), started, schema: schemaVersion() };
}

/** Stops the embedded server of this clone. */
export async function stopDatabase(workspace: Workspace): Promise<StopResult> {
  if (workspace.database.target("write").kind !== "embedded") {
    throw new Failure("V7-B060", "v7 stops only its own embedded server", { next: ["v7 db status"] });
  }
  return stopEmbedded({ home: workspace.repository.home });
}

export interface DatabaseStatus {
  readonly description: string;
  /** Where the choice comes from: a flag, a variable, v7.yaml, or nothing: embedded. */
  readonly origin: string;
  readonly running: boolean;
  readonly schema: { readonly current: number; readonly latest: number } | null;
  readonly embedded: EmbeddedStatus | null;
  /** Tables that were there before v7 and serve it too. */
  readonly adoptions: readonly GuestTable[];
  /** Contradictions of ledger and migrations; with `verify`, also where the live schema differs from what they make. */
  readonly findings: readonly Finding[];
}

/** Looks at the database without starting or changing anything. */
export async function databaseStatus(workspace: Workspace, { verify }: { verify: boolean }): Promise<DatabaseStatus> {
  const target = workspace.database.target("read");
  const embedded = target.kind === "embedded" ? await embeddedStatus({ home: workspace.repository.home }) : null;
  const base = {
    description: workspace.database.describe(),
    origin: target.kind === "embedded" ? "embedded" : target.origin,
    embedded,
  };
  if (embedded?.running === false) return { ...base, running: false, schema: null, adoptions: [], findings: [] };
  return withRawConnection(workspace, "read", async (connection) => {
    const { current, latest, problems } = await migrationStatus(connection);
    const differences =
      verify && current > 0 ? await inTransaction(connection, { mode: "read" }, () => verifySchema(connection)) : [];
    const adoptions = await readAdoptions(connection);
    return { ...base, running: true, schema: { current, latest }, adoptions, findings: [...problems, ...differences] };
  });
}

/** The database's URL for other programs, without a password. */
export async function databaseUrl(workspace: Workspace, { readOnly }: { readOnly: boolean }): Promise<string> {
  const server = await workspace.database.server(readOnly ? "read" : "write");
  if (server.kind === "url") return publicUrl(server);
  const { socketDirectory, user: owner, database } = server;
  const user = readOnly ? await readingUser(workspace) : owner;
  return `postgresql:///${database}?host=${encodeURIComponent(socketDirectory)}&user=${encodeURIComponent(user)}`;
}

/** The embedded server's reading login, made when it is first asked for. */
async function readingUser(workspace: Workspace): Promise<string> {
  await (await workspace.database.connectReadOnly()).end();
  return readOnlyRole;
}

export interface MigrateRequest {
  readonly approved: boolean;
  /** Only tell whether anything is pending. */
  readonly check: boolean;
}

export interface MigrateOutcome {
  readonly from: number;
  readonly to: number;
  readonly pending: readonly string[];
  readonly applied: readonly string[];
  /** Tables of somebody else's that these migrations adopt or have adopted. */
  readonly adoptions: readonly GuestTable[];
  /** Present when the migrations wait for a yes; nothing was changed then. */
  readonly refusal?: Failure;
}

/**
 * Brings the schema up to date. On a server that is not v7's own it looks first at what is there, and needs `--approved`.
 * @throws Failure when v7 cannot or must not live there: exit 4, 1 or 6, each naming everything it found.
 */
export async function migrateDatabase(workspace: Workspace, request: MigrateRequest): Promise<MigrateOutcome> {
  const target = workspace.database.target("write");
  return withRawConnection(workspace, "write", async (connection) => {
    const status = await migrationStatus(connection);
    refuseProblems(status);
    const isPending = status.pending.length > 0;
    const guest = target.kind === "embedded" ? undefined : { shared: workspace.config.database.shared };
    const needsYes = guest !== undefined && !request.approved;
    if (!isPending || request.check || needsYes) {
      const outcome = await waiting(connection, status, guest);
      return isPending && !request.check ? { ...outcome, refusal: unapproved(workspace, status) } : outcome;
    }
    const { from, to, applied, adoptions = [] } = await migrate(connection, guest === undefined ? {} : { guest });
    return { from, to, pending: [], applied: applied.map(({ name }) => name), adoptions };
  });
}

/** What would happen, without any of it happening. */
async function waiting(
  connection: Connection,
  { current, pending }: MigrationStatus,
  guest: Guest | undefined,
): Promise<MigrateOutcome> {
  const adoptions = guest !== undefined && pending.length > 0 ? await examineGuest(connection, guest) : [];
  return { from: current, to: current, pending: pending.map(({ name }) => name), applied: [], adoptions };
}

function unapproved(workspace: Workspace, { pending, current, latest }: MigrationStatus): Failure {
  const count = pending.length === 1 ? "1 migration waits" : `${pending.length} migrations wait`;
  return new Failure(
    "V7-B061",
    `${workspace.database.describe("write")} has schema ${current}, this v7 needs ${latest}; ${count} for a yes, nothing was changed`,
    {
      next: ["v7 db schema --seed NAME prints the SQL", "v7 db migrate --approved"],
    },
  );
}

/** The SQL of one of the seeds: `directive-005`, `registry`, `aya`, `meta`. */
export function seedSchema(seed: string): string {
  const known = seedNames.find((name): name is SeedName => name === seed);
  if (known) return schemaText(known);
  throw new Failure("V7-C006", `no seed ${seed}; one of ${seedNames.join(", ")}`);
}

/** The SQL of v7's roles for this database; asking opens nothing. */
export function databaseGrants(workspace: Workspace): string {
  const target = workspace.database.target("write");
  return grantsSql(workspace.kinds.all, { schema: target.schema, database: databaseName(target) });
}

/** One read-only statement. The one way for every face: what it lets through is in `test/attacks`. */
export async function readDatabase(
  workspace: Workspace,
  statement: string,
  limits?: AnswerLimits,
): Promise<QueryAnswer> {
  const connection = await workspace.database.connectReadOnly();
  try {
    return await queryReadOnly(connection, statement, limits);
  } finally {
    await connection.end();
  }
}
