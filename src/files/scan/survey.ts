import { type BytePath, bytePath, printablePath } from "../../model/path-bytes.ts";
import { type Candidate, placedFile } from "./inspect.ts";
import type { Registry } from "./known.ts";
import type { PlacedFile } from "./register.ts";
import type { IsOut, Root } from "../places/roots.ts";
import type { Rules } from "../places/rules.ts";
import type { ScanProblem } from "../../model/output/scan.ts";
import type { ScanRequest } from "./scan-types.ts";
import { isBelowOut, type Sighting } from "./sighting.ts";
import type { FoundFile, Oddity } from "../../system/walk.ts";

/** What lies on disk, held against the registry. Reading the candidates completes it. */
export interface Survey {
  scanned: number;
  bytes: number;
  hashed: number;
  vanished: number;
  /** Seen, but neither unchanged nor to be registered. */
  unsure: number;
  /** Files that must be read. */
  readonly candidates: Candidate[];
  readonly placed: PlacedFile[];
  readonly gone: GoneFile[];
  readonly problems: ScanProblem[];
}

/** A registered file that is there no more. */
export interface GoneFile {
  readonly id: string;
  readonly path: string;
  readonly root: Root;
  /** The profile or git leaves it out now; it may well be there. */
  readonly isLeftOut: boolean;
}

export interface SurveyOptions {
  readonly request: Pick<ScanRequest, "full">;
  readonly roots: readonly Root[];
  readonly rules: Rules;
  /** Files that are seen are marked there. */
  readonly registry: Registry;
  /** What each root leaves out. */
  readonly outs: ReadonlyMap<Root, IsOut>;
}

/** Tells what must be read, what must be placed anew, and what is gone. */
export function holdAgainst(sightings: readonly Sighting[], options: SurveyOptions): Survey {
  const survey: Survey = {
    scanned: 0,
    bytes: 0,
    hashed: 0,
    vanished: 0,
    unsure: 0,
    candidates: [],
    placed: [],
    gone: [],
    problems: [],
  };
  for (const sighting of sightings) {
    const { root } = sighting.scope;
    for (const file of sighting.files) see(root, file, survey, options);
    const untold = sighting.oddities.filter((oddity) => noteOddity(root, oddity, survey)).map(({ path }) => path);
    collectGone(sighting, survey, untold, options);
  }
  return survey;
}

function see(root: Root, file: FoundFile, survey: Survey, { registry, request, rules }: SurveyOptions): void {
  const path = root.prefix + printablePath(file.path);
  const known = registry.files.get(path);
  survey.scanned += 1;
  survey.bytes += file.size;
  if (known !== undefined) known.isSeen = true;
  if (known === undefined || request.full === true || known.stamp !== file.stamp) {
    survey.candidates.push({ path, root, file, known });
  } else if (registry.layout !== rules.digest) {
    survey.placed.push(placedFile(rules, known.id, path, file.isLink));
  }
}

/**
 * Whether nothing is known of what lies there. A root that is not there counts as one that cannot be read: a disk that
 * is not mounted has lost nothing.
 */
function noteOddity(root: Root, { path, kind, isFolder, detail }: Oddity, survey: Survey): boolean {
  const isRoot = path === "" && isFolder;
  if (kind === "vanished" && !isRoot) {
    survey.vanished += 1;
    return false;
  }
  const problem = kind === "vanished" ? "unreadable" : kind;
  const shown = isRoot ? root.prefix.slice(0, -1) || "." : root.prefix + printablePath(path);
  survey.problems.push({ path: shown, problem, detail: detail ?? null });
  return problem === "unreadable";
}

/** What is registered below the scope and was not seen; below what cannot be read, nothing is known to be gone. */
function collectGone(
  { scope: { root, path: scope } }: Sighting,
  { gone }: Survey,
  untold: readonly BytePath[],
  { registry, roots, outs }: SurveyOptions,
): void {
  const others = roots.filter(({ prefix }) => prefix !== "" && prefix !== root.prefix).map(({ prefix }) => prefix);
  const within = belowAny([scope], root.prefix);
  const kept = belowAny(untold, root.prefix);
  const isOut = outs.get(root) ?? (() => false);
  for (const [path, { id, isSeen }] of registry.files) {
    if (isSeen || !path.startsWith(root.prefix) || !within(path) || kept(path)) continue;
    if (root.prefix === "" && others.some((prefix) => path.startsWith(prefix))) continue;
    const inside = bytePath(path.slice(root.prefix.length));
    gone.push({ id, path, root, isLeftOut: isOut(inside, false) || isBelowOut(inside, isOut) });
  }
}

function belowAny(paths: readonly BytePath[], prefix: string): (path: string) => boolean {
  if (paths.includes("")) return () => true;
  const shown = paths.map((path) => prefix + printablePath(path));
  return (path) => shown.some((start) => path === start || path.startsWith(`${start}/`));
}
