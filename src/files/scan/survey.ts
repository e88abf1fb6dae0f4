import { type BytePath, bytePath, printablePath } from "../../model/path-bytes.ts";
import type { ScanProblem } from "../../model/output/scan.ts";
import { refusalOf } from "../../system/refusal.ts";
import type { System } from "../../system/system.ts";
import type { FoundFile, Oddity } from "../../system/walk.ts";
import type { FileClass } from "../places/classify.ts";
import type { FilePlace } from "../places/layout.ts";
import type { LeftOut, Root } from "../places/roots.ts";
import { placementOf } from "../places/placement.ts";
import type { ScanJob } from "./job.ts";
import type { KnownFile, Registry } from "./known.ts";
import { isBelowOut, type Sighting } from "./sighting.ts";

/** What lies on disk, held against the registry: before its candidates are read, or after ({@link withReadings}). */
export interface Survey extends Readings {
  readonly registry: Registry;
  readonly scanned: number;
  readonly bytes: number;
  /** Files that must be read. */
  readonly candidates: readonly Candidate[];
  /** Rows of unchanged files, where they belong now; empty unless the rules changed. */
  readonly placed: readonly PlacedRow[];
}

/** What reading candidates adds to a survey. */
export interface Readings {
  /** How many were read. */
  readonly hashed: number;
  readonly vanished: number;
  /** Seen, but neither unchanged nor to be registered. */
  readonly unsure: number;
  readonly gone: readonly GoneFile[];
  readonly problems: readonly ScanProblem[];
}

/** A file that must be read: new, or its stamp has moved. */
export interface Candidate {
  /** Printable, with the root's prefix. */
  readonly path: string;
  readonly root: Root;
  readonly file: FoundFile;
  readonly known: KnownFile | undefined;
}

/** Where a registered, unchanged file belongs by the rules of now. */
export interface PlacedRow extends FilePlace, FileClass {
  readonly id: string;
  readonly project_path: string | null;
  readonly file_path: string | null;
}

/** A registered file that is there no more. */
export interface GoneFile {
  readonly id: string;
  readonly path: string;
  readonly root: Root;
  /** The profile or git leaves it out now; it may well be there. */
  readonly isLeftOut: boolean;
}

/** Tells what must be read, what must be placed anew, and what is gone. Files that are seen are marked in the registry. */
export function holdAgainst(job: ScanJob, registry: Registry, sightings: readonly Sighting[]): Survey {
  const parts = sightings.map((sighting) => surveyOf(job, registry, sighting));
  return {
    registry,
    scanned: sum(sightings.map(({ files }) => files.length)),
    bytes: sum(parts.map(({ bytes }) => bytes)),
    hashed: 0,
    vanished: sum(parts.map(({ vanished }) => vanished)),
    unsure: 0,
    candidates: parts.flatMap(({ candidates }) => candidates),
    placed: parts.flatMap(({ placed }) => placed),
    gone: parts.flatMap(({ gone }) => gone),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

/** The same survey once its candidates are read. */
export function withReadings(survey: Survey, read: Readings): Survey {
  return {
    ...survey,
    // What vanished before it was read counts no more.
    scanned: survey.scanned - read.vanished,
    hashed: survey.hashed + read.hashed,
    vanished: survey.vanished + read.vanished,
    unsure: survey.unsure + read.unsure,
    gone: [...survey.gone, ...read.gone],
    problems: [...survey.problems, ...read.problems],
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

type Part = Pick<Survey, "bytes" | "vanished" | "candidates" | "placed" | "gone" | "problems">;

function surveyOf(job: ScanJob, registry: Registry, seenOnDisk: Sighting): Part {
  const { root } = seenOnDisk.scope;
  const nameOf = job.outs.get(root)?.nameOf ?? ((path) => path);
  const sighting = named(seenOnDisk, nameOf);
  const seen = seeFiles(job, registry, { ...sighting, nameOf: namesApart(sighting.files, nameOf) });
  const strange = sighting.oddities.filter(({ kind, path, isFolder }) => kind !== "vanished" || isRoot(path, isFolder));
  const problems = strange.map((oddity) => problemOf(job.workspace.system, root, oddity));
  // Below what cannot be read, nothing is known to be gone.
  const { unfinished } = sighting;
  const unfinishedProblems = unfinished.map((path): ScanProblem => ({
    path: root.prefix + printablePath(path),
    problem: "unfinished_copy",
    detail: null,
  }));
  const untold = strange.filter((_, at) => problems[at]?.problem === "unreadable").map(({ path }) => path);
  return {
    ...seen,
    vanished: sighting.oddities.length - strange.length,
    gone: goneFiles(job, registry, sighting, untold),
    problems: [...problems, ...unfinishedProblems],
  };
}

type NameOf = LeftOut["nameOf"];

/** What was seen, by the names that git and the registry have for it; files are still opened by those of the disk. */
function named({ scope, oddities, unfinished, files }: Sighting, nameOf: NameOf): Sighting {
  return {
    scope: { ...scope, path: nameOf(scope.path) },
    files,
    oddities: oddities.map((oddity) => ({ ...oddity, path: nameOf(oddity.path) })),
    unfinished: unfinished.map(nameOf),
  };
}

/** Two files of one name keep the disk's. */
function namesApart(files: Sighting["files"], nameOf: NameOf): NameOf {
  const others = files.filter(({ path }) => nameOf(path) !== path);
  if (others.length === 0) return (path) => path;
  const taken = new Set(files.map(({ path }) => path));
  return (path) => (taken.has(nameOf(path)) ? path : nameOf(path));
}

/** One pass for all files there are: whatever it does is done a million times. */
function seeFiles(
  { request, rules }: ScanJob,
  registry: Registry,
  { scope: { root }, files, nameOf }: Sighting & { readonly nameOf: NameOf },
): Pick<Survey, "bytes" | "candidates" | "placed"> {
  let bytes = 0;
  const candidates: Candidate[] = [];
  const placed: PlacedRow[] = [];
  const isPlacedAnew = registry.layout !== rules.digest;
  for (const file of files) {
    const path = root.prefix + printablePath(nameOf(file.path));
    const known = registry.files.get(path);
    if (known !== undefined) known.isSeen = true;
    bytes += file.size;
    if (known === undefined || request.full === true || known.stamp !== file.stamp) {
      candidates.push({ path, root, file, known });
    } else if (isPlacedAnew) {
      placed.push({ id: known.id, ...placementOf(rules, path, file.isLink) });
    }
  }
  return { bytes, candidates, placed };
}

function isRoot(path: BytePath, isFolder: boolean): boolean {
  return path === "" && isFolder;
}

/** A root that is not there counts as one that cannot be read: a disk that is not mounted has lost nothing. */
function problemOf(system: System, root: Root, oddity: Oddity): ScanProblem {
  const { path, kind, isFolder } = oddity;
  const shown = isRoot(path, isFolder) ? root.prefix.slice(0, -1) || "." : root.prefix + printablePath(path);
  return { path: shown, problem: kind === "vanished" ? "unreadable" : kind, detail: refusalOf(system, oddity) };
}

/** What is registered below the scope and was not seen, but for what lies below a path of which nothing is known. */
function goneFiles(
  { roots, outs }: ScanJob,
  registry: Registry,
  { scope: { root, path: scope } }: Sighting,
  untold: readonly BytePath[],
): GoneFile[] {
  const others = roots.filter(({ prefix }) => prefix !== "" && prefix !== root.prefix).map(({ prefix }) => prefix);
  const within = belowAny([scope], root.prefix);
  const kept = belowAny(untold, root.prefix);
  const isOut = outs.get(root)?.isOut ?? (() => false);
  const gone: GoneFile[] = [];
  for (const [path, { id, isSeen }] of registry.files) {
    if (isSeen || !path.startsWith(root.prefix) || !within(path) || kept(path)) continue;
    if (root.prefix === "" && others.some((prefix) => path.startsWith(prefix))) continue;
    const inside = bytePath(path.slice(root.prefix.length));
    gone.push({ id, path, root, isLeftOut: isOut(inside, false) || isBelowOut(inside, isOut) });
  }
  return gone;
}

function belowAny(paths: readonly BytePath[], prefix: string): (path: string) => boolean {
  if (paths.includes("")) return () => true;
  const shown = paths.map((path) => prefix + printablePath(path));
  return (path) => shown.some((start) => path === start || path.startsWith(`${start}/`));
}
