import { realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { anyGlob } from "../files/places/glob.ts";
import { litterPatterns } from "../model/litter.ts";
import { Failure } from "../model/failure.ts";
import { type BytePath, bytePath, printablePath } from "../model/path-bytes.ts";
import { type FolderLineage, folderLineage } from "../system/folder-lineage.ts";
import { storedSpelling } from "../system/stored-spelling.ts";
import type { Account } from "../system/system.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { SourceGroup } from "./groups.ts";

/** A folder of a group, as it is on this machine. */
export interface SourceRoot {
  readonly group: SourceGroup;
  /** As the document has it. */
  readonly declared: string;
  /** Absolute and without links. */
  readonly directory: BytePath;
  /** Whether a path below it is left out: excluded, another root's, or the repository itself. */
  isOut(path: BytePath, isFolder: boolean): boolean;
}

/**
 * The folders of `groups`, held against those of all groups of this machine: what lies in a root inside another one belongs
 * to the inner one. Throws a Failure where a folder is missing, is shared, or lies in the repository: a file must not be
 * taken for its own copy.
 */
export function sourceRoots(
  groups: readonly SourceGroup[],
  all: readonly SourceGroup[],
  { system, repository }: Pick<Workspace, "system" | "repository">,
): SourceRoot[] {
  const own = folderLineage(bytePath(realpathSync.native(repository.root)));
  const folders = all.flatMap((group) =>
    group.paths.map((declared) => ({ group, declared, directory: located(declared, repository.root, system.account) })),
  );
  const wanted = folders.filter(({ group }) => groups.includes(group));
  refuseMissing(wanted);
  const found = folders.flatMap(({ directory, ...folder }) =>
    directory === undefined ? [] : [{ ...folder, directory, lineage: folderLineage(directory) }],
  );
  const chosen = found.filter(
    ({ group, lineage }, index) =>
      groups.includes(group) &&
      found.findIndex((folder) => folder.group === group && folder.lineage.stamp === lineage.stamp) === index,
  );
  for (const folder of chosen) refuseOverlap(folder, found, own);
  return chosen.map((folder) => ({
    ...folder,
    isOut: outOf(folder, insideOf(folder, [...found.map((other) => other.lineage), own])),
  }));
}

interface GroupFolder {
  readonly group: SourceGroup;
  readonly declared: string;
  readonly directory: BytePath;
  readonly lineage: FolderLineage;
}

/** The paths, below a folder and as a walk of it finds them, of those that lie in it. */
function insideOf({ directory, lineage }: GroupFolder, others: readonly FolderLineage[]): Set<BytePath> {
  const paths = others.map((other) => other.below(lineage.stamp) ?? "");
  return new Set(paths.filter((path) => path !== "").map(storedSpelling(directory)));
}

/** Undefined where there is no such folder now. */
function located(declared: string, root: string, { home }: Account): BytePath | undefined {
  const path = resolve(
    root,
    declared.replace(/^~(?=\/|$)/, () => home),
  );
  try {
    const real = realpathSync.native(path, { encoding: "buffer" });
    return statSync(real).isDirectory() ? real.toString("latin1") : undefined;
  } catch {
    return undefined;
  }
}

function refuseMissing(
  folders: readonly { readonly declared: string; readonly directory: BytePath | undefined }[],
): void {
  const missing = folders.filter(({ directory }) => directory === undefined).map(({ declared }) => declared);
  if (missing.length === 0) return;
  throw new Failure("V7-K003", `no folder ${missing.join(", ")}; nothing was recorded`, {
    next: ["Is everything mounted? Else take it out of the SourceGroup's paths"],
  });
}

function refuseOverlap(
  { group, declared, directory, lineage }: GroupFolder,
  all: readonly GroupFolder[],
  repository: FolderLineage,
): void {
  if (lineage.below(repository.stamp) !== undefined) {
    throw new Failure("V7-K004", `${declared} lies in the repository: its files are registered by v7 scan`, {
      next: ["declare folders outside the repository"],
    });
  }
  const twin = all.find((folder) => folder.lineage.stamp === lineage.stamp && folder.group !== group);
  if (twin === undefined) return;
  const shown = printablePath(directory);
  throw new Failure("V7-K004", `${group.name} and ${twin.group.name} both have ${shown}`, {
    next: ["declare each folder in one SourceGroup"],
  });
}

function outOf({ group }: Pick<GroupFolder, "group">, inner: ReadonlySet<BytePath>): SourceRoot["isOut"] {
  const exclude = anyGlob([...litterPatterns, ...group.exclude]);
  return (path, isFolder) => {
    if (isFolder && inner.has(path)) return true;
    return exclude?.test(isFolder ? `${printablePath(path)}/` : printablePath(path)) === true;
  };
}
