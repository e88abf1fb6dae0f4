import type { Layout } from "../../files/places/layout.ts";
import type { CopyConflict, PassedOver, PlannedCopy } from "../../model/output/consolidate-plan.ts";
import { type BytePath, printablePath } from "../../model/path-bytes.ts";
import type { SourceGroup } from "../groups.ts";
import { targetOf, foldedPath } from "./targets.ts";

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
  /** Registered paths by their folded form. */
  readonly registered: ReadonlyMap<string, string>;
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

/** Targets that are one file somewhere, and files whose path is a folder of another target. */
function meetings(placed: readonly PlacedSource[]): CopyConflict[] {
  const byPlace = new Map<string, PlacedSource[]>();
  for (const entry of placed) {
    const key = foldedPath(entry.target);
    byPlace.set(key, [...(byPlace.get(key) ?? []), entry]);
  }
  const folders = new Set(placed.flatMap(({ target }) => foldersOf(target)));
  return [...byPlace].flatMap(([key, entries]): CopyConflict[] => {
    const because = folders.has(key) ? "is a folder of another target" : meetingOf(entries);
    return because === undefined ? [] : entries.map((entry) => conflict(entry.target, entries, because));
  });
}

function meetingOf(entries: readonly PlacedSource[]): string | undefined {
  if (entries.length < 2) return undefined;
  const targets = new Set(entries.map(({ target }) => target));
  return targets.size === 1
    ? `${entries.length} sources go there`
    : "another target differs by case or accents alone, which some file systems do not tell apart";
}

function foldersOf(target: BytePath): string[] {
  const folders: string[] = [];
  for (let end = target.lastIndexOf("/"); end > 0; end = target.lastIndexOf("/", end - 1)) {
    folders.push(foldedPath(target.slice(0, end)));
  }
  return folders;
}

function obstacles(placed: readonly PlacedSource[], { standingOf, registered }: RepositoryAtTargets): CopyConflict[] {
  return placed.flatMap((entry) => {
    const standing = standingOf(entry.target);
    const because = obstacle(entry, standing, registered.get(foldedPath(entry.target)));
    return because === undefined ? [] : [conflict(entry.target, [entry], because)];
  });
}

function obstacle(
  { source, target }: PlacedSource,
  standing: TargetState,
  known: string | undefined,
): string | undefined {
  if (standing.kind === "obstacle") return standing.because;
  if (standing.kind === "file") return standing.hash === source.hash ? undefined : "is there with other content";
  if (known === undefined || known === printablePath(target)) return undefined;
  return `${known} is there, and differs by case or accents alone`;
}

function conflict(target: BytePath, entries: readonly PlacedSource[], because: string): CopyConflict {
  return { target: printablePath(target), sources: entries.map(({ source }) => source.path), because };
}
