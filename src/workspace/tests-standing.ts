import { filesInHead } from "../git/bound-files.ts";
import { commitsHere } from "../git/commits-here.ts";
import { type MissingCase, missingHere } from "../model/missing-case.ts";
import type { Connection } from "../postgres/connection.ts";
import { readSql } from "../system/package-file.ts";
import type { Workspace } from "./workspace.ts";

type Place = Pick<Workspace, "repository">;

/** How all tests stand, held against what HEAD has of their files. */
export interface TestsStanding {
  /** How many pass. */
  readonly passing: number;
  /** Names of the cases that do not. */
  readonly failing: readonly string[];
  /** Names of those that failed and are not run any more. */
  readonly missing: readonly string[];
  /** How many are to be run again, and the names of the first. */
  readonly retest: { readonly count: number; readonly first: readonly string[] };
}

/** Null where there are no results. In a running transaction. */
export async function testsStanding(workspace: Place, connection: Connection): Promise<TestsStanding | null> {
  const contents = await testedContents(workspace, connection);
  const values = [contents === undefined ? null : JSON.stringify(contents)];
  const { rows } = await connection.query<{ answer: Standing }>(readSql("workspace/tests-standing.sql"), values);
  const [row] = rows;
  if (row === undefined) return null;
  const { passing, retest, failing, missing } = row.answer;
  const commits = missing.flatMap(({ commit }) => commit ?? []);
  return {
    passing,
    failing,
    missing: missingHere(missing, await commitsHere(workspace.repository, commits)),
    retest: { count: retest.count, first: retest.first ?? [] },
  };
}

interface Standing {
  readonly passing: number;
  readonly retest: { readonly count: number; readonly first: readonly string[] | null };
  readonly failing: readonly string[];
  readonly missing: readonly MissingCase[];
}

/** What HEAD holds of every file that has results, by path; undefined where there is no HEAD. */
export async function testedContents(
  { repository }: Place,
  connection: Connection,
): Promise<{ readonly [path: string]: string | null } | undefined> {
  if (!repository.isGit) return undefined;
  const { rows } = await connection.query<{ path: string }>(readSql("workspace/tested-files.sql"));
  const paths = rows.map(({ path }) => path);
  if (paths.length === 0) return {};
  const { commit, blobs } = await filesInHead(repository, paths);
  if (commit === undefined) return undefined;
  return Object.fromEntries(paths.map((path) => [path, blobs.get(path) ?? null]));
}
