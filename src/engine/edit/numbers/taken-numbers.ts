import { linesElsewhere } from "../../../git/lines-elsewhere.ts";
import type { Document } from "../../../model/document.ts";
import { hasEmbeddedData } from "../../../postgres/embedded/index.ts";
import { inTransaction } from "../../../postgres/transaction.ts";
import { readSql } from "../../../system/package-file.ts";
import { stateDirectory } from "../../../workspace/state-directory.ts";
import { whileCalled, type Workspace } from "../../../workspace/workspace.ts";

/**
 * The numbers that tasks of a phase have: in the documents here, in every local and remote-tracking branch and other work
 * tree, and in the database's rows. A database that is away or was never made has none to tell: merging shows the rest.
 */
export async function takenNumbers(
  workspace: Workspace,
  documents: readonly Document[],
  phase: string,
): Promise<ReadonlySet<number>> {
  // What was typed becomes part of a pattern: what is no phase has no tasks.
  if (!/^[1-9]\d{0,8}$/.test(phase)) return new Set();
  const pattern = `name:[[:space:]]*["']?${phase}\\.[0-9]+`;
  const [lines, rows] = await Promise.all([
    linesElsewhere(workspace.repository, { folder: stateDirectory, pattern }),
    storedNumbers(workspace, phase),
  ]);
  const names = documents.flatMap(({ kind, name }) => (kind === "Task" && name.startsWith(`${phase}.`) ? [name] : []));
  return new Set([...[...names, ...lines].map((text) => Number(/\.(\d+)$/.exec(text)?.[1])), ...rows]);
}

/** `1.9` after all that are taken, also where one before was given up: somebody may remember it. */
export async function nextTaskName(
  workspace: Workspace,
  documents: readonly Document[],
  phase: string,
): Promise<string> {
  const taken = await takenNumbers(workspace, documents, phase);
  return `${phase}.${Math.max(0, ...taken) + 1}`;
}

async function storedNumbers(workspace: Workspace, phase: string): Promise<number[]> {
  const { database, repository, signal } = workspace;
  // Who writes a document has not asked for a database.
  if (database.target("read").kind === "embedded" && !hasEmbeddedData(repository.home)) return [];
  const connection = await database.connect("read").catch(() => undefined);
  if (connection === undefined) return [];
  return whileCalled(signal, connection, async () => {
    const { rows } = await inTransaction(connection, { mode: "read" }, () =>
      connection.query<{ number: number }>(readSql("engine/edit/task-numbers.sql"), [Number(phase)]),
    );
    return rows.map(({ number }) => number);
  });
}
