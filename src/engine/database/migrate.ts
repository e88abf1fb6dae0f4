import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { DbMigrateOutput } from "../../model/output/db-migrate.ts";
import type { Connection } from "../../postgres/connection.ts";
import { examineGuest, type Guest } from "../../postgres/guest/guest.ts";
import { hasEmbeddedData } from "../../postgres/embedded/index.ts";
import {
  firstScript,
  listMigrations,
  migrate,
  type MigrationStatus,
  migrationStatus,
  pendingScript,
  refuseProblems,
} from "../../postgres/migrations.ts";
import { withRawConnection, type Workspace } from "../../workspace/workspace.ts";

/** The newest schema version this v7 brings; a database in use always has exactly this one. */
export function schemaVersion(): number {
  return listMigrations().at(-1)?.version ?? 0;
}

export interface MigrateRequest {
  readonly approved: boolean;
  /** Only tell whether anything is pending. */
  readonly check: boolean;
  /** Only tell the statements that would run. */
  readonly sql?: boolean | undefined;
}

/**
 * Brings the schema up to date. On a server that is not v7's own it looks first at what is there, and needs `--approved`:
 * without it, that is the answer's problem.
 * @throws Failure when v7 cannot or must not live there: exit 4, 1 or 6, each naming everything it found.
 */
export async function migrateDatabase(
  workspace: Workspace,
  { approved, check, sql }: MigrateRequest,
): Promise<Answer<DbMigrateOutput>> {
  const target = workspace.database.target("write");
  const database = workspace.database.describe("write");
  // To tell what a first start would run, nothing has to be made.
  if (sql && target.kind === "embedded" && !hasEmbeddedData(workspace.repository.home))
    return answer({ ...notMade(), sql: firstScript(target.schema), database });
  return withRawConnection(workspace, "write", async (connection) => {
    const status = await migrationStatus(connection);
    refuseProblems(status);
    const isPending = status.pending.length > 0;
    const guest = target.kind === "embedded" ? undefined : { shared: workspace.config.database.shared };
    if (sql)
      return answer({
        ...(await waiting(connection, status, guest)),
        sql: await pendingScript(connection, guest === undefined ? {} : { guest }),
        database,
      });
    if (!isPending || check || (guest !== undefined && !approved)) {
      const output = { ...(await waiting(connection, status, guest)), sql: null, database };
      return answer(output, isPending && !check ? unapproved(database, status) : null);
    }
    const { from, to, applied, adoptions = [] } = await migrate(connection, guest === undefined ? {} : { guest });
    return answer({ from, to, pending: [], applied: applied.map(({ name }) => name), adoptions, sql: null, database });
  });
}

type Waiting = Omit<DbMigrateOutput, "database" | "sql">;

function notMade(): Waiting {
  return { from: 0, to: 0, pending: listMigrations().map(({ name }) => name), applied: [], adoptions: [] };
}

/** What would happen, without any of it happening. */
async function waiting(
  connection: Connection,
  { current, pending }: MigrationStatus,
  guest: Guest | undefined,
): Promise<Waiting> {
  const adoptions = guest !== undefined && pending.length > 0 ? await examineGuest(connection, guest) : [];
  return { from: current, to: current, pending: pending.map(({ name }) => name), applied: [], adoptions };
}

function unapproved(database: string, { pending, current, latest }: MigrationStatus): Failure {
  const count = pending.length === 1 ? "1 migration waits" : `${pending.length} migrations wait`;
  const message = `${database} has schema ${current}, this v7 needs ${latest}; ${count} for a yes, nothing was changed`;
  return new Failure("V7-B061", message, {
    next: ["v7 db schema --seed NAME prints the SQL", "v7 db migrate --approved"],
  });
}
