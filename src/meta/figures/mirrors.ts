import { sha256 } from "../../model/digest.ts";
import { folderOf, type Inventory, lastPartOf, parentOf } from "../projects/inventory.ts";

/** A file as it is compared. */
export interface ComparedFile {
  readonly path: string;
  /** SHA-256 of its bytes; null: nobody read it, and nothing above it can be compared. */
  readonly hash: string | null;
}

/** A folder that holds what another one does, path for path and byte for byte. */
export interface Mirror {
  readonly path: string;
  readonly original: string;
  readonly files: number;
  /** How much of the larger is in both, 0 to 1; 1: the same. */
  readonly ratio: number;
  /** Paths from the folders that differ; the first of them. */
  readonly differing: readonly string[];
}

export interface Trees {
  /** SHA-256 over the sorted paths and content of all that lies in a folder; null: unknown. */
  digestOf(folder: string): string | null;
  /** Whether any file lies in it. */
  isFolder(path: string): boolean;
  readonly mirrors: readonly Mirror[];
}

interface Folder {
  readonly entries: string[];
  files: number;
  isKnown: boolean;
  digest: string | null;
}

/**
 * Compares folders: all files count, empty ones too. Of mirrors that lie in mirrors only the outermost are told. `projects` are compared
 * with each other also where they are not quite the same.
 */
export function compareTrees(
  inventory: Pick<Inventory, "roots">,
  files: readonly ComparedFile[],
  limits: {
    readonly leastFiles: number;
    readonly nearRatio: number;
    readonly projects: ReadonlyMap<string, readonly ComparedFile[]>;
  },
): Trees {
  const folders = foldersOf(inventory, files);
  const exact = exactMirrors(inventory, folders, limits.leastFiles);
  const covered = new Set(exact.map(({ path }) => path));
  const near = nearMirrors(limits).filter(({ path, original }) => !covered.has(path) && !covered.has(original));
  return {
    digestOf: (folder) => folders.get(folder)?.digest ?? null,
    isFolder: (path) => folders.has(path),
    mirrors: [...exact, ...near].toSorted(({ path: left }, { path: right }) => (left < right ? -1 : 1)),
  };
}

function foldersOf(inventory: Pick<Inventory, "roots">, files: readonly ComparedFile[]): ReadonlyMap<string, Folder> {
  const folders = new Map<string, Folder>();
  const at = (path: string): Folder => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const made: Folder = { entries: [], files: 0, isKnown: true, digest: null };
    folders.set(path, made);
    const parent = parentOf(inventory, path);
    if (parent !== undefined) at(parent);
    return made;
  };
  for (const { path, hash } of files) {
    const folder = at(folderOf(path));
    folder.entries.push(`${lastPartOf(path)}\0${hash ?? ""}`);
    folder.files += 1;
    if (hash === null) folder.isKnown = false;
  }
  const inwards = [...folders].toSorted(([left], [right]) => depthOf(right) - depthOf(left));
  for (const [path, folder] of inwards) {
    folder.digest = folder.isKnown ? sha256(folder.entries.toSorted().join("\n")) : null;
    const parent = parentOf(inventory, path);
    const outer = parent === undefined ? undefined : folders.get(parent);
    if (outer === undefined) continue;
    outer.entries.push(`${lastPartOf(path)}/\0${folder.digest ?? ""}`);
    outer.files += folder.files;
    outer.isKnown &&= folder.isKnown;
  }
  return folders;
}

function depthOf(path: string): number {
  return path === "" ? 0 : path.split("/").length;
}

function exactMirrors(
  inventory: Pick<Inventory, "roots">,
  folders: ReadonlyMap<string, Folder>,
  leastFiles: number,
): Mirror[] {
  const large = [...folders].filter(([, { digest, files }]) => digest !== null && files >= leastFiles);
  const groups = Map.groupBy(large, ([, { digest }]) => digest);
  const isShared = (folder: string | undefined): boolean =>
    folder !== undefined && (groups.get(folders.get(folder)?.digest ?? null)?.length ?? 0) > 1;
  return [...groups.values()].flatMap((group) => {
    const outermost = group.filter(([path]) => !isShared(parentOf(inventory, path)));
    if (group.length < 2 || outermost.length === 0) return [];
    const [original = ""] = group.map(([path]) => path).toSorted(byOrigin);
    return outermost.flatMap(([path, { files }]) =>
      path === original || path.startsWith(`${original}/`) || original.startsWith(`${path}/`)
        ? []
        : [{ path: shown(path), original: shown(original), files, ratio: 1, differing: [] }],
    );
  });
}

const copyNames =
  /(?:^|[/_.-])(?:mirrors?|backups?|copy|copies|old|incoming|snapshots?|archive|tmp|bak)(?:[/_.-]|$|\d)/i;

/** What is the original: what is not called a copy, then what lies further out, then by name. */
function byOrigin(left: string, right: string): number {
  const [one, other] = [copyNames.test(left), copyNames.test(right)];
  if (one !== other) return one ? 1 : -1;
  return depthOf(left) - depthOf(right) || (left < right ? -1 : 1);
}

/** Files that more projects share than this say nothing about two of them. */
const commonEverywhere = 50;

function nearMirrors({
  leastFiles,
  nearRatio,
  projects,
}: {
  readonly leastFiles: number;
  readonly nearRatio: number;
  readonly projects: ReadonlyMap<string, readonly ComparedFile[]>;
}): Mirror[] {
  const contents = [...projects]
    .map(([project, files]) => contentOf(project, files))
    .filter(({ size }) => size >= leastFiles);
  const holders = new Map<string, number[]>();
  contents.forEach((content, at) => {
    for (const [path, hash] of content.entries) {
      const key = `${path}\0${hash}`;
      const known = holders.get(key);
      if (known === undefined) holders.set(key, [at]);
      else known.push(at);
    }
  });
  const shared = new Map<string, number>();
  for (const found of holders.values()) {
    if (found.length < 2 || found.length > commonEverywhere) continue;
    for (const [index, left] of found.entries())
      for (const right of found.slice(index + 1))
        shared.set(`${left} ${right}`, (shared.get(`${left} ${right}`) ?? 0) + 1);
  }
  return [...shared].flatMap(([pair, both]) => {
    const [left, right] = pair.split(" ").map((at) => contents[Number(at)]);
    if (left === undefined || right === undefined) return [];
    const ratio = both / Math.max(left.size, right.size);
    if (ratio < nearRatio || ratio >= 1) return [];
    const [original, mirror] = byOrigin(left.project, right.project) < 0 ? [left, right] : [right, left];
    return [
      {
        path: shown(mirror.project),
        original: shown(original.project),
        files: mirror.size,
        ratio: Math.round(ratio * 1_000) / 1_000,
        differing: differingPaths(original, mirror),
      },
    ];
  });
}

interface Content {
  readonly project: string;
  readonly size: number;
  /** Hashes by path from the project's folder. */
  readonly entries: ReadonlyMap<string, string>;
}

function contentOf(project: string, files: readonly ComparedFile[]): Content {
  const start = project === "" ? "" : `${project}/`;
  const entries = new Map<string, string>();
  for (const { path, hash } of files) if (hash !== null) entries.set(path.slice(start.length), hash);
  return { project, size: entries.size, entries };
}

const shownPaths = 10;

function differingPaths({ entries: one }: Content, { entries: other }: Content): string[] {
  const paths = new Set([...one.keys(), ...other.keys()]);
  return [...paths]
    .filter((path) => one.get(path) !== other.get(path))
    .toSorted()
    .slice(0, shownPaths);
}

function shown(folder: string): string {
  return folder === "" ? "." : folder;
}
