import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { MachineSnapshot, NodeSnapshotOutput } from "../../model/output/node-snapshot.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { snapshotFormat } from "./record-snapshot.ts";

export interface ReadRequest {
  /** The snapshot's name. */
  readonly name: string;
}

/** A snapshot that was taken, as the document that it is. V7-M010 where there is none of that name, or one of another form. */
export async function readSnapshot(workspace: Workspace, { name }: ReadRequest): Promise<Answer<NodeSnapshotOutput>> {
  const snapshot = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, () => snapshotCalled(connection, name)),
  );
  return answer({ database: workspace.database.describe(), recorded: false, snapshot });
}

type SnapshotRow = Pick<MachineSnapshot, "name" | "type" | "status" | "description" | "taken_at" | "taken_by"> & {
  readonly state: JsonObject;
};

/** The same within a running transaction. */
export async function snapshotCalled(connection: Connection, name: string): Promise<MachineSnapshot> {
  const { rows } = await connection.query<SnapshotRow>(readSql("nodes/snapshot-read.sql"), [name]);
  const [row] = rows;
  if (row === undefined) throw await unknownSnapshot(connection, name);
  const { state, ...said } = row;
  if (!isJsonObject(state) || state["format"] !== snapshotFormat) throw ofAnotherForm(name);
  const { machines } = state as unknown as Pick<MachineSnapshot, "machines">;
  const checks = machines.flatMap((machine) => machine.checks);
  const count = (outcome: (typeof checks)[number]["outcome"]): number =>
    checks.filter((check) => check.outcome === outcome).length;
  return {
    format: snapshotFormat,
    ...said,
    passed: count("passed"),
    failed: count("failed"),
    unknown: count("unknown"),
    skipped: count("skipped"),
    machines,
  };
}

async function unknownSnapshot(connection: Connection, name: string): Promise<Failure> {
  const { rows } = await connection.query<{ name: string }>(readSql("nodes/snapshot-names.sql"));
  const newest = rows.map((row) => row.name).join(", ");
  return new Failure("V7-M010", `no snapshot is called ${name}${newest === "" ? "" : `; the newest: ${newest}`}`, {
    next: ["v7 report node-snapshots"],
  });
}

function ofAnotherForm(name: string): Failure {
  return new Failure("V7-M010", `the snapshot ${name} is not of the form ${snapshotFormat}: v7 did not take it`, {
    next: ["v7 report node-snapshots"],
  });
}
