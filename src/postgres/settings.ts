import type { DatabaseConfig } from "../model/config.ts";
import { Failure } from "../model/failure.ts";
import { databaseNameOf, hostOf, parseDatabaseUrl, userOf } from "./database-url.ts";

export type TargetOrigin =
  | "flag"
  | "v7.yaml"
  | "V7_READ_DATABASE_URL"
  | "V7_DATABASE_URL"
  | "DATABASE_URL"
  | "META_DB_PATH"
  | "PG*";

/** The embedded server of this clone. */
export interface EmbeddedTarget {
  readonly kind: "embedded";
  readonly schema: string;
}

/** Somebody's server. `url` may hold a password: it is never printed or stored. */
export interface UrlTarget {
  readonly kind: "url";
  readonly url: string;
  readonly schema: string;
  readonly origin: TargetOrigin;
}

export type DatabaseTarget = EmbeddedTarget | UrlTarget;

type DeclaredDatabase = {
  readonly [Key in "url" | "schema" | "forbidden"]?: DatabaseConfig[Key] | undefined;
};

export interface DatabaseChoice {
  /** What `v7.yaml` says, as far as it says anything. */
  readonly config?: { readonly database?: DeclaredDatabase | undefined } | undefined;
  readonly env: { readonly [name: string]: string | undefined };
  /** `--database-url`. */
  readonly flag?: string | undefined;
  /** `read` prefers the login that may only read. Default `write`. */
  readonly purpose?: "read" | "write";
}

/**
 * Which database v7 works on: the flag, then what `v7.yaml` declares, then the environment, then the embedded
 * server. Throws a Failure: exit 6 for a declared variable that is not set or a URL that is none, 4 for a
 * forbidden database. No message repeats a URL.
 */
export function resolveDatabase(choice: DatabaseChoice): DatabaseTarget {
  const database = choice.config?.database;
  const schema = database?.schema ?? "public";
  const found = flagged(choice) ?? readOnly(choice) ?? declared(choice) ?? fromEnvironment(choice.env);
  if (found === undefined) return embedded(choice, schema);
  const target: UrlTarget = { kind: "url", ...found, schema };
  refuseUnreadable(target);
  refuseForbidden(target, database?.forbidden ?? ["ui_library"]);
  return target;
}

/** A database that is read and another that is written would make every plan wrong. */
function embedded({ env }: DatabaseChoice, schema: string): EmbeddedTarget {
  if (fromVariable(env, "V7_READ_DATABASE_URL") === undefined) return { kind: "embedded", schema };
  throw new Failure("V7-B100", "V7_READ_DATABASE_URL says where to read, and nothing says where to write", {
    next: ["Set V7_DATABASE_URL to the same database, with a login that may write."],
  });
}

/** `aya_rag on ALPHA as v7_ro`, `enterprise_os (embedded)`: for screens; never a password or a URL. */
export function describeDatabase(target: DatabaseTarget): string {
  if (target.kind === "embedded") return "enterprise_os (embedded)";
  const url = parseDatabaseUrl(target.url);
  if (url === undefined) return "a database whose URL cannot be read";
  return `${databaseNameOf(url)} on ${hostOf(url)} as ${userOf(url)}`;
}

/** The database's own name. */
export function databaseName(target: DatabaseTarget): string {
  return target.kind === "embedded"
    ? "enterprise_os"
    : databaseNameOf(parseDatabaseUrl(target.url) ?? { parameters: new URLSearchParams() });
}

/** The URL as other programs may see it: built anew from what is no secret. */
export function publicUrl({ url }: UrlTarget): string {
  const parsed = parseDatabaseUrl(url) ?? { parameters: new URLSearchParams() };
  const shown = new URLSearchParams({ host: hostOf(parsed), port: String(parsed.port ?? 5432), user: userOf(parsed) });
  for (const name of ["sslmode", "sslrootcert"]) {
    const value = parsed.parameters.get(name);
    if (value !== null) shown.set(name, value);
  }
  return `postgresql:///${encodeURIComponent(databaseNameOf(parsed))}?${shown.toString()}`;
}

interface ChosenUrl {
  readonly url: string;
  readonly origin: TargetOrigin;
}

function flagged({ flag }: DatabaseChoice): ChosenUrl | undefined {
  return flag === undefined ? undefined : { url: flag, origin: "flag" };
}

function readOnly({ env, purpose }: DatabaseChoice): ChosenUrl | undefined {
  return purpose === "read" ? fromVariable(env, "V7_READ_DATABASE_URL") : undefined;
}

function declared({ config, env }: DatabaseChoice): ChosenUrl | undefined {
  const url = config?.database?.url;
  if (url === undefined) return undefined;
  if (!url.startsWith("env:")) return { url: withoutPassword(url), origin: "v7.yaml" };
  const name = url.slice("env:".length);
  const value = env[name];
  if (value === undefined || value === "") throw notSet(name);
  return { url: value, origin: "v7.yaml" };
}

function fromEnvironment(env: DatabaseChoice["env"]): ChosenUrl | undefined {
  const named = fromVariable(env, "V7_DATABASE_URL") ?? fromVariable(env, "DATABASE_URL");
  if (named !== undefined) return named;
  const meta = fromVariable(env, "META_DB_PATH");
  // In older set-ups META_DB_PATH is the path of a SQLite file.
  if (meta !== undefined && /^postgres(ql)?:\/\//.test(meta.url)) return meta;
  return fromLibpqVariables(env);
}

function fromVariable(
  env: DatabaseChoice["env"],
  name: Exclude<TargetOrigin, "flag" | "v7.yaml" | "PG*">,
): ChosenUrl | undefined {
  const url = env[name];
  return url === undefined || url === "" ? undefined : { url, origin: name };
}

/** A host or a database must be named: PGUSER or PGPASSWORD alone say nothing about where. */
function fromLibpqVariables(env: DatabaseChoice["env"]): ChosenUrl | undefined {
  const { PGHOST: host, PGPORT: port, PGUSER: user, PGDATABASE: database, PGSSLMODE: sslmode } = env;
  if (!host && !database) return undefined;
  const settings = { host, port, user, dbname: database, sslmode };
  const given = Object.entries(settings).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "",
  );
  return { url: `postgres:///?${new URLSearchParams(given).toString()}`, origin: "PG*" };
}

function withoutPassword(url: string): string {
  if (parseDatabaseUrl(url)?.password === undefined) return url;
  throw new Failure("V7-B012", "v7.yaml holds a password in database.url: anyone who reads the repository has it", {
    next: ["Change that password.", "Write url: env:V7_DATABASE_URL, or keep the password in ~/.pgpass."],
  });
}

function notSet(name: string): Failure {
  return new Failure("V7-B013", `v7.yaml declares its database in ${name}, and ${name} is not set`, {
    next: [`Set ${name} to a URL such as postgres://user@host/database; passwords are found in ~/.pgpass.`],
  });
}

function refuseUnreadable(target: UrlTarget): void {
  if (parseDatabaseUrl(target.url) !== undefined) return;
  throw new Failure("V7-B014", `the database URL from ${sourceOf(target.origin)} cannot be read`, {
    next: [
      "It looks like postgres://user@host:5432/database; percent-encode special characters in names and passwords.",
    ],
  });
}

function refuseForbidden(target: UrlTarget, forbidden: readonly string[]): void {
  const url = parseDatabaseUrl(target.url);
  if (url === undefined || !forbidden.includes(databaseNameOf(url))) return;
  throw new Failure("V7-B011", `v7 must not touch the database ${databaseNameOf(url)} (database.forbidden)`, {
    next: [`Name another database in ${sourceOf(target.origin)}.`],
  });
}

function sourceOf(origin: TargetOrigin): string {
  return origin === "flag" ? "--database-url" : origin;
}
