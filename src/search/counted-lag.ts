import { readAtOnce } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import type { Closable } from "../workspace/kept.ts";
import { looksOf, revisionsBy } from "../workspace/revisions.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import type { Manifest } from "./index/manifest.ts";
import { readLag } from "./sources.ts";

/** How far one index lags. It is counted over all that was registered since, so it is remembered until something is registered. */
export interface CountedLag extends Closable {
  read(workspace: Workspace): Promise<number>;
}

export function countedLag(seen: Manifest["seen"]): CountedLag {
  let counted: { readonly mark: string; readonly lag: number } | undefined;
  return {
    read: async (workspace) => {
      // The mark is of before the count: what is registered in between makes another one.
      const mark = await markOf(workspace);
      if (counted?.mark === mark) return counted.lag;
      const lag = await withConnection(workspace, "read", (connection) => readLag(connection, seen));
      counted = { mark, lag };
      return lag;
    },
    close: () => undefined,
  };
}

async function markOf(workspace: Workspace): Promise<string> {
  const [{ files }, [commit]] = await Promise.all([
    revisionsBy(looksOf(workspace), ["files"]),
    withConnection(workspace, "read", (connection) =>
      readAtOnce<{ recorded_at: string | null }>(connection, readSql("search/newest-commit.sql")),
    ),
  ]);
  return `${files} ${commit?.recorded_at}`;
}
