import type { Json } from "../model/json.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";

/** A field as both sides had it when they agreed: DART sets Markdown anew, so that one text need not be the other. */
export type AgreedField = { readonly here: Json; readonly there: Json };

/** What they agreed on besides name and status, by the document's field; what is missing they never agreed on. */
export type AgreedFields = {
  readonly notes?: AgreedField;
  readonly acceptance?: AgreedField;
  readonly due?: AgreedField;
  /** DART's time of the task when they agreed on all of it. */
  readonly seen?: string;
};

/** What a document and DART last agreed on. */
export interface Agreed {
  /** The task's id in DART. */
  readonly id: string;
  readonly url: string;
  /** The task's name here. */
  readonly task: string;
  /** Null where they never agreed on it. */
  readonly title: string | null;
  /** A status of v7's; null where they never agreed on it. */
  readonly status: string | null;
  readonly fields: AgreedFields;
}

/** All that is remembered. */
export async function readAgreed(workspace: Workspace): Promise<Agreed[]> {
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      return (await connection.query<Agreed>(readSql("dart/agreed.sql"))).rows;
    }),
  );
}

/** Remembers what they agree on; recording is no write to anybody's state. */
export async function recordAgreed(workspace: Workspace, agreed: readonly Agreed[]): Promise<void> {
  if (agreed.length === 0) return;
  const columns = [
    agreed.map(({ id }) => id),
    agreed.map(({ url }) => url),
    agreed.map(({ task }) => task),
    agreed.map(({ title }) => title),
    agreed.map(({ status }) => status),
    agreed.map(({ fields }) => JSON.stringify(fields)),
  ];
  await withConnection(workspace, "write", (connection) =>
    inTransaction(connection, { mode: "write" }, () => connection.query(readSql("dart/agree.sql"), columns)),
  );
}
