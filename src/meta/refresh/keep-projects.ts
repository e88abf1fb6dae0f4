import type { EnrichedProjects } from "../../model/output/enrich-refresh-meta.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { compareTrees } from "../figures/mirrors.ts";
import type { JudgedProject, ProjectRoles } from "../gaps/judgement.ts";
import { readScans } from "../gaps/read-scans.ts";
import type { Thresholds } from "../gaps/thresholds.ts";
import type { Detection } from "../projects/detect-projects.ts";
import { folderOf } from "../projects/inventory.ts";
import { leftOutByPath } from "../projects/left-out.ts";
import { placeOf } from "../projects/place-of.ts";
import type { ReadInventory, RegisteredFile } from "../projects/read-inventory.ts";
import { markMissing, type ProjectToStore, storeProjects } from "../projects/store-projects.ts";
import { readFigures } from "./figures.ts";
import type { JudgedInput } from "./keep-gaps.ts";

/** What is known of projects before their figures are. */
export interface FoundProjects {
  readonly inventory: ReadInventory;
  readonly detection: Detection;
  /** The project of each folder that files lie in. */
  readonly places: ReadonlyMap<string, string>;
  readonly thresholds: Thresholds;
  readonly now: Date;
}

export interface KeptProjects {
  readonly projects: EnrichedProjects;
  /** Projects that are there no more, by path. */
  readonly gone: readonly string[];
  readonly judged: JudgedInput;
}

/** Writes projects with their figures, and answers what their gaps are judged by. */
export async function keepProjects(
  connection: Connection,
  { inventory, detection, places, thresholds, now }: FoundProjects,
  { runId, unreadRoots }: { readonly runId: string | null; readonly unreadRoots: readonly string[] },
): Promise<KeptProjects> {
  const files = filesByProject(inventory, detection, places);
  const figures = await readFigures(connection, {
    files,
    places,
    gitFolders: new Set(inventory.gitFolders.keys()),
    folders: new Map(detection.projects.map(({ path }) => [path, placeOf(inventory, path)])),
    now,
  });
  const trees = compareTrees(inventory, inventory.files, {
    leastFiles: thresholds.mirrorFiles,
    nearRatio: thresholds.mirrorShare,
    projects: new Map([...files].map(([project, own]) => [project === "." ? "" : project, own])),
  });
  const roles = await readRoles(connection, runId);
  const stored = detection.projects.flatMap((project): ProjectToStore[] => {
    const own = figures.get(project.path);
    if (own === undefined) return [];
    const aliases = [placeOf(inventory, project.path)];
    return [{ ...project, aliases, tree: trees.digestOf(project.path === "." ? "" : project.path), figures: own }];
  });
  const { added } = await storeProjects(connection, runId, stored);
  const gone = await markMissing(
    connection,
    stored.map(({ path }) => path),
    unreadRoots,
  );
  const scans = await readScans(connection);
  const byProject = new Map(scans.map((scan) => [scan.project_path, scan]));
  const projects = stored.map(({ path, figures: own, tree }): JudgedProject => ({
    path,
    figures: own,
    roles: roles.get(path) ?? null,
    scan: byProject.get(path)?.scan ?? null,
    isCompared: tree !== null,
  }));
  const mirrors = trees.mirrors.filter(({ path }) => !isLeftOut(detection, path));
  return {
    projects: { found: stored.length, added },
    gone,
    judged: { projects, mirrors, artifacts: scans, digestOf: trees.digestOf, isFolder: trees.isFolder },
  };
}

function filesByProject(
  { files }: ReadInventory,
  { projects }: Detection,
  places: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly RegisteredFile[]> {
  const grouped = Map.groupBy(files, ({ path }) => places.get(folderOf(path)));
  return new Map(projects.map(({ path }) => [path, grouped.get(path) ?? []]));
}

/** A second work tree is there to be the same, and so are fixtures. */
function isLeftOut({ leftOut }: Detection, path: string): boolean {
  if (leftOutByPath(path) !== undefined) return true;
  return leftOut.some(
    ({ reason, because }) => reason === "worktree" && (path === because || path.startsWith(`${because}/`)),
  );
}

async function readRoles(connection: Connection, runId: string | null): Promise<ReadonlyMap<string, ProjectRoles>> {
  const { rows } = await connection.query<{ project_path: string; analyzed: number; collectors: number }>(
    readSql("meta/project-signals.sql"),
    [runId],
  );
  return new Map(rows.map(({ project_path: path, analyzed, collectors }) => [path, { analyzed, collectors }]));
}
