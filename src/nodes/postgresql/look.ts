import { createHmac } from "node:crypto";
import { isIP } from "node:net";
import { Failure } from "../../model/failure.ts";
import { type Fact, factPrefixes } from "../../model/machine.ts";
import type { Connection } from "../../postgres/connection.ts";
import { hostOf, parseDatabaseUrl, withDatabaseName } from "../../postgres/database-url.ts";
import type { UrlTarget } from "../../postgres/settings.ts";
import { connectTarget } from "../../postgres/target-connection.ts";
import { readSql } from "../../system/package-file.ts";
import { called, whileCalled, type Workspace } from "../../workspace/workspace.ts";
import { readHidingKey } from "../collect/hide.ts";
import { askCatalogue, type Catalogue } from "./catalogue.ts";
import { databaseFacts, type FoundDatabase, type FoundExtension } from "./database-facts.ts";
import { reading } from "./reading.ts";
import { type Follower, replicationFacts, type Standing } from "./replication-facts.ts";
import type { NodeServer } from "./server.ts";
import {
  fileErrors,
  type RunningSetting,
  settingFacts,
  type WrittenLine,
  type WrittenSettings,
} from "./setting-facts.ts";

/** What a look at a node's PostgreSQL brought. */
export interface ServerLook {
  /** That it was away is one; where nobody could be asked, there are none. */
  readonly facts: readonly Fact[];
  /** What its databases are made of, of each that was looked into. */
  readonly catalogues: readonly Catalogue[];
  /** Why nobody got an answer, for people; undefined where somebody did. */
  readonly failure: string | undefined;
  /** Parts that stay unknown, and what gives the right to know them. */
  readonly unknown: readonly string[];
}

/** Asks a server, as one login and without writing. Never throws for what the server does or says. */
export async function lookAtServer(workspace: Workspace, server: NodeServer): Promise<ServerLook> {
  const { url } = server;
  if (typeof url === "string") return { facts: [], catalogues: [], failure: url, unknown: [] };
  const key = readHidingKey(workspace.repository.home);
  const hide = (secret: string): string => createHmac("sha256", key).update(secret).digest("hex").slice(0, 32);
  try {
    const { facts, ...rest } = await withServer(workspace, url, (connection) =>
      ask(connection, { workspace, server, url, hide }),
    );
    return { facts: [reach(true), ...facts], failure: undefined, ...rest };
  } catch (error) {
    workspace.signal.throwIfAborted();
    const failure = withoutAddress(error, url);
    return { facts: [reach(false, failure)], catalogues: [], failure, unknown: [] };
  }
}

/** Longer than all that is asked may take. */
const mostMilliseconds = 25_000;

/** A server that falls silent in the middle is left. */
async function withServer<T>(
  workspace: Workspace,
  url: UrlTarget,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.any([workspace.signal, AbortSignal.timeout(mostMilliseconds)]);
  const { applicationName } = workspace.database;
  const connection = await called(signal, () => connectTarget({ url, applicationName }));
  return whileCalled(signal, connection, () => work(connection));
}

interface Asking {
  readonly workspace: Workspace;
  readonly server: NodeServer;
  readonly url: UrlTarget;
  readonly hide: (secret: string) => string;
}

/** One part that takes too long, or that this login may not see, keeps nothing from the others. */
async function ask(
  connection: Connection,
  { workspace, server, url, hide }: Asking,
): Promise<Omit<ServerLook, "failure">> {
  const rights = await reading(
    connection,
    async () => (await connection.query<Rights>(readSql("nodes/postgresql/rights.sql"))).rows[0],
  );
  const catalogues: Catalogue[] = [];
  const parts = [
    () => askSettings(connection, server, { hide, readsFiles: rights?.reads_files ?? false }),
    () => askReplication(connection, server),
    async () => {
      const found = await askDatabases(workspace, connection, server, url);
      catalogues.push(...found.catalogues);
      unknown.push(...found.unknown);
      return found.facts;
    },
  ];
  const facts: Fact[] = [{ fact: "postgresql.version", value: rights?.version ?? null }];
  const unknown: string[] = rights === undefined ? [] : unknownTo(rights);
  for (const part of parts) {
    try {
      facts.push(...(await part()));
    } catch (error) {
      if (connection.lost) throw error;
      unknown.push(messageOf(error));
    }
  }
  return { facts, catalogues, unknown };
}

interface Rights {
  /** Quoted. */
  readonly login: string;
  readonly version: string;
  readonly reads_files: boolean;
  /** What pg_monitor may. */
  readonly monitors: boolean;
}

function unknownTo({ login, reads_files: readsFiles, monitors }: Rights): string[] {
  const files = `GRANT SELECT ON pg_file_settings TO ${login}; GRANT EXECUTE ON FUNCTION pg_show_all_file_settings() TO ${login}`;
  return [
    ...(readsFiles ? [] : [`what its files say: ${files}`]),
    ...(monitors ? [] : [`who follows it, and whom it follows: GRANT pg_monitor TO ${login}`]),
  ];
}

async function askReplication(connection: Connection, { node, links }: NodeServer): Promise<Fact[]> {
  return reading(connection, async () => {
    const { rows } = await connection.query<Standing>(readSql("nodes/postgresql/standing.sql"));
    const { rows: followers } = await connection.query<Follower>(readSql("nodes/postgresql/followers.sql"));
    return rows.flatMap((standing) => replicationFacts(node, standing, followers, links));
  });
}

async function askSettings(
  connection: Connection,
  { settings }: NodeServer,
  { hide, readsFiles }: { readonly hide: (secret: string) => string; readonly readsFiles: boolean },
): Promise<Fact[]> {
  return reading(connection, async () => {
    // To read the files marks, in this session, what they would have wait: what waits already is asked before.
    const { rows: running } = await connection.query<RunningSetting>(readSql("nodes/postgresql/settings.sql"), [
      settings,
    ]);
    const written = readsFiles ? await askFiles(connection, settings) : undefined;
    const facts = settingFacts(running, written, hide);
    return written === undefined ? facts : [...facts, { fact: "postgresql.file_errors", value: fileErrors(written) }];
  });
}

async function askFiles(connection: Connection, settings: readonly string[]): Promise<WrittenSettings> {
  const { rows: lines } = await connection.query<WrittenLine>(readSql("nodes/postgresql/files.sql"), [settings]);
  const { rows: waiting } = await connection.query<{ name: string }>(readSql("nodes/postgresql/waiting.sql"));
  return { lines, needRestart: new Set(waiting.map(({ name }) => name)) };
}

/** Extensions and tables are a database's own: each that is declared is asked for them by itself. */
async function askDatabases(
  workspace: Workspace,
  connection: Connection,
  server: NodeServer,
  url: UrlTarget,
): Promise<Omit<ServerLook, "failure">> {
  const found = await reading(
    connection,
    async () => (await connection.query<FoundDatabase>(readSql("nodes/postgresql/databases.sql"))).rows,
  );
  const extensions = new Map<string, readonly FoundExtension[] | undefined>();
  const catalogues: Catalogue[] = [];
  const unknown: string[] = [];
  for (const { name, is_here: isHere } of found) {
    if (!isHere && !server.databases.includes(name)) continue;
    const ask = async (one: Connection): Promise<void> => {
      extensions.set(name, await askExtensions(one));
      const parts = await askCatalogue(one);
      if (parts === undefined) unknown.push(`what ${name} is made of: that is too much to be kept`);
      else catalogues.push({ database: name, parts });
    };
    const there = { ...url, url: withDatabaseName(url.url, name) };
    await (isHere ? ask(connection) : withServer(workspace, there, ask)).catch((error: unknown) => {
      if (isHere && connection.lost) throw error;
      unknown.push(`what ${name} is made of: ${withoutAddress(error, url)}`);
    });
  }
  workspace.signal.throwIfAborted();
  return { facts: databaseFacts(found, extensions, server.databases), catalogues, unknown };
}

async function askExtensions(connection: Connection): Promise<FoundExtension[]> {
  return reading(
    connection,
    async () => (await connection.query<FoundExtension>(readSql("nodes/postgresql/extensions.sql"))).rows,
  );
}

function reach(isReachable: boolean, note?: string): Fact {
  return {
    fact: `${factPrefixes.way}postgresql`,
    value: { reachable: isReachable, ...(note === undefined ? {} : { note: note.slice(0, 500) }) },
  };
}

/** An address stands in the environment: no fact tells it. */
function withoutAddress(error: unknown, { url }: UrlTarget): string {
  const host = hostOf(parseDatabaseUrl(url) ?? { parameters: new URLSearchParams() });
  const message = messageOf(error);
  return isIP(host) === 0 ? message : message.replaceAll(host, "its address");
}

function messageOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  if (error instanceof Error)
    return error.name === "TimeoutError" ? `no answer within ${mostMilliseconds / 1_000} seconds` : error.message;
  return String(error);
}
