import { commitsHere } from "../git/commits-here.ts";
import { type MissingCase, missingHere } from "../model/missing-case.ts";
import type { StatusTests } from "../model/output/status.ts";
import type { Connection } from "../postgres/connection.ts";
import { readSql } from "../system/package-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { testedContents } from "./store.ts";

/** How all tests stand, held against what HEAD has of their files; null where there are no results. In a running transaction. */
export async function testsStanding(workspace: Workspace, connection: Connection): Promise<StatusTests | null> {
  const contents = await testedContents(workspace, connection);
  const values = [contents === undefined ? null : JSON.stringify(contents)];
  const { rows } = await connection.query<{ answer: Standing }>(readSql("test-results/standing.sql"), values);
  const [row] = rows;
  if (row === undefined) return null;
  const { passing, retest, failing, missing } = row.answer;
  const commits = missing.flatMap(({ commit }) => commit ?? []);
  const gone = missingHere(missing, await commitsHere(workspace.repository, commits));
  const first = [...failing, ...gone].slice(0, shownCases);
  return { passing, failing: failing.length, missing: gone.length, retest, first };
}

const shownCases = 3;

interface Standing {
  readonly passing: number;
  readonly retest: number;
  readonly failing: readonly string[];
  readonly missing: readonly MissingCase[];
}
