import { codeOfError } from "../../model/error-code.ts";
import type { Connection } from "../../postgres/connection.ts";
import { qualifyName, quoteName } from "../../postgres/quoting.ts";
import { readSql } from "../../system/package-file.ts";
import type { EnumDeed } from "./deed.ts";

/** How often it begins again with the one that somebody held, before it leaves off. */
const mostTries = 30;

/**
 * Locks the tables of a deed, and the views that it makes anew: whoever reads one of those holds it while it waits for a table. A lock is
 * waited for only while no other is held, so nobody waits in a circle and the server ends no client of the application. What is not to be
 * had at once is waited for first the next time. Throws PostgreSQL's 55P03 where locks do not come.
 */
export async function lockAll(connection: Connection, deed: EnumDeed): Promise<void> {
  let waiting = await locksOf(connection, deed);
  for (let tries = 1; ; tries += 1) {
    const [first, ...others] = waiting;
    if (first === undefined) return;
    await connection.script(`SAVEPOINT v7_locks; ${first}; SET LOCAL lock_timeout = '1ms'`);
    const held = await firstHeld(connection, others);
    if (held === undefined) break;
    if (tries === mostTries) throw held.error;
    await connection.script("ROLLBACK TO SAVEPOINT v7_locks");
    waiting = [held.lock, ...waiting.filter((lock) => lock !== held.lock)];
  }
  await connection.script("SET LOCAL lock_timeout = '3s'; RELEASE SAVEPOINT v7_locks");
}

/** The first of them that somebody else holds. */
async function firstHeld(
  connection: Connection,
  locks: readonly string[],
): Promise<{ readonly lock: string; readonly error: unknown } | undefined> {
  for (const lock of locks) {
    try {
      await connection.script(lock);
    } catch (error) {
      if (codeOfError(error) !== "55P03") throw error;
      return { lock, error };
    }
  }
  return undefined;
}

interface View {
  readonly schema: string;
  readonly name: string;
  readonly isMaterialized: boolean;
  readonly owner: string;
}

/** The statements, in one order for all deeds. To lock a view by LOCK would lock all tables that it reads. */
async function locksOf(connection: Connection, { columns, strategy }: EnumDeed): Promise<readonly string[]> {
  const tables = columns.map(({ schema, table }) => qualifyName({ schema, name: table }));
  const { rows: views } =
    strategy === "in place"
      ? { rows: [] }
      : await connection.query<View>(readSql("enums/deed/views-above.sql"), [
          columns.map(({ schema }) => schema),
          columns.map(({ table }) => table),
          columns.map(({ column }) => column),
        ]);
  return [
    ...views.map((view) => {
      const sort = view.isMaterialized ? "MATERIALIZED VIEW" : "VIEW";
      return `ALTER ${sort} ${qualifyName(view)} OWNER TO ${quoteName(view.owner)}`;
    }),
    ...[...new Set(tables)].toSorted().map((table) => `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`),
  ];
}
