import { connect, type Connection } from "./connection.ts";
import { announcedServer, type EmbeddedServer, startEmbedded } from "./embedded/index.ts";
import type { EmbeddedHome } from "./embedded/paths.ts";
import { ensureReadOnlyRole, readOnlyRole } from "./embedded/read-only-role.ts";
import { explainMissingRight } from "./missing-right.ts";
import { migrate, migrationStatus, requireCurrentSchema } from "./migrations.ts";
import { openReports, type ReportReader, type Reports } from "./report-reader.ts";
import { type DatabaseTarget, describeDatabase, type UrlTarget } from "./settings.ts";
import type { System } from "../system/system.ts";

/** A login that reads, or the one that writes: they may be two. */
export type Purpose = "read" | "write";

/** A server that can be connected to now. */
export type Server = UrlTarget | EmbeddedServer;

/**
 * The database of a workspace: the one place that starts a server and connects to it. Whoever opens a connection ends it;
 * a database that keeps its connections takes it back then.
 */
export interface Database {
  /** Which database is meant; asking opens nothing. */
  target(purpose: Purpose): DatabaseTarget;
  /** `aya_rag on ALPHA as v7_ro`: never a password. Default: the one that is read. */
  describe(purpose?: Purpose): string;
  /** What sessions of this process are called on servers: the command, as `v7 enum scan`. */
  readonly applicationName: string;
  /** Whether logins tell people apart. On the embedded server everybody is one login: approvals are advice there. */
  readonly separatesLogins: boolean;
  /** False: nothing is written here, whatever the login may. */
  readonly writes: boolean;
  /** Starts the embedded server where nobody has; any other is just named. */
  server(purpose: Purpose): Promise<Server>;
  /** A connection to a schema of this version, or a Failure with exit 6. */
  connect(purpose: Purpose): Promise<Connection>;
  /** A connection whatever the schema: for what brings it up to date, and for what looks at it. */
  connectRaw(purpose: Purpose): Promise<Connection>;
  /** A connection with a login that cannot write, for statements people type. Never kept: a session remembers things. */
  connectReadOnly(): Promise<Connection>;
  /** A server as a login that cannot write reaches it. */
  readOnlyServer(): Promise<Server>;
  /** slonik on the database that is read, for report queries. */
  reports<T>(work: (reports: ReportReader) => Promise<T>): Promise<T>;
  /** Ends what is kept; what is in use ends when it comes back. Nothing where nothing is kept. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly system: System;
  /** Says which database is meant; throws a Failure for one that v7 must not touch. */
  readonly targetFor: (purpose: Purpose) => DatabaseTarget;
  /** `<git common dir>/v7`: where the embedded server lives. */
  readonly home: string;
  /** Before the embedded server is started: a place to refuse, or to prepare its folder. */
  readonly beforeStart: () => void;
  /** Shown in `pg_stat_activity` and the audit. */
  readonly applicationName: string;
  readonly schema: string;
}

/** A database that opens a connection for each piece of work: right for a process that does one thing. */
export function openDatabase({ system, targetFor, home, beforeStart, ...options }: DatabaseOptions): Database {
  const server = async (purpose: Purpose): Promise<Server> => {
    const target = targetFor(purpose);
    if (target.kind === "url") return target;
    beforeStart();
    return startEmbedded({ system, home });
  };
  const open = async (purpose: Purpose): Promise<Connection> => {
    if (targetFor(purpose).kind === "url") return openCurrent(await server(purpose), options);
    beforeStart();
    return (await openAnnounced({ system, home }, options)) ?? openCurrent(await server(purpose), options);
  };
  return {
    target: targetFor,
    applicationName: options.applicationName,
    describe: (purpose = "read") => describeDatabase(targetFor(purpose)),
    get separatesLogins() {
      return targetFor("write").kind === "url";
    },
    writes: true,
    server,
    connect: open,
    connectRaw: async (purpose) => connect(await server(purpose), options),
    connectReadOnly: async () => openReadOnly(await server("read"), options),
    readOnlyServer: async () => readOnly(await server("read"), options),
    reports: async (work) => {
      const reports = await openCheckedReports(await server("read"), options, 1);
      try {
        return await work(reports.reader);
      } finally {
        await reports.end();
      }
    },
    close: async () => {},
  };
}

interface ConnectionOptions {
  readonly applicationName: string;
  readonly schema: string;
}

/** The server that says it runs, nearly always; undefined where it has to be started, or does not answer as it should. */
async function openAnnounced(place: EmbeddedHome, options: ConnectionOptions): Promise<Connection | undefined> {
  const server = announcedServer(place);
  const connection = server && (await connect(server, options).catch(() => undefined));
  return connection && current(connection, server.kind);
}

/** Our own server is brought to this version's schema; anybody else's must have it already. */
async function openCurrent(server: Server, options: ConnectionOptions): Promise<Connection> {
  return current(await connect(server, options), server.kind);
}

async function current(connection: Connection, kind: Server["kind"]): Promise<Connection> {
  try {
    const status = await migrationStatus(connection);
    if (kind === "embedded" && status.pending.length > 0) await migrate(connection);
    else requireCurrentSchema(status);
    return connection;
  } catch (error) {
    const explained = await explainMissingRight(connection, error);
    await connection.end();
    throw explained;
  }
}

/** Somebody else's server has its own reading login in V7_READ_DATABASE_URL; ours gets one. */
async function openReadOnly(server: Server, options: ConnectionOptions): Promise<Connection> {
  if (server.kind === "url") return openCurrent(server, options);
  return connect(await readOnly(server, options), options);
}

async function readOnly(server: Server, options: ConnectionOptions): Promise<Server> {
  const connection = await openCurrent(server, options);
  try {
    if (server.kind === "embedded") await ensureReadOnlyRole(connection);
  } finally {
    await connection.end();
  }
  return server.kind === "embedded" ? { ...server, user: readOnlyRole } : server;
}

/** A plain connection first: it tells what is wrong in v7's words, and that the schema is there. */
export async function openCheckedReports(server: Server, options: ConnectionOptions, most: number): Promise<Reports> {
  await (await openCurrent(server, options)).end();
  return openReports(server, options, most);
}
