import { parseJson } from "../model/json.ts";
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

/** slonik at work: its reader, and the end of its connections. */
export interface Reports {
  readonly reader: ReportReader;
  end(): Promise<void>;
}

/** Opens slonik for the length of `work`. Statements come from `.sql` files: free text never goes through it. */
export async function withReports<T>(
  target: UrlTarget | EmbeddedServer,
  options: ReportOptions,
  work: (reports: ReportReader) => Promise<T>,
): Promise<T> {
  const reports = await openReports(target, options, 1);
  try {
    return await work(reports.reader);
  } finally {
    await reports.end();
  }
}

/** Opens slonik, with so many connections at most. A server that speaks no TLS is asked again without, where that is fine. */
export async function openReports(
  target: UrlTarget | EmbeddedServer,
  options: ReportOptions,
  most: number,
): Promise<Reports> {
  const tls = target.kind === "url" ? tlsOf(target) : plain;
  try {
    return await openPool(target, options, tls.ssl, most);
  } catch (error) {
    if (!tls.optional || !speaksNoTls(error)) throw error;
  }
  return openPool(target, options, false, most);
}

async function openPool(
  target: UrlTarget | EmbeddedServer,
  options: ReportOptions,
  ssl: TlsChoice["ssl"],
  most: number,
): Promise<Reports> {
  const { createPool, sql } = await import("slonik");
  const { createPgDriverFactory } = await import("@slonik/pg-driver");
  const parts = target.kind === "embedded" ? embeddedParts(target) : urlParts(target);
  const pool = await createPool(connectionUri(parts, options), {
    connectionTimeout: 5_000,
    driverFactory: createPgDriverFactory(),
    maximumPoolSize: most,
    queryRetryLimit: 0,
    resetConnection: async () => {},
    transactionRetryLimit: 0,
    typeParsers: [...textParsers, ...jsonParsers],
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
  return {
    reader: {
      read: async (statement, values) => (await run(statement, values)).rows as never,
      ask: async (statement, values) => answerOf(await run(statement, values).catch(explainUnreadable)),
    },
    end: () => pool.end(),
  };
}

const plain: TlsChoice = { ssl: false, optional: false };

function tlsOf({ url }: UrlTarget): TlsChoice {
  const parsed = parseDatabaseUrl(url);
  return parsed === undefined ? plain : tlsChoice(parsed);
}

function speaksNoTls(error: unknown): boolean {
  return error instanceof Error && (error.message.includes("does not support SSL") || speaksNoTls(error.cause));
}

/** A socket's folder goes where the host goes, with its slashes encoded: user and port have a place beside it then. */
function connectionUri(parts: ConnectionParts, { applicationName }: ReportOptions): string {
  const parameters = new URLSearchParams({ application_name: applicationName });
  const login = [parts.user, ...(parts.password === undefined ? [] : [parts.password])]
    .map(encodeURIComponent)
    .join(":");
  const host =
    parts.host.includes(":") && !parts.host.startsWith("/") ? `[${parts.host}]` : encodeURIComponent(parts.host);
  return `postgresql://${login}@${host}:${parts.port}/${encodeURIComponent(parts.database)}?${parameters.toString()}`;
}

interface ConnectionParts {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string | undefined;
  readonly database: string;
}

function embeddedParts({ socketDirectory: host, port, user, database }: EmbeddedServer): ConnectionParts {
  return { host, port, user, database };
}

function urlParts(target: UrlTarget): ConnectionParts {
  const url = parseDatabaseUrl(target.url) ?? { parameters: new URLSearchParams() };
  const parts = { host: hostOf(url), port: url.port ?? 5432, user: userOf(url), database: databaseNameOf(url) };
  const password = url.password ?? process.env["PGPASSWORD"] ?? passwordFromFile(parts);
  return { ...parts, password };
}

const textParsers = ["int8", "numeric", "timestamp", "timestamptz", "date"].map((name) => ({
  name,
  parse: (value: string) => value,
}));

const jsonParsers = ["json", "jsonb"].map((name) => ({ name, parse: parseJson }));
