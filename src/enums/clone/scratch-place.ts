import { randomBytes } from "node:crypto";
import { Failure } from "../../model/failure.ts";
import type { Connection } from "../../postgres/connection.ts";
import { withDatabaseName } from "../../postgres/database-url.ts";
import type { UrlTarget } from "../../postgres/settings.ts";
import { connectTarget } from "../../postgres/target-connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { CatalogueObject } from "../catalogue/objects.ts";
import { databaseOptions, type ClonePlace, type Locale } from "./place.ts";
import { runAll, type Task } from "./run.ts";
import { quoted } from "./statements.ts";

/**
 * A database of its own on a server that v7.yaml names for it, as the login of that URL. Its name says which session made it:
 * when that is gone, so is whoever would have dropped it. Roles that are not there are made for it, without a login, and go
 * with it; those that are there are left as they are. Throws a Failure where that login may make no database.
 */
export async function openScratchPlace(
  { database }: Workspace,
  { scratch, target, locale }: { readonly scratch: UrlTarget; readonly target: string; readonly locale: Locale },
): Promise<ClonePlace> {
  const { applicationName } = database;
  const keeper = await connectTarget({ url: scratch, applicationName });
  const opened: Connection[] = [];
  const made: string[] = [];
  let name: string | undefined;
  const drop = async (): Promise<void> => {
    await Promise.all(opened.map((connection) => connection.end()));
    if (name !== undefined && !keeper.lost) await remove(keeper, name, made);
    await keeper.end();
  };
  try {
    await removeLeftovers(keeper);
    name = await makeDatabase(keeper, { target, locale });
    const url: UrlTarget = { ...scratch, url: withDatabaseName(scratch.url, name) };
    const builder = await connectTarget({ url, applicationName });
    opened.push(builder);
    await builder.script(readSql("enums/clone/session.sql"));
    return {
      administrator: builder,
      builder,
      ownsServer: false,
      database: name,
      roles: (objects, failed) => makeRoles(builder, { objects, failed, made, mark: `v7: made for ${name}` }),
      connect: () => connectTarget({ url, applicationName }),
      url: url.url,
      drop,
    };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function makeDatabase(
  keeper: Connection,
  { target, locale }: { readonly target: string; readonly locale: Locale },
): Promise<string> {
  const { rows } = await keeper.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const name = `v7_clone_${rows[0]?.pid}_${randomBytes(6).toString("hex")}`;
  let refused: unknown;
  for (const way of databaseOptions(locale, keeper.serverVersion)) {
    try {
      await keeper.query(`CREATE DATABASE ${name} ${way}`);
      return name;
    } catch (error) {
      if (keeper.lost) throw error;
      refused = error;
    }
  }
  const why = refused instanceof Error ? refused.message : String(refused);
  throw new Failure("V7-E030", `no clone of the target ${target} could be made on its scratch server: ${why}`, {
    cause: refused,
    next: [
      `give the login of targets.${target}.scratch the right to make databases: ALTER ROLE … CREATEDB`,
      `or leave out targets.${target}.scratch: the clone is made on a server of v7's own`,
    ],
  });
}

interface RolesWish {
  readonly objects: readonly CatalogueObject[];
  readonly failed: (object: CatalogueObject) => Task["failed"];
  /** Where those that were made are written down. */
  readonly made: string[];
  readonly mark: string;
}

async function makeRoles(builder: Connection, { objects, failed, made, mark }: RolesWish): Promise<void> {
  const { rows } = await builder.query<{ identity: string }>(
    "SELECT quote_ident(rolname) AS identity FROM pg_catalog.pg_roles",
  );
  const there = new Set(rows.map(({ identity }) => identity));
  const wanted = objects.filter(({ identity }) => !there.has(identity));
  const refused = new Set<string>();
  const tasks = wanted.map((role) => ({
    statement: `${role.definition}; COMMENT ON ROLE ${role.identity} IS '${mark}'`,
    failed: (why: string): void => {
      refused.add(role.identity);
      failed(role)(why);
    },
  }));
  await runAll(builder, tasks);
  made.push(...wanted.map(({ identity }) => identity).filter((identity) => !refused.has(identity)));
  // A superuser needs no membership; whoever made a role may give it to themselves.
  await runAll(
    builder,
    made.map((identity) => ({ statement: `GRANT ${identity} TO CURRENT_USER`, failed: () => undefined })),
  );
}

/** Without FORCE: whoever connected meanwhile keeps it. */
async function removeLeftovers(keeper: Connection): Promise<void> {
  const { rows } = await keeper.query<{ name: string }>(readSql("enums/clone/leftovers.sql"));
  for (const { name } of rows) await keeper.query(`DROP DATABASE IF EXISTS ${name}`).catch(() => undefined);
  const { rows: roles } = await keeper.query<{ name: string }>(readSql("enums/clone/left-roles.sql"));
  for (const { name } of roles) await keeper.query(`DROP ROLE IF EXISTS ${quoted(name)}`).catch(() => undefined);
}

/** A role that somebody has begun to use meanwhile stays. */
async function remove(keeper: Connection, name: string, roles: readonly string[]): Promise<void> {
  await keeper.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  for (const role of roles.toReversed()) await keeper.query(`DROP ROLE IF EXISTS ${role}`).catch(() => undefined);
}
