import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { FoundProject } from "../projects/detect-projects.ts";
import { canonicalPath } from "./canonical-path.ts";
import type { Artifact } from "./find-artifacts.ts";
import type { ScannedProject } from "./read-scan.ts";

/** Where projects lie on this machine, by their paths of the registry. */
export type Places = ReadonlyMap<string, string>;

/**
 * Records what artifacts say of projects; answers how many scans nobody knew. A project is known by its folder on this machine, and one of
 * another machine by its name, where only one has that. What is known by neither is recorded by its canonical path: it is nobody's.
 */
export async function recordArtifacts(
  connection: Connection,
  artifacts: readonly Artifact[],
  {
    runId,
    projects,
    places,
  }: { readonly runId: string | null; readonly projects: readonly FoundProject[]; readonly places: Places },
): Promise<number> {
  const byPlace = new Map([...places].map(([project, place]) => [canonicalPath(place).path, project]));
  const byName = Map.groupBy(projects, ({ path, name }) => (path === "." ? name : lastPartOf(path)).toLowerCase());
  let recorded = 0;
  for (const artifact of artifacts.toSorted((left, right) => left.scannedAt.getTime() - right.scannedAt.getTime())) {
    for (const scanned of artifact.scan.projects) {
      const namesakes = byName.get((scanned.name || lastPartOf(scanned.root)).toLowerCase()) ?? [];
      const [namesake] = namesakes.length === 1 ? namesakes : [];
      const project = byPlace.get(scanned.root) ?? namesake?.path ?? scanned.root;
      recorded += await record(connection, { runId, project, artifact, scanned });
    }
  }
  return recorded;
}

async function record(
  connection: Connection,
  {
    runId,
    project,
    artifact,
    scanned,
  }: {
    readonly runId: string | null;
    readonly project: string;
    readonly artifact: Artifact;
    readonly scanned: ScannedProject;
  },
): Promise<number> {
  const scope = { extensions: [...scanned.extensions], truncated: artifact.scan.isTruncated, root: scanned.root };
  const paths = scanned.isWindows ? scanned.paths.map((path) => path.toLowerCase()) : scanned.paths;
  const { rows } = await connection.query<{ recorded: number }>(readSql("meta/record-artifact.sql"), [
    runId,
    project,
    artifact.path,
    artifact.sha256,
    artifact.scannedAt.toISOString(),
    JSON.stringify({ files: scanned.paths.length }),
    JSON.stringify(scope),
    paths,
    scanned.isWindows,
  ]);
  return rows[0]?.recorded ?? 0;
}

function lastPartOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
