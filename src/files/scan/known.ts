import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import type { Stamp } from "../../system/walk.ts";

/** A file of the registry: its row and the stamp under which its content was read; empty where it must be read again. */
export interface KnownFile {
  /** Decimal text: bigint. */
  readonly id: string;
  readonly stamp: Stamp;
  /** Whether it was found on disk. */
  isSeen: boolean;
}

export interface Registry {
  /** By printable path, with the root's prefix. */
  readonly files: ReadonlyMap<string, KnownFile>;
  /** The digest of the rules that the last whole scan placed files by. */
  readonly layout: string | null;
}

/**
 * Reads all that is registered and there: one query, because stamps decide what is read again. It is the registry as it
 * was when `onSnapshot` is called: a walk that begins then sees whatever is registered by then, unless it is gone.
 */
export async function readRegistry(connection: Connection, onSnapshot: () => void): Promise<Registry> {
  return inTransaction(connection, { mode: "read" }, async () => {
    const last = await connection.query<{ layout: string }>(readSql("files/scan/last-layout.sql"));
    onSnapshot();
    const { rows } = await connection.query<{ files: string }>(readSql("files/scan/known.sql"));
    const files = new Map<string, KnownFile>();
    for (const { files: text } of rows) addKnown(files, text);
    return { files, layout: last.rows[0]?.layout ?? null };
  });
}

/** No list of lines is made of the text: there are as many as files. */
function addKnown(files: Map<string, KnownFile>, text: string): void {
  for (let start = 0, end = 0; end < text.length; start = end + 1) {
    const stamp = text.indexOf("\u001f", start) + 1;
    const path = text.indexOf("\u001f", stamp) + 1;
    end = text.indexOf("\u001e", path);
    if (end < 0) end = text.length;
    const known = { id: text.slice(start, stamp - 1), stamp: text.slice(stamp, path - 1), isSeen: false };
    files.set(text.slice(path, end), known);
  }
}

/** The registered hashes of some rows, by id. */
export async function readHashes(connection: Connection, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  return inTransaction(connection, { mode: "read" }, async () => {
    const { rows } = await connection.query<{ id: string; hash: string | null }>(readSql("files/scan/hashes.sql"), [
      ids,
    ]);
    return new Map(rows.map(({ id, hash }) => [id, hash]));
  });
}
