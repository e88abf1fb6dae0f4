import { type Answer, answer } from "../../model/answer.ts";
import type { DbSqlOutput } from "../../model/output/db-sql.ts";
import type { AnswerLimits } from "../../postgres/answer-limits.ts";
import { queryReadOnly } from "../../postgres/read-only-query.ts";
import { whileCalled, type Workspace } from "../../workspace/workspace.ts";

export interface QueryRequest {
  readonly statement: string;
  /** Undefined: what people at a terminal are given. */
  readonly limits: AnswerLimits | undefined;
}

/** One read-only statement. The one way for every face: what it lets through is in `test/attacks`. */
export async function readDatabase(
  { database, signal }: Workspace,
  { statement, limits }: QueryRequest,
): Promise<Answer<DbSqlOutput>> {
  const connection = await database.connectReadOnly();
  return whileCalled(signal, connection, async () => answer(await queryReadOnly(connection, statement, limits)));
}
