import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { type Finding, findingRows } from "../../model/finding.ts";
import type { DbGrantsOutput } from "../../model/output/db-grants.ts";
import type { DbSchemaOutput } from "../../model/output/db-schema.ts";
import type { DbStatusOutput } from "../../model/output/db-status.ts";
import type { Connection } from "../../postgres/connection.ts";
import { embeddedStatus } from "../../postgres/embedded/index.ts";
import { grantsSql } from "../../postgres/grants.ts";
import { readAdoptions } from "../../postgres/guest/recorded.ts";
import { migrationStatus, schemaText, type SeedName, seedNames } from "../../postgres/migrations.ts";
import { databaseName } from "../../postgres/settings.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { verifySchema } from "../../postgres/verify.ts";
import { withRawConnection, type Workspace } from "../../workspace/workspace.ts";

export interface DatabaseStatusRequest {
  /** Also tell where the live schema differs from what the migrations make. */
  readonly verify: boolean;
}

/** Looks at the database without starting or changing anything. */
export async function databaseStatus(
  workspace: Workspace,
  { verify }: DatabaseStatusRequest,
): Promise<Answer<DbStatusOutput>> {
  const { system, repository } = workspace;
  const target = workspace.database.target("read");
  const embedded = target.kind === "embedded" ? await embeddedStatus({ system, home: repository.home }) : null;
  const running = embedded === null || embedded.running;
  const schema = running
    ? await withRawConnection(workspace, "read", (connection) => readSchema(connection, verify))
    : unknownSchema;
  return answer({
    database: workspace.database.describe(),
    origin: target.kind === "embedded" ? "embedded" : target.origin,
    running,
    pid: embedded?.pid ?? null,
    data_directory: embedded?.dataDirectory ?? null,
    ...schema,
  });
}

type SchemaFacts = Pick<DbStatusOutput, "current" | "latest" | "adoptions" | "findings" | "verified">;

/** Of a server that does not run. */
const unknownSchema: SchemaFacts = { current: null, latest: null, adoptions: [], findings: [], verified: false };

async function readSchema(connection: Connection, verify: boolean): Promise<SchemaFacts> {
  const { current, latest, problems } = await migrationStatus(connection);
  const differences = verify && current > 0 ? await readDifferences(connection) : [];
  const adoptions = await readAdoptions(connection);
  return { current, latest, adoptions, findings: findingRows([...problems, ...differences]), verified: verify };
}

function readDifferences(connection: Connection): Promise<readonly Finding[]> {
  return inTransaction(connection, { mode: "read" }, () => verifySchema(connection));
}

export interface DatabaseSchemaRequest {
  /** `directive-005`, `registry`, `aya`, `meta`. */
  readonly seed: string;
}

/** The SQL of one of the seeds. Needs no repository. */
export async function databaseSchema({ seed }: DatabaseSchemaRequest): Promise<Answer<DbSchemaOutput>> {
  const known = seedNames.find((name): name is SeedName => name === seed);
  if (known) return answer({ seed, sql: schemaText(known) });
  throw new Failure("V7-C006", `no seed ${seed}; one of ${seedNames.join(", ")}`);
}

/** The SQL of v7's roles for this database; asking opens nothing. */
export async function databaseGrants({ database, kinds }: Workspace): Promise<Answer<DbGrantsOutput>> {
  const target = database.target("write");
  return answer({ sql: grantsSql(kinds.all, { schema: target.schema, database: databaseName(target) }) });
}
