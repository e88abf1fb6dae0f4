import { folderOf, type Inventory, type InventoryFile, isBelow, lastPartOf, parentOf } from "./inventory.ts";
import { isBelowTests, type LeftOut, leftOutByPath, toolFolders } from "./left-out.ts";
import { manifestKindOf } from "./manifests/index.ts";
import type { ManifestKind, ManifestReading } from "./manifests/manifest.ts";
import { membersOf } from "./members.ts";

/** A project that was found, without anybody having declared it. */
export interface FoundProject {
  /** As the registry names its folder; `.` for the repository itself. */
  readonly path: string;
  readonly name: string;
  /** Somebody declared it, a workspace did, a manifest gives it a name, or it has git of its own. */
  readonly by: "declared" | "member" | "manifest" | "git";
  /** What its manifest calls it. */
  readonly identity: string | null;
  readonly language: string | null;
  /** Its manifests, by file name. */
  readonly manifests: readonly string[];
}

export interface Detection {
  /** By path. */
  readonly projects: readonly FoundProject[];
  /** What looks like a project and is none, by path. */
  readonly leftOut: readonly LeftOut[];
  /** The innermost project that a path lies in; undefined outside of all. */
  projectOf(path: string): FoundProject | undefined;
}

/**
 * Finds projects: members that workspaces declare, folders whose manifest gives them a name, and folders with git of their
 * own, and those that somebody declared. A workspace's root that has nothing but members is none. The order of the files says nothing.
 */
export function detectProjects(inventory: Inventory): Detection {
  const folders = readFolders(inventory);
  const leftOut: LeftOut[] = [];
  const candidates = candidatesOf(inventory, folders, leftOut);
  const isCandidate = (folder: string): boolean => candidates.has(folder);
  const sources = sourcesOf(inventory, isCandidate);
  const projects: FoundProject[] = [];
  for (const [folder, candidate] of candidates) {
    const within = [...candidates.keys()].filter((other) => other !== folder && isBelow(inventory, other, folder));
    const own = sources.get(folder) ?? [];
    const isDeclared = candidate.by === "declared";
    if (!isDeclared && within.length > 0 && own.every((file) => isTooling(folder, file))) {
      const members = within.slice(0, shownMembers).map(shownPath).join(", ");
      leftOut.push({ path: shownPath(folder), reason: "workspace", because: members });
      continue;
    }
    projects.push(projectOf(inventory, { folder, candidate, own }));
  }
  const byFolder = new Map(projects.map((project) => [project.path === "." ? "" : project.path, project]));
  const projectAt = nearest(inventory, (folder) => byFolder.get(folder));
  return {
    projects: projects.toSorted(byPath),
    leftOut: leftOut.toSorted(byPath),
    projectOf: (path) => projectAt(folderOf(path)),
  };
}

/** Of a workspace's members, how many are named as evidence. */
const shownMembers = 20;

interface Folders {
  readonly all: ReadonlySet<string>;
  readonly withManifest: ReadonlySet<string>;
  readonly readings: ReadonlyMap<string, readonly ReadManifest[]>;
}

interface ReadManifest {
  readonly name: string;
  readonly kind: ManifestKind;
  readonly reading: ManifestReading | undefined;
}

function readFolders(inventory: Inventory): Folders {
  const { files, manifests } = inventory;
  const all = new Set<string>();
  for (const { path } of files) {
    let folder: string | undefined = folderOf(path);
    for (; folder !== undefined && !all.has(folder); folder = parentOf(inventory, folder)) all.add(folder);
  }
  const readings = new Map<string, ReadManifest[]>();
  for (const [path, text] of [...manifests].toSorted(([left], [right]) => (left < right ? -1 : 1))) {
    const name = lastPartOf(path);
    const kind = manifestKindOf(name);
    if (kind === undefined) continue;
    const reading = text === undefined ? undefined : kind.read(text, name);
    readings.set(folderOf(path), [...(readings.get(folderOf(path)) ?? []), { name, kind, reading }]);
  }
  return { all, withManifest: new Set(readings.keys()), readings };
}

interface Candidate {
  readonly by: FoundProject["by"];
  readonly manifests: readonly ReadManifest[];
}

/** Folders that may be projects, the outermost first; what is none by its path or manifest is told. */
function candidatesOf(inventory: Inventory, folders: Folders, leftOut: LeftOut[]): ReadonlyMap<string, Candidate> {
  const members = declaredMembers(folders);
  const found = new Map<string, Candidate>();
  const worktrees = [...inventory.gitFolders].filter(([, kind]) => kind === "worktree").map(([folder]) => folder);
  const declared = new Set([...inventory.declared].map((path) => (path === "." ? "" : path)));
  const everything = [...folders.withManifest, ...members.keys(), ...inventory.gitFolders.keys(), ...declared];
  for (const folder of [...new Set(everything)].toSorted()) {
    const manifests = folders.readings.get(folder) ?? [];
    const worktree = worktrees.find((one) => isBelow(inventory, folder, one));
    const byPath = leftOutByPath(folder);
    const path = shownPath(folder);
    if (declared.has(folder)) {
      if (folders.all.has(folder)) found.set(folder, { by: "declared", manifests });
    } else if (worktree !== undefined) leftOut.push({ path, reason: "worktree", because: shownPath(worktree) });
    else if (byPath !== undefined && members.get(folder) !== "by name") leftOut.push({ path, ...byPath });
    else if (members.has(folder)) found.set(folder, { by: "member", manifests });
    else if (manifests.some(({ reading }) => (reading?.identity ?? null) !== null || hasMembers(reading)))
      found.set(folder, { by: "manifest", manifests });
    else if (inventory.gitFolders.has(folder)) found.set(folder, { by: "git", manifests });
    else {
      const unread = manifests.find(({ reading }) => reading === undefined);
      const reason = unread === undefined ? "no_identity" : "unreadable";
      leftOut.push({ path, reason, because: (unread ?? manifests[0])?.name ?? "" });
    }
  }
  return found;
}

function hasMembers(reading: ManifestReading | undefined): boolean {
  return (reading?.members.length ?? 0) > 0;
}

/** Members by folder: whether a pattern matched them, or somebody wrote them out. */
function declaredMembers(folders: Folders): ReadonlyMap<string, "by name" | "by pattern"> {
  const found = new Map<string, "by name" | "by pattern">();
  for (const [folder, manifests] of folders.readings) {
    // What a fixture declares are fixtures.
    if (leftOutByPath(folder) !== undefined) continue;
    for (const { reading } of manifests) {
      if (reading === undefined) continue;
      for (const member of membersOf(folder, reading, folders)) {
        const isNamed = reading.members.some(
          (pattern) => !pattern.includes("*") && member.endsWith(lastPartOf(pattern)),
        );
        found.set(member, isNamed || found.get(member) === "by name" ? "by name" : "by pattern");
      }
    }
  }
  return found;
}

/** The source files of each folder that may be a project, and of no folder further in. */
function sourcesOf(
  inventory: Inventory,
  isCandidate: (folder: string) => boolean,
): ReadonlyMap<string, readonly InventoryFile[]> {
  const homeOf = nearest(inventory, (folder) => (isCandidate(folder) ? folder : undefined));
  const sources = inventory.files.filter(({ fileType }) => fileType === "code");
  const homes = Map.groupBy(sources, ({ path }) => homeOf(folderOf(path)));
  return new Map([...homes].flatMap(([home, files]) => (home === undefined ? [] : [[home, files] as const])));
}

/** What the innermost folder that has something has. Folders are asked once each. */
function nearest<Found>(
  inventory: Pick<Inventory, "roots">,
  ask: (folder: string) => Found | undefined,
): (folder: string) => Found | undefined {
  const known = new Map<string, Found | undefined>();
  const at = (folder: string): Found | undefined => {
    if (known.has(folder)) return known.get(folder);
    const parent = parentOf(inventory, folder);
    const found = ask(folder) ?? (parent === undefined ? undefined : at(parent));
    known.set(folder, found);
    return found;
  };
  return at;
}

/** What a workspace's root has for all of its members, and what is nobody's source. */
function isTooling(folder: string, { path }: InventoryFile): boolean {
  const inside = folder === "" ? path : path.slice(folder.length + 1);
  if (leftOutByPath(inside) !== undefined || isBelowTests(inside)) return true;
  if (inside.includes("/")) return toolFolders.has(inside.slice(0, inside.indexOf("/")));
  return /\.config\.[cm]?[jt]s$|^\.|^(?:gulpfile|gruntfile|jest\.|karma\.|setup\.py|conftest\.py|noxfile\.py|tasks\.py|rakefile|gemfile|makefile|build\.gradle|settings\.gradle|justfile|dockerfile)/i.test(
    inside,
  );
}

function projectOf(
  { repositoryName }: Inventory,
  {
    folder,
    candidate,
    own,
  }: { readonly folder: string; readonly candidate: Candidate; readonly own: readonly InventoryFile[] },
): FoundProject {
  const named = candidate.manifests.find(({ reading }) => (reading?.identity ?? null) !== null);
  const identity = named?.reading?.identity ?? null;
  const isOwn = own.filter(
    ({ path }) => leftOutByPath(folder === "" ? path : path.slice(folder.length + 1)) === undefined,
  );
  return {
    path: shownPath(folder),
    name: identity ?? (folder === "" ? repositoryName : lastPartOf(folder)),
    by: candidate.by,
    identity,
    language:
      named?.kind.language ??
      mostUsed(isOwn) ??
      candidate.manifests.find(({ kind }) => kind.language)?.kind.language ??
      null,
    manifests: candidate.manifests.map(({ name }) => name),
  };
}

/** The language of most files; of equals the first by name. */
function mostUsed(files: readonly InventoryFile[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { language } of files) if (language !== null) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].toSorted(([left, one], [right, other]) => other - one || (left < right ? -1 : 1))[0]?.[0];
}

function shownPath(folder: string): string {
  return folder === "" ? "." : folder;
}

function byPath(left: { readonly path: string }, right: { readonly path: string }): number {
  return left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
}
