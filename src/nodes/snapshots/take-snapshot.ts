import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { MachineSnapshot, NodeSnapshotOutput } from "../../model/output/node-snapshot.ts";
import { explainRefusal } from "../../postgres/refused-statement.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { recordSnapshot } from "./record-snapshot.ts";

/** What snapshots are kept for. */
export const snapshotTypes = [
  "production",
  "verified",
  "baseline",
  "automated",
] as const satisfies readonly MachineSnapshot["type"][];

export interface TakeRequest {
  readonly type: MachineSnapshot["type"];
  /** Absent: the type and the day. */
  readonly name?: string | undefined;
}

/**
 * Records what is known of all machines as one document, in one transaction: their rows, the latest facts, the latest result of each check.
 * Nothing is looked at for it. V7-M009 where the name is taken.
 */
export async function takeSnapshot(
  workspace: Workspace,
  { type, name }: TakeRequest,
): Promise<Answer<NodeSnapshotOutput>> {
  const day = workspace.now().toISOString().slice(0, 10);
  const wish = {
    type,
    description: null,
    nameOf: () => name ?? `${titles[type]} ${day}`,
    isExact: name !== undefined,
  };
  const snapshot = await withConnection(workspace, "write", async (connection) => {
    const taking = inTransaction(connection, { mode: "write" }, () => recordSnapshot(workspace, connection, wish));
    return taking.catch(async (error: unknown) => {
      throw await explainRefusal(workspace.kinds, connection, error);
    });
  });
  if (snapshot === undefined) throw nameTaken(name ?? "");
  return answer({ database: workspace.database.describe("write"), recorded: true, snapshot });
}

const titles = {
  production: "Production",
  verified: "Verified",
  baseline: "Baseline",
  automated: "Automated",
} as const;

function nameTaken(name: string): Failure {
  return new Failure("V7-M009", `there is a snapshot called ${name} already, and snapshots never change`, {
    next: ["take another name", "v7 report node-snapshots"],
  });
}
