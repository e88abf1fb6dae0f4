import { randomBytes } from "node:crypto";
import { connect, type Connection } from "../../postgres/connection.ts";
import { openThrowawayServer } from "../../postgres/throwaway-server.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { CatalogueObject } from "../catalogue/objects.ts";
import { databaseOptions, type ClonePlace, type Locale } from "./place.ts";
import { runAll, type Task } from "./run.ts";
import { quoted } from "./statements.ts";

/**
 * A server of the clone's own. The target's people wrote functions that run when indexes, checks and rows are made: they run
 * there as a login that is no superuser, so that they reach neither this machine nor anything of v7's.
 */
export async function openOwnPlace({ system, repository, database }: Workspace, locale: Locale): Promise<ClonePlace> {
  const throwaway = await openThrowawayServer(system, repository.home);
  const { applicationName } = database;
  const { server } = throwaway;
  const mark = randomBytes(6).toString("hex");
  const [administratorName, loginName, name] = [`v7_${mark}_administrator`, `v7_${mark}`, "clone"];
  const open = (user: string, where: string): Promise<Connection> =>
    connect({ ...server, user, database: where }, { applicationName });
  const opened: Connection[] = [];
  const drop = async (): Promise<void> => {
    await Promise.all(opened.map((connection) => connection.end()));
    await throwaway.close();
  };
  const keep = async (connection: Connection): Promise<Connection> => {
    opened.push(connection);
    await connection.script(readSql("enums/clone/session.sql"));
    return connection;
  };
  try {
    await prepare({ open, server, administratorName, loginName, mark });
    await makeDatabase(await open(administratorName, server.database), { name, owner: loginName, locale });
    const administrator = await keep(await open(administratorName, name));
    const builder = await keep(await open(loginName, name));
    return {
      administrator,
      builder,
      ownsServer: true,
      database: name,
      roles: (objects, failed) => makeRoles(administrator, { objects, failed, loginName }),
      connect: () => open(loginName, name),
      url: `postgres://${loginName}@/${name}?host=${encodeURIComponent(server.socketDirectory)}&port=${server.port}`,
      drop,
    };
  } catch (error) {
    await drop();
    throw error;
  }
}

interface Preparation {
  readonly open: (user: string, where: string) => Promise<Connection>;
  readonly server: { readonly user: string; readonly database: string };
  readonly administratorName: string;
  readonly loginName: string;
  readonly mark: string;
}

/** The server's first role gives its name back: a target may have one that is called so, and that is no superuser here. */
async function prepare({ open, server, administratorName, loginName, mark }: Preparation): Promise<void> {
  await briefly(open(server.user, server.database), [`CREATE ROLE ${administratorName} SUPERUSER LOGIN`]);
  await briefly(open(administratorName, server.database), [
    `ALTER ROLE ${quoted(server.user)} RENAME TO v7_${mark}_first`,
    // A trigger that fires at every login would run as whoever logs in.
    `ALTER ROLE ${administratorName} SET event_triggers = off`,
    `CREATE ROLE ${loginName} LOGIN BYPASSRLS`,
    `GRANT SET ON PARAMETER session_replication_role TO ${loginName}`,
  ]);
}

async function briefly(opening: Promise<Connection>, statements: readonly string[]): Promise<void> {
  const connection = await opening;
  try {
    await connection.script(statements.join(";\n"));
  } finally {
    await connection.end();
  }
}

interface DatabaseWish {
  readonly name: string;
  readonly owner: string;
  readonly locale: Locale;
}

async function makeDatabase(administrator: Connection, { name, owner, locale }: DatabaseWish): Promise<void> {
  try {
    for (const way of databaseOptions(locale, administrator.serverVersion)) {
      const made = administrator.query(`CREATE DATABASE ${name} OWNER ${owner} ${way}`);
      if (await made.then(isDone, isLeft)) return;
    }
    await administrator.query(`CREATE DATABASE ${name} OWNER ${owner} TEMPLATE template0`);
  } finally {
    await administrator.end();
  }
}

const isDone = (): boolean => true;
const isLeft = (): boolean => false;

interface RolesWish {
  readonly objects: readonly CatalogueObject[];
  readonly failed: (object: CatalogueObject) => Task["failed"];
  readonly loginName: string;
}

/** None of them is a superuser: one that is on the target may do here what all others may. */
async function makeRoles(administrator: Connection, { objects, failed, loginName }: RolesWish): Promise<void> {
  await runAll(
    administrator,
    objects.map((role) => ({ statement: role.definition, failed: failed(role) })),
  );
  const memberships = objects.flatMap((role) => [
    `GRANT ${role.identity} TO ${loginName}`,
    ...parentsOf(role, objects).map((parent) => `GRANT ${parent} TO ${role.identity}`),
  ]);
  // A circle by way of one that was a superuser: less is seen here than there.
  await runAll(
    administrator,
    memberships.map((statement) => ({ statement, failed: () => undefined })),
  );
}

/** Superusers of the target see what all others have, those before them among the superusers too: no circles. */
function parentsOf(role: CatalogueObject, roles: readonly CatalogueObject[]): string[] {
  const memberOf = Array.isArray(role.flags["member_of"]) ? role.flags["member_of"].map(String) : [];
  if (role.flags["superuser"] !== true) return memberOf.map(quoted);
  const before = roles.slice(0, roles.indexOf(role));
  return roles
    .filter((other) => other !== role && (other.flags["superuser"] !== true || before.includes(other)))
    .map(({ identity }) => identity);
}
