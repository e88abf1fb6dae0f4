import { likePatterns } from "../files/registry/patterns.ts";
import { readSql } from "../system/package-file.ts";
import type { Connection } from "../postgres/connection.ts";
import { inTransaction } from "../postgres/transaction.ts";
import type { ScoredResult, SearchRequest } from "./results.ts";
import type { SourceKind } from "../model/source-kind.ts";

/** Searches what the database has of files and work, without an index: not what files hold. `sessions` is their logs' folder. */
export function searchDatabase(
  connection: Connection,
  { query, limit, filter }: SearchRequest,
  sessions: string,
): Promise<ScoredResult[]> {
  const patterns = filter.path === undefined ? null : likePatterns(filter.path);
  const { component = null, project = null, since = null, kind = null } = filter;
  return inTransaction(connection, { mode: "read" }, async () => {
    const { rows } = await connection.query<FoundRow>(readSql("search/database-text.sql"), [
      query,
      patterns,
      component,
      project,
      since,
      kind,
      limit,
      sessions,
    ]);
    const highest = Number(rows[0]?.score ?? 0);
    return rows.map(({ path, kind: found, heading, body, modified, score }) => ({
      path,
      kind: found,
      heading,
      line: 1,
      score: highest === 0 ? 0 : Number(score) / highest,
      snippet: body.startsWith(path) ? "" : body,
      marks: [],
      modified_at: modified === null ? null : new Date(Number(modified)).toISOString(),
      scores: { text: Number(score), vector: null },
    }));
  });
}

interface FoundRow {
  readonly [name: string]: string | null;
  readonly path: string;
  readonly kind: SourceKind;
  readonly heading: string;
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly modified: string | null;
  readonly score: string;
}
