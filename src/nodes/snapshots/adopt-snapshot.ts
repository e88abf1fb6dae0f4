import { addressOf } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { AdoptOutput } from "../../model/output/adopt.ts";
import { impliedFields } from "../../plan/implied-fields.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { editState } from "../../workspace/edit-state.ts";
import { readValidState } from "../../workspace/state.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { snapshotCalled } from "./read-snapshot.ts";

export interface AdoptSnapshotRequest {
  /** The names of nodes. */
  readonly nodes: readonly string[];
  /** The snapshot's name. */
  readonly snapshot: string;
}

/**
 * Writes documents of machines as a snapshot knows them: what their rows said then, and what was seen of them. All of them are worked out and
 * validated before the first is written. V7-M010 where there is no such snapshot or machine in it, V7-P062 where a machine has a document.
 */
export async function adoptSnapshot(
  workspace: Workspace,
  { nodes, snapshot: name }: AdoptSnapshotRequest,
): Promise<Answer<AdoptOutput>> {
  const state = await readValidState(workspace);
  const snapshot = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, () => snapshotCalled(connection, name)),
  );
  const kind = workspace.kinds.byName("Node");
  if (kind === undefined) throw new Error("there is no kind Node");
  const creations = nodes.map((node) => {
    const address = addressOf("node", node);
    const document = state.documentAt(address);
    if (document !== undefined) throw declaredAlready(address, document.source);
    const machine = snapshot.machines.find((one) => one.node === node);
    if (machine === undefined) throw notInSnapshot(node, name, snapshot.machines);
    return { action: "create" as const, address, kind, fields: impliedFields(machine), original: undefined };
  });
  const { files, changed, diffs } = await editState(workspace, state, creations);
  return answer({ files, adopted: changed, findings: [], diffs, forgotten: null });
}

function declaredAlready(address: string, { file, line }: { readonly file: string; readonly line: number }): Failure {
  return new Failure("V7-P062", `${address} has a document: ${file}:${line}`, {
    next: [`v7 node snapshot --diff SNAPSHOT shows what it was then`, `git log ${file}`],
  });
}

function notInSnapshot(node: string, snapshot: string, machines: readonly { readonly node: string }[]): Failure {
  const others = machines.map((machine) => machine.node).join(", ");
  return new Failure(
    "V7-M010",
    `${node} is not in the snapshot ${snapshot}; it has ${others === "" ? "none" : others}`,
    {
      next: ["v7 report node-snapshots"],
    },
  );
}
