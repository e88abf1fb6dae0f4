import type pg from "pg";
import type { Failure } from "../model/failure.ts";
import {
  connectFailure,
  connectionLost,
  isConnectionLoss,
  readOnlyServer,
  serverTooOld,
  type Destination,
} from "./connection-failures.ts";
import { databaseNameOf, hostOf, parseDatabaseUrl, userOf, type DatabaseUrl } from "./database-url.ts";
import type { EmbeddedServer } from "./embedded/index.ts";
import { innerConnection } from "./inner-connection.ts";
import { codeOfError } from "../model/error-code.ts";
import { passwordFromFile } from "./password-file.ts";
import type { UrlTarget } from "./settings.ts";
import { tlsChoice } from "./tls.ts";
import { valueTypes } from "./value-types.ts";

/** What a statement answered. */
export interface QueryResult<Row> {
  readonly rows: Row[];
  /** The command tag's word: `SELECT`, `INSERT`, `COMMIT` … */
  readonly command: string;
  readonly rowCount: number | null;
}

/** A statement with the driver's options: rows as arrays, or parsers of its own. */
export interface QueryOptions {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly rowMode?: "array";
  readonly types?: { getTypeParser(type: number, format?: string): (text: string) => unknown };
}

/**
 * One session on one server. Statements outside `inTransaction` run with the server's own settings. Errors
 * of SQL are the driver's, with their SQLSTATE in `code`; a broken connection and a read-only server are Failures (exit 6).
 */
export interface Connection {
  /** One statement; several without values go in one round trip, and only the last one's answer is typed. */
  query<Row = Record<string, unknown>>(
    text: string | QueryOptions,
    values?: readonly unknown[],
  ): Promise<QueryResult<Row>>;
  /** Several statements without values in one round trip; one answer each. */
  script(text: string): Promise<QueryResult<Record<string, unknown>>[]>;
  /** The schema v7's tables are in. */
  readonly schema: string;
  /** `180004` for 18.4. */
  readonly serverVersion: number;
  /** True once nobody is on the line any more. */
  readonly lost: boolean;
  /** True while no statement runs and no transaction is open. */
  readonly idle: boolean;
  /** What to throw when the server turns out to take no writes. */
  readOnlyFailure(): Failure;
  /** The driver's client, for COPY and notifications: used within `src/postgres` alone. */
  readonly client: pg.Client;
  /** Leaves at once, also in the middle of a statement: the server rolls back, and what waits for an answer fails. */
  hangUp(): void;
  /** Safe to call twice, and after the connection broke. */
  end(): Promise<void>;
}

export interface ConnectOptions {
  /** Shown in `pg_stat_activity` and the audit; cut to 63 bytes. */
  readonly applicationName: string;
  /** The embedded server alone: v7's schema. Default `public`. */
  readonly schema?: string;
  /** Milliseconds until giving up. Default 5,000. */
  readonly timeout?: number;
}

/**
 * Connects once. Throws a Failure (exit 6) that names host, database and user but never a password, for
 * whatever the reason: nobody there, unknown host, silence, a refused login, no free connection, a server before 14.
 */
export async function connect(target: UrlTarget | EmbeddedServer, options: ConnectOptions): Promise<Connection> {
  const { default: driver } = await import("pg");
  const login = target.kind === "embedded" ? embeddedLogin(target) : urlLogin(target.url);
  const opened = await open(driver, login, options);
  const schema = target.kind === "embedded" ? (options.schema ?? "public") : target.schema;
  const connection = asConnection(opened, login.destination, schema);
  if (connection.serverVersion >= oldestServer) return connection;
  await connection.end();
  throw serverTooOld(login.destination, opened.parameters.get("server_version") ?? "of unknown version");
}

const oldestServer = 140_000;

/** How to reach a server, and how to speak of it. */
interface Login {
  readonly destination: Destination;
  readonly config: pg.ClientConfig;
  /** TLS was a wish, not a demand. */
  readonly plainIsFine: boolean;
}

function embeddedLogin({ socketDirectory, port, user, database }: EmbeddedServer): Login {
  // Given in full, so that PGOPTIONS and its like do not reach a server they were not meant for.
  const options = "-c statement_timeout=0";
  return {
    destination: { database, host: socketDirectory, port, user, embedded: true },
    config: { host: socketDirectory, port, user, database, password: "none", ssl: false, options },
    plainIsFine: false,
  };
}

function urlLogin(text: string): Login {
  const url = parseDatabaseUrl(text) ?? { parameters: new URLSearchParams() };
  const destination = {
    database: databaseNameOf(url),
    host: hostOf(url),
    port: url.port ?? 5432,
    user: userOf(url),
    embedded: false,
  };
  const { ssl, optional } = tlsChoice(url);
  const { database, host, port, user } = destination;
  return {
    destination,
    config: { database, host, port, user, ssl, password: passwordSource(url, destination) },
    plainIsFine: optional,
  };
}

/** Asked for only when the server wants a password. */
function passwordSource(url: DatabaseUrl, destination: Destination): () => string {
  return () => url.password ?? process.env["PGPASSWORD"] ?? passwordFromFile(destination) ?? "";
}

interface Opened {
  readonly client: pg.Client;
  /** What the server reported of itself at the start: version, standby or not. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly state: { lost: boolean; idle: boolean };
}

async function open(driver: typeof pg, login: Login, options: ConnectOptions): Promise<Opened> {
  try {
    return await openOnce(driver, login.config, options);
  } catch (error) {
    if (!login.plainIsFine || !isTlsRefusal(error)) throw connectFailure(error, login.destination);
  }
  return open(driver, { ...login, config: { ...login.config, ssl: false }, plainIsFine: false }, options);
}

function isTlsRefusal(error: unknown): boolean {
  return error instanceof Error && error.message.includes("does not support SSL");
}

async function openOnce(driver: typeof pg, config: pg.ClientConfig, options: ConnectOptions): Promise<Opened> {
  const client = new driver.Client({
    ...config,
    application_name: cutToBytes(options.applicationName, 63),
    connectionTimeoutMillis: options.timeout ?? 5000,
    keepAlive: true,
    types: valueTypes(driver),
  });
  const state = { lost: false, idle: true };
  // An error between statements has nobody to answer it, and would end the process.
  client.on("error", () => (state.lost = true)).on("end", () => (state.lost = true));
  const parameters = reportedParameters(client);
  innerConnection(client).on("readyForQuery", ({ status }) => (state.idle = status === "I"));
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return { client, parameters, state };
}

function reportedParameters(client: pg.Client): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  innerConnection(client).on("parameterStatus", ({ parameterName, parameterValue }) => {
    parameters.set(parameterName, parameterValue);
  });
  return parameters;
}

function asConnection({ client, parameters, state }: Opened, destination: Destination, schema: string): Connection {
  const run = async (text: string | QueryOptions, values?: readonly unknown[]): Promise<unknown> => {
    state.idle = false;
    try {
      return await client.query(text as string, values as unknown[] | undefined);
    } catch (error) {
      throw explained(error, state, destination);
    }
  };
  return {
    query: async <Row>(text: string | QueryOptions, values?: readonly unknown[]) =>
      (await run(text, values)) as QueryResult<Row>,
    script: async (text) => [await run(text)].flat() as QueryResult<Record<string, unknown>>[],
    schema,
    serverVersion: versionNumber(parameters.get("server_version") ?? ""),
    get lost() {
      return state.lost;
    },
    get idle() {
      return state.idle;
    },
    readOnlyFailure: () => readOnlyServer(destination),
    client,
    hangUp: () => {
      state.lost = true;
      innerConnection(client).stream.destroy();
    },
    end: () => client.end().catch(() => undefined),
  };
}

function explained(error: unknown, state: Opened["state"], destination: Destination): unknown {
  if (isConnectionLoss(error)) {
    state.lost = true;
    return connectionLost(destination);
  }
  return codeOfError(error) === "25006" ? readOnlyServer(destination) : error;
}

/** `18.4` → 180004, `14beta1` → 140000. */
function versionNumber(text: string): number {
  const [, major = "0", minor = "0"] = /^(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return Number(major) * 10_000 + Number(minor);
}

function cutToBytes(text: string, bytes: number): string {
  const cut = Buffer.from(text).subarray(0, bytes).toString();
  return cut.replace(/\uFFFD$/, "");
}
