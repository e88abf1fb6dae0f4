/** What is known of the folders that projects are sought in, before anything is decided. */
export interface Inventory {
  /** What the repository's own folder is called. */
  readonly repositoryName: string;
  /** Folders of declared roots: `@downloads`. They lie in no other folder. */
  readonly roots: ReadonlySet<string>;
  /** Folders that somebody declared to be projects. */
  readonly declared: ReadonlySet<string>;
  /** Every registered file. */
  readonly files: readonly InventoryFile[];
  /** Folders with git of their own, by path; the repository's root is the empty one. */
  readonly gitFolders: ReadonlyMap<string, GitFolder>;
  /** The text of manifests, by path; undefined: it could not be read. */
  readonly manifests: ReadonlyMap<string, string | undefined>;
}

/** A repository, one inside another's index, or a second work tree, which holds the same project once more. */
export type GitFolder = "repository" | "submodule" | "worktree";

export interface InventoryFile {
  /** As the registry has it: from the repository's root, or from a declared root as `@downloads/…`. */
  readonly path: string;
  /** `code`, `documentation`, …, as `files` tells them. */
  readonly fileType: string;
  readonly language: string | null;
}

/** The folder of a path; the empty one for what lies in the repository's root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** The last part of a path. */
export function lastPartOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What a folder lies in; undefined for the repository's root and those that are declared. */
export function parentOf({ roots }: Pick<Inventory, "roots">, folder: string): string | undefined {
  return folder === "" || roots.has(folder) ? undefined : folderOf(folder);
}

/** Whether a path is a folder or lies in it. What is in a declared root is not in the repository. */
export function isBelow({ roots }: Pick<Inventory, "roots">, path: string, folder: string): boolean {
  if (folder !== "") return path === folder || path.startsWith(`${folder}/`);
  return !path.startsWith("@") || !roots.has(path.split("/", 1)[0] ?? "");
}
