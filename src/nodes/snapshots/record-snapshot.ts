import type { KnownMachine, MachineSnapshot } from "../../model/output/node-snapshot.ts";
import type { World } from "../../model/world.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { nodesOf } from "../machines.ts";
import { readKnownMachines, standingOf } from "./known-machines.ts";

/** The form of the document, for those who read it years later. */
export const snapshotFormat = "v7/snapshot/1";

export interface SnapshotWish {
  /** The type, of which the database keeps as many as the type says. */
  readonly type: MachineSnapshot["type"];
  readonly description: string | null;
  /** Only these machines; absent: all. */
  readonly nodes?: readonly string[];
  /** What it is to be called, by how the checks stand. */
  nameOf(status: MachineSnapshot["status"]): string;
  /** Whether it must have that very name; else a number makes it another one. */
  readonly isExact: boolean;
}

/** Records what is known now as one document, within a running transaction; undefined where its name is somebody else's. */
export async function recordSnapshot(
  workspace: Pick<Workspace, "kinds" | "redactor">,
  connection: Connection,
  wish: SnapshotWish,
): Promise<MachineSnapshot | undefined> {
  const world = await readWorld(connection, workspace.kinds);
  const machines = await knownMachines(connection, world, wish.nodes);
  const { type, description, isExact } = wish;
  const { status, ...counts } = standingOf(machines);
  const state = { format: snapshotFormat, unknown: counts.unknown, skipped: counts.skipped, machines };
  const { rows } = await connection.query<Pick<MachineSnapshot, "name" | "taken_at" | "taken_by">>(
    readSql("nodes/snapshot-record.sql"),
    [
      wish.nameOf(status),
      type,
      description,
      status,
      counts.passed,
      counts.failed,
      workspace.redactor.json(state),
      isExact,
    ],
  );
  const [row] = rows;
  return row && { format: snapshotFormat, ...row, type, status, description, ...counts, machines };
}

/** What is known of some machines or of all, within a running transaction. */
export function knownMachines(
  connection: Connection,
  world: World,
  names: readonly string[] | undefined,
): Promise<KnownMachine[]> {
  return readKnownMachines(
    connection,
    world,
    nodesOf(world).filter(({ name }) => names === undefined || names.includes(name)),
  );
}
