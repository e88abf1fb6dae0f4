import { Failure } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import type { EnrichRefreshMetaOutput, GapChange, LeftOutFolder } from "../../model/output/enrich-refresh-meta.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readWorld } from "../../postgres/rows/read-world.ts";
import { readSql } from "../../system/package-file.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { type QueuedActions, queueActions } from "../actions/queue-actions.ts";
import type { Transitions } from "../gaps/transitions.ts";
import { type Waiver, waiversOf } from "../gaps/waivers.ts";
import { findArtifacts } from "../artifacts/find-artifacts.ts";
import { recordArtifacts } from "../artifacts/record-artifacts.ts";
import { type Detection, detectProjects } from "../projects/detect-projects.ts";
import { folderOf } from "../projects/inventory.ts";
import { placeOf } from "../projects/place-of.ts";
import { readInventory, type ReadInventory } from "../projects/read-inventory.ts";
import { placeFiles } from "../projects/store-projects.ts";
import { type Analyzed, analyzeProjects } from "./analyze-projects.ts";
import { keepGaps } from "./keep-gaps.ts";
import { keepProjects } from "./keep-projects.ts";
import { metaRules, type MetaRules } from "./policy-rules.ts";
import { asRun, type Run } from "./run.ts";

export interface RefreshRequest {
  /** Say what would change, and write nothing. */
  readonly dryRun: boolean;
  /** Go on with the run that was cut off last. */
  readonly resume: boolean;
  /** The folder of a declared root, as the registry has it: files elsewhere are not analyzed. */
  readonly root?: string | undefined;
  /** So many gaps may close, whatever share of the open ones that is. */
  readonly allowClosing?: number | undefined;
  /** A folder whose scans are to count no more. */
  readonly forget?: string | undefined;
  /** Folders of roots that could not be read: nothing in them is known to be gone. */
  readonly unreadRoots: readonly string[];
}

/** What a run found; what a scan of files came to is told by whoever made it. */
export type Refreshed = Omit<EnrichRefreshMetaOutput, "scan">;

/**
 * Brings what is known of projects to what the registry holds: which there are, their files, what parsers make of them, what is missing, and
 * what to do next. Throws Failures: V7-A001 where too many gaps would close, V7-A002 with nothing to resume.
 */
export function refreshProjects(workspace: Workspace, request: RefreshRequest): Promise<Refreshed> {
  const options = { scope: request.root ?? ".", dryRun: request.dryRun, resume: request.resume };
  return withConnection(workspace, "write", (connection) =>
    asRun(connection, options, async (run) => {
      const output = await refreshWith(workspace, connection, request, run);
      const { read, problems } = output.artifacts;
      const artifacts = read.map(({ path, sha256, bytes }) => ({ path, sha256, bytes }));
      return { output, end: { counts: countsOf(output), errors: problems.map((one) => ({ ...one })), artifacts } };
    }),
  );
}

async function refreshWith(
  workspace: Workspace,
  connection: Connection,
  request: RefreshRequest,
  run: Run,
): Promise<Refreshed> {
  const rules = await run.step("detect", () => readRules(workspace, connection));
  const inventory = await run.step("detect", () => readInventory(workspace, connection));
  const detection = detectProjects(inventory);
  const places = placesOf(inventory, detection);
  const files = await run.step("place", () => placeFiles(connection, run.id, places));
  if (request.forget !== undefined) await run.step("scans", () => forget(connection, request.forget));
  const { artifacts, problems } = await findArtifacts(workspace);
  const found = { runId: run.id, projects: detection.projects, places: placesOnDisk(inventory, detection) };
  const scans = await run.step("scans", () => recordArtifacts(connection, artifacts, found));
  const analyzed = await analyzeProjects(workspace, connection, { run, inventory, root: request.root });
  const { thresholds, waivers } = rules;
  const { unreadRoots, allowClosing: mayClose } = request;
  const now = workspace.now();
  const known = { inventory, detection, places, thresholds, now };
  const { projects, gone, judged } = await run.step("figures", () =>
    keepProjects(connection, known, { runId: run.id, unreadRoots }),
  );
  const gapRules = { runId: run.id, thresholds, waivers, unreadRoots, mayClose, now };
  const gaps = await run.step("gaps", () => keepGaps(connection, judged, gapRules));
  const actions = await run.step("actions", () => keepActions(workspace, connection, rules, run));
  return {
    run_id: run.id,
    dry_run: run.id === null,
    resumed_from: run.resumedFrom,
    projects,
    gone: [...gone],
    left_out: detection.leftOut.map((one): LeftOutFolder => ({ ...one })),
    files,
    analyzed: analyzedOf(analyzed),
    artifacts: {
      read: artifacts.map(({ path, sha256, bytes, scan }) => ({
        path,
        sha256,
        bytes,
        truncated: scan.isTruncated,
        broken_lines: scan.broken,
      })),
      problems: problems.map((one) => ({ ...one })),
      scans,
    },
    ...toldGaps(gaps),
    actions: { ...actions },
  };
}

type Rules = MetaRules & { readonly waivers: readonly Waiver[] };

async function readRules(workspace: Workspace, connection: Connection): Promise<Rules> {
  const world = await readWorld(connection, workspace.kinds);
  return { ...metaRules(workspace.kinds, world), waivers: waiversOf(world, workspace.now()) };
}

/** The project of each folder that files lie in. */
function placesOf({ files }: ReadInventory, { projectOf }: Detection): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const { path } of files) {
    const folder = folderOf(path);
    if (places.has(folder)) continue;
    const project = projectOf(path);
    if (project !== undefined) places.set(folder, project.path);
  }
  return places;
}

/** Where each project lies on this machine, by its path. */
function placesOnDisk(inventory: ReadInventory, { projects }: Detection): ReadonlyMap<string, string> {
  return new Map(projects.map(({ path }) => [path, placeOf(inventory, path)]));
}

async function forget(connection: Connection, project: string | undefined): Promise<void> {
  const { rows } = await connection.query(readSql("meta/forget-scan.sql"), [project]);
  if (rows.length > 0) return;
  throw new Failure("V7-A006", `no scan of ${project} is kept`, { next: ["v7 enrich gaps"] });
}

async function keepActions(
  workspace: Workspace,
  connection: Connection,
  { weights, thresholds, place }: Rules,
  run: Run,
): Promise<QueuedActions> {
  const queued = await queueActions(connection, {
    weights,
    place,
    freshDays: thresholds.freshDays,
    now: workspace.now(),
  });
  await connection.query(readSql("meta/keep-figures.sql"), [run.id, workspace.config.timezone]);
  return queued;
}

function analyzedOf({ files, by_status: statuses }: Analyzed): Refreshed["analyzed"] {
  return { files, by_status: Object.entries(statuses).map(([status, count]) => ({ status, files: count })) };
}

function toldGaps({
  changes,
  unknown,
  opened,
  reopened,
  closed,
  waived,
}: Transitions): Pick<Refreshed, "gaps" | "gap_changes"> {
  return {
    gaps: { opened, reopened, closed, waived, unknown },
    gap_changes: changes.flatMap(({ type, scope, event, severity, because }): GapChange[] =>
      event === null ? [] : [{ event, gap_type: type, scope, severity, because }],
    ),
  };
}

function countsOf({ projects, files, analyzed, gaps, actions }: Refreshed): JsonObject {
  return {
    projects: projects.found,
    projects_added: projects.added,
    files: files.placed,
    analyzed: analyzed.files,
    gaps: { ...gaps },
    actions: { ...actions },
  };
}
