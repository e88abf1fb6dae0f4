import { printablePath, prefixOf } from "../../model/path-bytes.ts";
import { refusalOf } from "../../system/refusal.ts";
import type { System } from "../../system/system.ts";
import { type FoundFile, type Oddity, type Stamp, type Walk, walk } from "../../system/walk.ts";
import type { SourceProblem } from "../../model/output/consolidate-inventory.ts";
import type { KnownSource, KnownSources } from "./known-sources.ts";
import { type SourceRoot } from "../roots.ts";

/** A file that must be read: new, or its stamp has moved, or it belongs to another group now. */
export interface Candidate {
  readonly root: SourceRoot;
  readonly file: FoundFile;
  /** The row's id, where it is known. */
  readonly id: string | null;
  /** The row's stamp; empty where there is none. */
  readonly stampBefore: Stamp;
}

/** What lies in the groups' folders, held against what is known. */
export interface Survey {
  files: number;
  bytes: number;
  unchanged: number;
  vanished: number;
  readonly problems: SourceProblem[];
  /** Files of folders that were looked at, and that are there no more, by the root they were found in. */
  readonly gone: Map<string, string[]>;
}

export interface SurveyOptions {
  /** Files that are seen are taken out of it. */
  readonly known: KnownSources;
  /** Whether every file is a candidate, whatever its stamp. */
  readonly isFull: boolean;
  readonly system: System;
  readonly signal: AbortSignal;
  onCandidate(candidate: Candidate): void;
  onSeen(files: number): void;
}

/** A survey under way. */
interface Surveying extends SurveyOptions {
  readonly survey: Survey;
  /** What could not be read: nothing is known of what lies there. */
  readonly untold: string[];
}

/** Walks the folders; files are handed on as they are found. The walks stay open for whoever reads the files. */
export async function surveyRoots(
  roots: readonly SourceRoot[],
  options: SurveyOptions,
): Promise<{ readonly survey: Survey; readonly walks: readonly Walk[] }> {
  const survey: Survey = { files: 0, bytes: 0, unchanged: 0, vanished: 0, problems: [], gone: new Map() };
  const surveying: Surveying = { ...options, survey, untold: [] };
  const walks: Walk[] = [];
  try {
    for (const root of roots) walks.push(await walkRoot(surveying, root));
  } catch (error) {
    walks.forEach(({ close }) => close());
    throw error;
  }
  collectGone(surveying, roots);
  return { survey, walks };
}

function walkRoot(surveying: Surveying, root: SourceRoot): Promise<Walk> {
  const prefix = printablePath(prefixOf(root.directory));
  return walk({
    directory: root.directory === "/" ? "" : root.directory,
    scope: "",
    system: surveying.system,
    signal: surveying.signal,
    isOut: root.isOut,
    onFile: (file) => see(surveying, { root, file }, prefix + printablePath(file.path)),
    onOddity: (oddity) => note(surveying, oddity, prefix),
  });
}

function see(surveying: Surveying, { root, file }: Pick<Candidate, "root" | "file">, path: string): void {
  const { known, survey } = surveying;
  const row = known.get(path);
  known.delete(path);
  survey.files += 1;
  survey.bytes += file.size;
  if (row !== undefined && !surveying.isFull && isUnchanged(row, root, file)) survey.unchanged += 1;
  else surveying.onCandidate({ root, file, id: row?.id ?? null, stampBefore: row?.stamp ?? "" });
  if (survey.files % filesPerMessage === 0) surveying.onSeen(survey.files);
}

const filesPerMessage = 1_000;

/** The same stamp on another disk says nothing: another disk may be mounted there now. */
function isUnchanged(row: KnownSource, { group, declared }: SourceRoot, { stamp, device }: FoundFile): boolean {
  const isSameFile = row.stamp === stamp && (row.device === "" || row.device === String(device));
  return isSameFile && !row.isGone && row.group === group.name && row.source === declared;
}

function note({ survey, untold, system }: Surveying, oddity: Oddity, prefix: string): void {
  const { path, kind, isFolder } = oddity;
  const isRoot = path === "" && isFolder;
  if (kind === "vanished" && !isRoot) {
    survey.vanished += 1;
    return;
  }
  const problem = kind === "vanished" ? "unreadable" : kind;
  const shown = isRoot ? prefix.replace(/(?<=.)\/$/, "") : prefix + printablePath(path);
  if (problem === "unreadable") untold.push(shown);
  survey.problems.push({ path: shown, problem, detail: refusalOf(system, oddity) });
}

/** Below what cannot be read, nothing is known to be gone. */
function collectGone({ known, untold, survey }: Surveying, roots: readonly SourceRoot[]): void {
  const { gone } = survey;
  const groups = new Set(roots.map(({ group }) => group.name));
  const hidden = untold.map((path) => [path, path.endsWith("/") ? path : `${path}/`] as const);
  for (const [path, { id, group, source, isGone }] of known) {
    if (isGone || !groups.has(group)) continue;
    if (hidden.some(([exact, below]) => path === exact || path.startsWith(below))) continue;
    const ids = gone.get(source);
    if (ids === undefined) gone.set(source, [id]);
    else ids.push(id);
  }
}
