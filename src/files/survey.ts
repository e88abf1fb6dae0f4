import { type BytePath, bytePath, printablePath } from "../model/path-bytes.ts";
import { type Candidate, inspectFiles, placedFile } from "./inspect.ts";
import type { KnownFile, Registry } from "./known.ts";
import type { PlacedFile } from "./register.ts";
import type { outOf, Root, Scope } from "./roots.ts";
import type { Rules } from "./rules.ts";
import type { ScanProblem, ScanRequest, ScanSurroundings } from "./scan-types.ts";
import type { StagedFile } from "./staged.ts";
import { type FoundFile, type Oddity, type Walk, walk } from "./walk.ts";

/** What lies on disk, held against the registry. */
export interface Survey {
  scanned: number;
  bytes: number;
  hashed: number;
  vanished: number;
  /** Seen, but neither unchanged nor to be registered. */
  unsure: number;
  readonly files: StagedFile[];
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
  readonly surroundings: Pick<ScanSurroundings, "repository" | "config" | "signal" | "now">;
  readonly request: ScanRequest;
  readonly roots: readonly Root[];
  readonly rules: Rules;
  /** Files that are seen are taken out of it. */
  readonly registry: Registry;
  /** What each root leaves out. */
  readonly outs: ReadonlyMap<Root, Awaited<ReturnType<typeof outOf>>>;
}

/** Walks the scopes, then reads what is new or has moved. */
export async function surveyScopes(scopes: readonly Scope[], options: SurveyOptions): Promise<Survey> {
  const startedAt = options.surroundings.now().getTime();
  const survey: Survey = {
    scanned: 0,
    bytes: 0,
    hashed: 0,
    vanished: 0,
    unsure: 0,
    files: [],
    placed: [],
    gone: [],
    problems: [],
  };
  const candidates: Candidate[] = [];
  const walks: Walk[] = [];
  try {
    for (const scope of scopes) walks.push(await walkScope(scope, survey, candidates, options));
    await inspect(candidates, survey, startedAt, options);
  } finally {
    walks.forEach(({ close }) => close());
  }
  return survey;
}

async function walkScope(
  { root, path: scope }: Scope,
  survey: Survey,
  candidates: Candidate[],
  options: SurveyOptions,
): Promise<Walk> {
  const isOut = options.outs.get(root) ?? (() => false);
  const untold: BytePath[] = [];
  const walked = await walk({
    directory: bytePath(root.directory === "/" ? "" : root.directory),
    scope,
    signal: options.surroundings.signal,
    // Whoever asks for what lies in a folder that is left out finds nothing there.
    isOut: isBelowOut(scope, isOut) ? () => true : isOut,
    onFile: (file) => see(root, file, survey, candidates, options),
    onOddity: (oddity) => noteOddity(root, oddity, survey, untold),
  });
  collectGone(root, scope, survey, untold, options);
  return walked;
}

function see(root: Root, file: FoundFile, survey: Survey, candidates: Candidate[], options: SurveyOptions): void {
  const { registry, request, rules } = options;
  const path = root.prefix + printablePath(file.path);
  const known = registry.files.get(path);
  registry.files.delete(path);
  survey.scanned += 1;
  survey.bytes += file.size;
  if (known === undefined || request.full === true || known.stamp !== file.stamp) {
    candidates.push({ path, root, file, known });
  } else if (registry.layout !== rules.digest) {
    survey.placed.push(placedFile(rules, known.id, path, file.isLink));
  }
  if (survey.scanned % filesPerMessage === 0) tell(survey, 0, options);
}

const filesPerMessage = 1_000;

function tell({ scanned, hashed }: Survey, bytes: number, { request }: SurveyOptions): void {
  request.onProgress?.({ scanned, hashed, bytes });
}

/** A root that is not there counts as one that cannot be read: a disk that is not mounted has lost nothing. */
function noteOddity(root: Root, { path, kind, isFolder, detail }: Oddity, survey: Survey, untold: BytePath[]): void {
  const isRoot = path === "" && isFolder;
  if (kind === "vanished" && !isRoot) {
    survey.vanished += 1;
    return;
  }
  const problem = kind === "vanished" ? "unreadable" : kind;
  if (problem === "unreadable") untold.push(path);
  const shown = isRoot ? root.prefix.slice(0, -1) || "." : root.prefix + printablePath(path);
  survey.problems.push({ path: shown, problem, detail: detail ?? null });
}

/** What is registered below the scope and was not seen; below what cannot be read, nothing is known to be gone. */
function collectGone(
  root: Root,
  scope: BytePath,
  { gone }: Survey,
  untold: readonly BytePath[],
  { registry, roots, outs }: SurveyOptions,
): void {
  const others = roots.filter(({ prefix }) => prefix !== "" && prefix !== root.prefix).map(({ prefix }) => prefix);
  const within = belowAny([scope], root.prefix);
  const kept = belowAny(untold, root.prefix);
  const isOut = outs.get(root) ?? (() => false);
  for (const [path, { id }] of registry.files) {
    if (!path.startsWith(root.prefix) || !within(path) || kept(path)) continue;
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

function isBelowOut(path: BytePath, isOut: (path: BytePath, isFolder: boolean) => boolean): boolean {
  for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1)) {
    if (isOut(path.slice(0, end), true)) return true;
  }
  return false;
}

async function inspect(
  candidates: readonly Candidate[],
  survey: Survey,
  startedAt: number,
  options: SurveyOptions,
): Promise<void> {
  let bytes = 0;
  await inspectFiles(candidates, {
    rules: options.rules,
    hashLimit: options.surroundings.config.scan.hashLimit ?? defaultHashLimit,
    startedAt,
    signal: options.surroundings.signal,
    onFile: (candidate, file) => {
      survey.files.push(file);
      if (file.hash !== null) survey.hashed += 1;
      if (file.metadata.state === "too_large") {
        survey.problems.push({ path: candidate.path, problem: "too_large", detail: null });
      }
    },
    onFailure: ({ path, root, known }, { kind, detail }) => {
      if (kind === "vanished") noteVanished(survey, path, root, known);
      else {
        survey.problems.push({ path, problem: kind, detail: detail ?? null });
        if (kind === "unstable" || known !== undefined) survey.unsure += 1;
      }
    },
    onBytes: (read) => tell(survey, (bytes += read), options),
  });
}

/** A file of 1 TB that is mostly holes is no reason to read for an hour. */
const defaultHashLimit = 32 * 2 ** 30;

function noteVanished(survey: Survey, path: string, root: Root, known: KnownFile | undefined): void {
  survey.vanished += 1;
  survey.scanned -= 1;
  if (known !== undefined) survey.gone.push({ id: known.id, path, root, isLeftOut: false });
}
