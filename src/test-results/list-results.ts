import { type Answer, answer } from "../model/answer.ts";
import type { TestListOutput, TestResult } from "../model/output/test-list.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import { testedContents } from "../workspace/tests-standing.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import type { TestStatus, TestType } from "./test-types.ts";

/** Which results are wanted; whatever is absent restricts nothing. */
export interface ResultsRequest {
  readonly component?: string | undefined;
  /** The tested file, or a folder. */
  readonly path?: string | undefined;
  readonly status?: TestStatus | undefined;
  readonly type?: TestType | undefined;
  /** True: only those whose file holds something else by now, or that somebody wants again. */
  readonly retest?: boolean | undefined;
  readonly limit: number;
  /** How many come before the first one that is wanted. */
  readonly offset?: number | undefined;
  /** How many there are in all, where somebody counted them: they are not counted again. */
  readonly total?: number | undefined;
}

/** Test results, the newest first, each held against what HEAD has of its file. */
export async function listResults(workspace: Workspace, request: ResultsRequest): Promise<Answer<TestListOutput>> {
  const { component, path, status, type, retest, limit, offset = 0, total: known } = request;
  const { rows, total } = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      const contents = await testedContents(workspace, connection);
      const values = [
        component,
        path,
        status,
        type,
        retest === true,
        limit,
        offset,
        known,
        contents && JSON.stringify(contents),
      ];
      const found = await connection.query<{ answer: Page }>(
        readSql("test-results/list.sql"),
        values.map((value) => value ?? null),
      );
      return found.rows[0]?.answer ?? { rows: [], total: 0 };
    }),
  );
  return answer({ results: rows, total });
}

/** Some results, and how many there are in all. */
interface Page {
  readonly total: number;
  readonly rows: readonly TestResult[];
}
