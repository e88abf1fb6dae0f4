import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { ProjectFigures } from "../figures/project-figures.ts";
import type { FoundProject } from "./detect-projects.ts";

/** A project with all that a run knows of it. */
export interface ProjectToStore extends FoundProject {
  /** Other spellings of its path: where it lies on this machine. */
  readonly aliases: readonly string[];
  readonly tree: string | null;
  readonly figures: ProjectFigures;
}

/** Writes projects; answers how many are new. */
export async function storeProjects(
  connection: Connection,
  runId: string | null,
  projects: readonly ProjectToStore[],
): Promise<{ readonly added: number }> {
  const column = <Value>(value: (project: ProjectToStore) => Value): Value[] => projects.map(value);
  const { rows } = await connection.query<{ added: number }>(readSql("meta/store-projects.sql"), [
    runId,
    column(({ path }) => path),
    column(({ name }) => name),
    column(({ by }) => by),
    column(({ identity }) => identity),
    column(({ language }) => language),
    column(({ manifests }) => JSON.stringify(manifests)),
    column(({ aliases }) => JSON.stringify(aliases)),
    column(({ tree }) => tree),
    column(({ figures }) => JSON.stringify(figures)),
    column(({ figures }) => figures.has_readme),
    column(({ figures }) => (figures.source_files === 0 ? null : figures.test_files > 0)),
    column(({ figures }) => (figures.helper_files === null ? null : figures.helper_files > 0)),
  ]);
  return { added: rows[0]?.added ?? 0 };
}

/** Marks projects that were found before and are there no more; answers which. */
export async function markMissing(
  connection: Connection,
  found: readonly string[],
  unreadRoots: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await connection.query<{ gone: string[] }>(readSql("meta/missing-projects.sql"), [
    found,
    unreadRoots,
  ]);
  return rows[0]?.gone ?? [];
}

/** How the files of projects differ from those of the last run. */
export interface PlacedFiles {
  readonly placed: number;
  readonly added: number;
  readonly updated: number;
  readonly gone: number;
}

/** Brings `files` to what the registry holds of each project. `places`: the project of each folder that files lie in. */
export async function placeFiles(
  connection: Connection,
  runId: string | null,
  places: ReadonlyMap<string, string>,
): Promise<PlacedFiles> {
  const values = [runId, [...places.keys()], [...places.values()]];
  const { rows } = await connection.query<PlacedFiles>(readSql("meta/place-files.sql"), values);
  return rows[0] ?? { placed: 0, added: 0, updated: 0, gone: 0 };
}
