import type { Layout } from "../../files/places/layout.ts";
import type { CopyConflict, PassedOver, PlannedCopy } from "../../model/output/consolidate-plan.ts";
import { foldedPath, foldersOf, foldersOfAll } from "../../model/folded-path.ts";
import { type BytePath, printablePath } from "../../model/path-bytes.ts";
import type { SourceGroup } from "../groups.ts";
import { targetOf } from "./targets.ts";

/** What would go where. Pure data. */
export interface CopyPlan {
  readonly group: string;
  readonly node: string;
  /** By target. */
  readonly copies: readonly PlannedCopy[];
  readonly passed: readonly PassedOver[];
  readonly conflicts: readonly CopyConflict[];
  /** Targets that are there already with the same bytes: they are only recorded. */
  readonly present: readonly string[];
  /** Targets that git ignores. */
  readonly ignored: readonly string[];
}

/** A source as its row has it. */
export interface PlannableSource {
  /** Absolute, printable. */
  readonly path: string;
  /** From its root. */
  readonly below: BytePath;
  readonly hash: string | null;
  readonly size: number;
  readonly stamp: string;
  /** The number of its disk; empty where nobody noted it. */
  readonly device: string;
  readonly isLink: boolean;
  readonly isCopied: boolean;
  /** The copy that stays, where this is a duplicate. */
  readonly duplicateOf: string | null;
}

/** What stands at a target's place in the repository. */
export type TargetState =
  | { readonly kind: "absent" }
  | { readonly kind: "file"; readonly hash: string | null }
  /** A folder, a link, or a folder on the way that is none. */
  | { readonly kind: "obstacle"; readonly because: string };

/** A source that has a target. */
export interface PlacedSource {
  readonly source: PlannableSource & { readonly hash: string };
  readonly target: BytePath;
}

/** The sources that go somewhere, and those that stay where they are. */
export interface Placing {
  readonly placed: readonly PlacedSource[];
  readonly passed: readonly PassedOver[];
}

/** Says of each source where it goes, or why it stays. Sources are in the order of their paths. */
export function placeSources(group: SourceGroup, layout: Layout, sources: readonly PlannableSource[]): Placing {
  const placed: PlacedSource[] = [];
  const passed: PassedOver[] = [];
  const names = new Map<string, string>();
  for (const source of sources) {
    const file = fileOf(source);
    const first = file === undefined ? undefined : names.get(file);
    const why = reasonToStay(source, first);
    if (why !== undefined) passed.push({ source: source.path, ...why });
    else {
      const verdict = sent(group, layout, source);
      if ("target" in verdict) {
        placed.push(verdict);
        if (file !== undefined) names.set(file, source.path);
      } else passed.push({ source: source.path, ...verdict });
    }
  }
  return { placed, passed };
}

/** Sources whose targets no path leads to stay where they are. `longest` is of a target, in bytes. */
export function withinReach({ placed, passed }: Placing, longest: number): Placing {
  const far = placed.filter(({ target }) => target.length > longest);
  const left = far.map(({ source, target }): PassedOver => {
    return { source: source.path, because: "hostile", detail: `${printablePath(target)} is too long` };
  });
  return { placed: placed.filter(({ target }) => target.length <= longest), passed: [...passed, ...left] };
}

type Reason = Omit<PassedOver, "source">;

/** What hard links of one file have in common. Files on two disks may share a stamp, so that the content decides. */
function fileOf({ stamp, device, hash }: PlannableSource): string | undefined {
  return stamp === "" ? undefined : `${hash ?? ""} ${device} ${stamp}`;
}

/** Of hard links of one file one is copied, under its first name. */
function reasonToStay(source: PlannableSource, firstName: string | undefined): Reason | undefined {
  if (source.isLink) return { because: "link", detail: null };
  if (source.hash === null) return { because: "no_content", detail: null };
  if (source.isCopied) return { because: "copied", detail: null };
  if (source.duplicateOf !== null) return { because: "duplicate", detail: source.duplicateOf };
  if (firstName !== undefined && source.size > 0) return { because: "hard_link", detail: firstName };
  return undefined;
}

function sent(group: SourceGroup, layout: Layout, source: PlannableSource): PlacedSource | Reason {
  const destination = targetOf(group, layout, source.below);
  switch (destination.kind) {
    case "target":
      return { source: { ...source, hash: source.hash ?? "" }, target: destination.path };
    case "hostile":
      return { because: "hostile", detail: `${destination.path} ${destination.because}` };
    case "skip":
    case "unplaced":
      return { because: destination.kind, detail: null };
  }
}

/** What the repository holds, as far as targets are concerned. */
export interface RepositoryAtTargets {
  standingOf(target: BytePath): TargetState;
  /** Registered paths. */
  readonly registered: readonly BytePath[];
  readonly ignored: ReadonlySet<BytePath>;
}

/** Decides what is copied. Pure: sources with their targets and what is there in, a plan out. */
export function planCopies(
  group: SourceGroup,
  { placed, passed }: Placing,
  surrounding: RepositoryAtTargets,
): CopyPlan {
  const conflicts = [...meetings(placed), ...obstacles(placed, surrounding)];
  const disputed = new Set(conflicts.map(({ target }) => target));
  const free = placed.filter(({ target }) => !disputed.has(printablePath(target)));
  const shown = (chosen: readonly PlacedSource[]): string[] =>
    chosen.map(({ target }) => printablePath(target)).toSorted();
  return {
    group: group.name,
    node: group.node,
    copies: free.map((entry) => copyOf(group, entry)).toSorted((a, b) => (a.target < b.target ? -1 : 1)),
    passed,
    conflicts: conflicts.toSorted((a, b) => (a.target < b.target ? -1 : 1)),
    present: shown(free.filter(({ target }) => surrounding.standingOf(target).kind === "file")),
    ignored: shown(free.filter(({ target }) => surrounding.ignored.has(target))),
  };
}

function copyOf({ name, node }: SourceGroup, { source, target }: PlacedSource): PlannedCopy {
  const { path, hash, size, stamp } = source;
  return { target: printablePath(target), source: path, group: name, node, sha256: hash, size, stamp };
}

/** Targets that are one file somewhere, files whose path is a folder of another target, and folders that are one somewhere. */
function meetings(placed: readonly PlacedSource[]): CopyConflict[] {
  const byPlace = Map.groupBy(placed, ({ target }) => foldedPath(target));
  const folders = spellingsOf(foldersOfAll(placed.map(({ target }) => target)));
  return [...byPlace].flatMap(([key, entries]) =>
    entries.flatMap((entry) => {
      const isFolder = folders.has(key) ? "is a folder of another target" : undefined;
      const because = isFolder ?? meetingOf(entries) ?? meetingOfFolders(entry, folders);
      return because === undefined ? [] : [conflict(entry.target, entries, because)];
    }),
  );
}

function meetingOf(entries: readonly PlacedSource[]): string | undefined {
  if (entries.length < 2) return undefined;
  const targets = new Set(entries.map(({ target }) => target));
  return targets.size === 1
    ? `${entries.length} sources go there`
    : "another target differs by case or accents alone, which some file systems do not tell apart";
}

function meetingOfFolders({ target }: PlacedSource, folders: Spellings): string | undefined {
  const isOne = foldersOf(target).every((folder) => folders.get(foldedPath(folder))?.size === 1);
  if (isOne) return undefined;
  return "the folder of another target differs by case or accents alone, which some file systems do not tell apart";
}

/** How a path is known comes first: where names fold, the disk finds it by any other. */
function obstacles(placed: readonly PlacedSource[], { standingOf, registered }: RepositoryAtTargets): CopyConflict[] {
  const wanted = new Set(placed.flatMap(({ target }) => [target, ...foldersOf(target)]).map(foldedPath));
  const files = spellingsOf(registered, wanted);
  const folders = spellingsOf(foldersOfAll(registered), wanted);
  return placed.flatMap((entry) => {
    const { target } = entry;
    const [other] = [
      ...otherSpelling(target, files),
      ...foldersOf(target).flatMap((folder) => otherSpelling(folder, folders)),
    ];
    const because = other === undefined ? obstacle(entry, standingOf(target)) : spelledOtherwise(other);
    return because === undefined ? [] : [conflict(target, [entry], because)];
  });
}

/** Paths by what all of them are somewhere. */
type Spellings = ReadonlyMap<string, ReadonlySet<BytePath>>;

/** `wanted`: the keys that will be asked for; otherwise all. */
function spellingsOf(paths: Iterable<BytePath>, wanted?: ReadonlySet<string>): Spellings {
  const found = new Map<string, Set<BytePath>>();
  for (const path of paths) {
    const key = foldedPath(path);
    if (wanted?.has(key) !== false) found.set(key, (found.get(key) ?? new Set()).add(path));
  }
  return found;
}

/** How a path is spelled where it is there, but never as asked. */
function otherSpelling(path: BytePath, there: Spellings): BytePath[] {
  const spellings = there.get(foldedPath(path));
  return spellings === undefined || spellings.has(path) ? [] : [...spellings];
}

/** Why a target cannot be when the repository has it by other letters. */
export function spelledOtherwise(stored: BytePath): string {
  return `${printablePath(stored)} is there, and differs by case or accents alone`;
}

function obstacle({ source }: PlacedSource, standing: TargetState): string | undefined {
  if (standing.kind === "obstacle") return standing.because;
  if (standing.kind === "absent" || standing.hash === source.hash) return undefined;
  return "is there with other content";
}

function conflict(target: BytePath, entries: readonly PlacedSource[], because: string): CopyConflict {
  return { target: printablePath(target), sources: entries.map(({ source }) => source.path), because };
}
