import { readLayout } from "../../files/places/layout.ts";
import { ignoredAmong } from "../../git/ignored.ts";
import type { CopyPlanCounts, PassedOver } from "../../model/output/consolidate-plan.ts";
import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import { type BytePath, bytePath, prefixOf, printedPath } from "../../model/path-bytes.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { declaredGroups, groupsNamed, type SourceGroup } from "../groups.ts";
import { groupsHere, isHere, thisMachine } from "../machine.ts";
import { type CopyPlan, type PlannableSource, placeSources, planCopies, withinReach } from "./plan-copies.ts";
import { type SourceRoot, sourceRoots } from "../roots.ts";
import { readSourceRows, type SourceRow } from "./source-rows.ts";
import { readStandings } from "./standings.ts";
import { readValidState } from "../../workspace/state.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";

/**
 * Says what of a group would go where. Writes nothing. Throws Failures for a group that is not of this machine, and where
 * its files have not been recorded and compared.
 */
export async function planGroup(workspace: Workspace, name: string): Promise<CopyPlan> {
  const machine = thisMachine(workspace);
  const { documents } = await readValidState(workspace);
  const all = declaredGroups(documents);
  const [group] = groupsHere(groupsNamed(all, [name]), machine, { areNamed: true });
  if (group === undefined) throw new Error(`no group ${name}`);
  const everywhere = all.filter(({ node }) => isHere(node, machine));
  const roots = sourceRoots([group], everywhere, workspace);
  const { rows, registered } = await readKnown(workspace, group);
  refuseUncompared(rows, group);
  const { system, repository, signal } = workspace;
  const sources = rows.flatMap((row) => plannable(row, roots));
  const longest = system.pathLimit - bytePath(repository.root).length - roomForNames;
  const placing = withinReach(placeSources(group, readLayout(documents), sources), longest);
  const standingOf = await readStandings(repository.root, placing.placed, signal);
  const targets = placing.placed.map(({ target }) => target).filter((target) => standingOf(target).kind !== "obstacle");
  const ignored = await ignoredAmong(repository, targets);
  return planCopies(group, placing, { standingOf, registered, ignored });
}

/** For the slash behind the root, and for the name a file has while it is copied. */
const roomForNames = 64;

async function readKnown(
  workspace: Workspace,
  group: SourceGroup,
): Promise<{ readonly rows: readonly SourceRow[]; readonly registered: readonly BytePath[] }> {
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => ({
      rows: await readSourceRows(connection, group),
      registered: await readRegistered(connection),
    })),
  );
}

async function readRegistered(connection: Connection): Promise<BytePath[]> {
  const { rows } = await connection.query<{ paths: string }>(readSql("consolidate/copy/registered-paths.sql"));
  return rows.flatMap((row) => row.paths.split("\u001e")).map(printedPath);
}

function refuseUncompared(rows: readonly SourceRow[], { name }: SourceGroup): void {
  if (rows.length === 0) {
    throw new Failure("V7-K010", `nothing is recorded of ${name}`, { next: [`v7 consolidate inventory ${name}`] });
  }
  const open = rows.filter(({ isCompared, isLink, hash }) => !isCompared && !isLink && hash !== null).length;
  if (open === 0) return;
  throw new Failure("V7-K010", `${open} files of ${name} have not been compared since they changed`, {
    next: ["v7 consolidate dedup"],
  });
}

/** What lies in a folder that the group does not declare any more goes nowhere. */
function plannable(row: SourceRow, roots: readonly SourceRoot[]): PlannableSource[] {
  const path = printedPath(row.path);
  const root = roots.find(({ directory }) => path.startsWith(prefixOf(directory)));
  if (root === undefined) return [];
  const below: BytePath = path.slice(prefixOf(root.directory).length);
  return [{ ...row, below, isCopied: row.status === "copied" }];
}

/** Remembers what is planned, so that an execution can tell its plan from an older one. */
export async function recordPlanned(workspace: Workspace, { node, group, copies }: CopyPlan): Promise<void> {
  await withConnection(workspace, "write", (connection) =>
    inTransaction(connection, { mode: "write" }, async () => {
      const rows = await readSourceRows(connection, { node, name: group });
      const ids = new Map(rows.map(({ path, id }) => [path, id]));
      const known = copies.flatMap(({ source, target }) => {
        const id = ids.get(source);
        return id === undefined ? [] : [{ id, target }];
      });
      const values = [node, group, known.map(({ id }) => id), known.map(({ target }) => target)];
      await connection.query(readSql("consolidate/copy/planned.sql"), values);
    }),
  );
}

/** Files of more bytes are named: git keeps every version of them for ever. */
export const largeFile = 50_000_000;

/** How many files there are of each sort; `bytes` are those of the copies. */
export function countsOf({ copies, passed, conflicts, present, ignored }: CopyPlan): CopyPlanCounts {
  const count = (because: PassedOver["because"]): number => passed.filter((entry) => entry.because === because).length;
  const outside = new Set(ignored);
  const sum = (chosen: CopyPlan["copies"]): number => chosen.reduce((total, { size }) => total + size, 0);
  return {
    copies: copies.length,
    bytes: sum(copies),
    present: present.length,
    conflicts: conflicts.length,
    duplicates: count("duplicate"),
    hard_links: count("hard_link"),
    skipped: count("skip"),
    copied: count("copied"),
    links: count("link"),
    no_content: count("no_content"),
    unplaced: count("unplaced"),
    hostile: count("hostile"),
    git_bytes: sum(copies.filter(({ target }) => !outside.has(target))),
    large: copies.filter(({ size }) => size > largeFile).length,
  };
}
