import type { EmbeddedServer } from "./embedded/index.ts";
import type { UrlTarget } from "./settings.ts";

/** Values a report takes. */
export type ReportValue = string | number | boolean | null | readonly string[];

/** Runs report queries. Times come as text, jsonb as values, bigint and numeric as text. */
export interface ReportReader {
  /** One statement, read only; its rows have the shape the statement gives them. */
  read<Row extends object>(statement: string, values: readonly ReportValue[]): Promise<readonly Row[]>;
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
  const { createPool, sql } = await import("slonik");
  const { createPgDriverFactory } = await import("@slonik/pg-driver");
  const pool = await createPool(connectionUri(target, options), {
    connectionTimeout: 5_000,
    driverFactory: createPgDriverFactory(),
    maximumPoolSize: 1,
    queryRetryLimit: 0,
    resetConnection: async () => {},
    transactionRetryLimit: 0,
    typeParsers: textParsers,
  });
  try {
    return await work({
      read: (statement, values) =>
        pool.transaction(async (transaction) => {
          await transaction.query(sql.unsafe`SET TRANSACTION READ ONLY`);
          await transaction.query(sql.unsafe`SELECT set_config('timezone', 'UTC', true), set_config('search_path', quote_ident(${options.schema}), true)`);
          return (await transaction.any({ ...sql.unsafe`SELECT 1`, sql: statement, values: [...values] })) as never;
        }),
    });
  } finally {
    await pool.end();
  }
}

/** slonik knows fewer TLS words than libpq, and no way to name a socket and a user in one URI: there PGUSER tells the user. */
function connectionUri(target: UrlTarget | EmbeddedServer, { applicationName }: ReportOptions): string {
  if (target.kind === "url") return target.url.replace(/([?&]sslmode=)(prefer|allow)\b/, "$1disable").replace(/([?&]sslmode=)verify-(ca|full)\b/, "$1require");
  process.env["PGUSER"] = target.user;
  const parameters = new URLSearchParams({ host: target.socketDirectory, application_name: applicationName });
  return `postgresql:///${target.database}?${parameters.toString()}`;
}

const textParsers = ["int8", "numeric", "timestamp", "timestamptz", "date"].map((name) => ({ name, parse: (value: string) => value }));
