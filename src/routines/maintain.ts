import { type Answer, answer } from "../model/answer.ts";
import { codeOfError } from "../model/error-code.ts";
import { Failure } from "../model/failure.ts";
import type {
  ExpiredDays,
  KeptMeasurements,
  KeptSnapshots,
  MaintainOutput,
  RolledUp,
} from "../model/output/maintain.ts";
import type { Connection } from "../postgres/connection.ts";
import { whoAsks } from "../postgres/missing-right.ts";
import { quoteName } from "../postgres/quoting.ts";
import { explainRefusal } from "../postgres/refused-statement.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";

/** Of automated snapshots, how many stay. */
const keptSnapshots = 10;

/**
 * Keeps measurements as long as they are to be kept: values for 30 days, hours for a year, days for five; of automated snapshots the newest
 * ten. All in one transaction. Each value is in one of the three tables at any time: a coarser row is made of what is deleted. Throws Failures:
 * V7-B065 with the grants that are missing, V7-P026 while another session writes the same. Where only snapshots may not be deleted, that is
 * the problem of an answer.
 */
export async function maintainDatabase(workspace: Workspace): Promise<Answer<MaintainOutput>> {
  return withConnection(workspace, "write", async (connection) => {
    const maintained = await maintain(connection).catch(async (error: unknown) => {
      throw codeOfError(error) === "55P03" ? heldUp(error) : await explainRefusal(workspace.kinds, connection, error);
    });
    const output = { database: workspace.database.describe("write"), ...maintained };
    return answer(output, await undeletedSnapshots(connection, output.snapshots));
  });
}

type Maintained = Omit<MaintainOutput, "database">;

async function maintain(connection: Connection): Promise<Maintained> {
  await requireRights(connection);
  return inTransaction(connection, { mode: "write" }, () => stepByStep(connection));
}

async function stepByStep(connection: Connection): Promise<Maintained> {
  await connection.script(readSql("routines/maintain/begin.sql"));
  return {
    hourly: await only<RolledUp>(connection, readSql("routines/maintain/hourly.sql")),
    daily: await only<RolledUp>(connection, readSql("routines/maintain/daily.sql")),
    expired: await expire(connection),
    kept: await only<KeptMeasurements>(connection, readSql("routines/maintain/kept.sql")),
    snapshots: await deleteSnapshots(connection),
  };
}

async function expire(connection: Connection): Promise<ExpiredDays> {
  // A sum of 64 bits comes as text.
  type Sums = Omit<ExpiredDays, "samples"> & { readonly samples: string };
  const { samples, ...expired } = await only<Sums>(connection, readSql("routines/maintain/expired.sql"));
  return { ...expired, samples: Number(samples) };
}

async function deleteSnapshots(connection: Connection): Promise<KeptSnapshots> {
  const { automated, others, may_delete } = await only<SnapshotCounts>(
    connection,
    readSql("routines/maintain/snapshots.sql"),
  );
  if (automated <= keptSnapshots || !may_delete) return { deleted: 0, automated, others };
  await connection.query(readSql("routines/maintain/snapshots-delete.sql"), [keptSnapshots]);
  return { deleted: automated - keptSnapshots, automated: keptSnapshots, others };
}

interface SnapshotCounts {
  readonly automated: number;
  readonly others: number;
  readonly may_delete: boolean;
}

async function only<Row>(connection: Connection, statement: string): Promise<Row> {
  const [row] = (await connection.query<Row & object>(statement)).rows;
  if (row === undefined) throw new Error("a statement that counts answered nothing");
  return row;
}

async function requireRights(connection: Connection): Promise<void> {
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<{ relation: string; privileges: string }>(readSql("routines/maintain/rights.sql")),
  );
  if (rows.length === 0) return;
  const { login } = await whoAsks(connection);
  throw new Failure("V7-B065", `${login} may not keep measurements; nothing changed`, {
    next: rows.map(
      ({ relation, privileges }) => `its owner: GRANT ${privileges} ON ${relation} TO ${quoteName(login)}`,
    ),
  });
}

async function undeletedSnapshots(connection: Connection, { automated }: KeptSnapshots): Promise<Failure | null> {
  if (automated <= keptSnapshots) return null;
  const { login } = await whoAsks(connection);
  const over = automated - keptSnapshots;
  return new Failure(
    "V7-B065",
    `${login} may not delete snapshots: ${over} automated ones are over; all else is done`,
    {
      next: [`its owner: GRANT DELETE ON system_state_snapshots TO ${quoteName(login)}`],
    },
  );
}

function heldUp(cause: unknown): Failure {
  return new Failure("V7-P026", "another session writes the buckets of measurements, nothing changed", {
    cause,
    next: ["v7 maintain again when that session has finished"],
  });
}
