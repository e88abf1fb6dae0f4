import type { ReportAnswer } from "../model/report.ts";
import { answerOf } from "./report-answer.ts";
import type { EmbeddedServer } from "./embedded/index.ts";
import { databaseNameOf, hostOf, parseDatabaseUrl, userOf } from "./database-url.ts";
import { passwordFromFile } from "./password-file.ts";
import type { UrlTarget } from "./settings.ts";
import { type TlsChoice, tlsChoice } from "./tls.ts";
import { explainUnreadable } from "./unreadable.ts";

/** Values a report takes. */
export type ReportValue = string | number | boolean | null | readonly string[];

/** Runs report queries. Times come as text, jsonb as values, bigint and numeric as text. */
export interface ReportReader {
  /** One statement, read only; its rows have the shape the statement gives them. */
  read<Row extends object>(statement: string, values: readonly ReportValue[]): Promise<readonly Row[]>;
  /** The same with the columns and their types, and values as JSON has them: for statements whose rows have no type here. */
  ask(statement: string, values: readonly ReportValue[]): Promise<ReportAnswer>;
}

export interface ReportOptions {
  readonly applicationName: string;
  readonly schema: string;
}

/** Opens slonik for the length of `work`. Statements come from `.sql` files: free text never goes through it. */
export async function withReports<T>(
  target: UrlTarget | EmbeddedServer,
  options: ReportOptions,
  work: (reports: ReportReader) => Promise<T>,
): Promise<T> {
  const tls = target.kind === "url" ? tlsOf(target) : plain;
  try {
    return await withPool(target, options, tls.ssl, work);
  } catch (error) {
    if (!tls.optional || !speaksNoTls(error)) throw error;
  }
  return withPool(target, options, false, work);
}

async function withPool<T>(
  target: UrlTarget | EmbeddedServer,
  options: ReportOptions,
  ssl: TlsChoice["ssl"],
  work: (reports: ReportReader) => Promise<T>,
): Promise<T> {
  const { createPool, sql } = await import("slonik");
  const { createPgDriverFactory } = await import("@slonik/pg-driver");
  const place = target.kind === "embedded" ? embeddedPlace(target) : urlPlace(target);
  const restoreVariables = setLoginVariables(place);
  const pool = await createPool(connectionUri(place, options), {
    connectionTimeout: 5_000,
    driverFactory: createPgDriverFactory(),
    maximumPoolSize: 1,
    queryRetryLimit: 0,
    resetConnection: async () => {},
    transactionRetryLimit: 0,
    typeParsers: textParsers,
    ...(ssl === false ? {} : { ssl }),
  });
  const run = (statement: string, values: readonly ReportValue[]) =>
    pool.transaction(async (transaction) => {
      await transaction.query(sql.unsafe`SET TRANSACTION READ ONLY`);
      await transaction.query(
        sql.unsafe`SELECT set_config('timezone', 'UTC', true), set_config('search_path', quote_ident(${options.schema}), true)`,
      );
      return transaction.query({ ...sql.unsafe`SELECT 1`, sql: statement, values: [...values] });
    });
  try {
    return await work({
      read: async (statement, values) => (await run(statement, values)).rows as never,
      ask: async (statement, values) => answerOf(await run(statement, values).catch(explainUnreadable)),
    });
  } finally {
    await pool.end();
    restoreVariables();
  }
}

const plain: TlsChoice = { ssl: false, optional: false };

function tlsOf({ url }: UrlTarget): TlsChoice {
  const parsed = parseDatabaseUrl(url);
  return parsed === undefined ? plain : tlsChoice(parsed);
}

function speaksNoTls(error: unknown): boolean {
  return error instanceof Error && (error.message.includes("does not support SSL") || speaksNoTls(error.cause));
}

/** slonik has no way to name a socket and a user in one URI: there the driver takes user and port from its variables. */
function connectionUri(place: Place, { applicationName }: ReportOptions): string {
  const parameters = new URLSearchParams({ application_name: applicationName });
  const database = encodeURIComponent(place.database);
  if (!place.host.startsWith("/")) {
    const login = [place.user, ...(place.password === undefined ? [] : [place.password])]
      .map(encodeURIComponent)
      .join(":");
    return `postgresql://${login}@${place.host.includes(":") ? `[${place.host}]` : place.host}:${place.port}/${database}?${parameters.toString()}`;
  }
  parameters.set("host", place.host);
  return `postgresql:///${database}?${parameters.toString()}`;
}

/** Tells the driver user and port of a socket while a pool is open; the returned function takes that back. */
function setLoginVariables({ host, user, port }: Place): () => void {
  if (!host.startsWith("/")) return () => {};
  const before = { PGUSER: process.env["PGUSER"], PGPORT: process.env["PGPORT"] };
  Object.assign(process.env, { PGUSER: user, PGPORT: String(port) });
  return () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string | undefined;
  readonly database: string;
}

function embeddedPlace({ socketDirectory: host, port, user, database }: EmbeddedServer): Place {
  return { host, port, user, database };
}

function urlPlace(target: UrlTarget): Place {
  const url = parseDatabaseUrl(target.url) ?? { parameters: new URLSearchParams() };
  const place = { host: hostOf(url), port: url.port ?? 5432, user: userOf(url), database: databaseNameOf(url) };
  const password = url.password ?? process.env["PGPASSWORD"] ?? passwordFromFile(place);
  return { ...place, password };
}

const textParsers = ["int8", "numeric", "timestamp", "timestamptz", "date"].map((name) => ({
  name,
  parse: (value: string) => value,
}));
