import { userInfo } from "node:os";

/** A database URL taken apart; what it leaves out is absent. */
export interface DatabaseUrl {
  /** A name, an address, or the directory of a socket. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly database?: string | undefined;
  /** `sslmode` and its companions. */
  readonly parameters: URLSearchParams;
}

/** Reads `postgres://user:password@host:5432/database?sslmode=require`, as libpq does. Undefined when it is none. */
export function parseDatabaseUrl(text: string): DatabaseUrl | undefined {
  if (!/^postgres(ql)?:\/\//.test(text) || hasLateSign(text)) return undefined;
  try {
    return takeApart(new URL(withHost(text)));
  } catch {
    return undefined;
  }
}

/** A password with a slash that is not encoded: what stands behind it would be shown as the database's name. */
function hasLateSign(text: string): boolean {
  const [, authority = "", path = ""] = /^postgres(?:ql)?:\/\/([^/?#]*)([^?]*)/.exec(text) ?? [];
  return !authority.includes("@") && authority.includes(":") && path.includes("@");
}

/** libpq's rule: this machine when the URL names no host. */
export function hostOf(url: DatabaseUrl): string {
  return url.host ?? "localhost";
}

/** libpq's rule: the user's name when the URL names no database. */
export function databaseNameOf(url: DatabaseUrl): string {
  return url.database ?? userOf(url);
}

/** The operating system's user when the URL names none. */
export function userOf(url: DatabaseUrl): string {
  return url.user ?? userInfo().username;
}

/** The same server and login, another database. */
export function withDatabaseName(url: string, name: string): string {
  const named = url.replace(
    /^(postgres(?:ql)?:\/\/[^/?#]*)(?:\/[^?#]*)?/,
    (_, server: string) => `${server}/${encodeURIComponent(name)}`,
  );
  return named.replace(/([?&]dbname=)[^&#]*/, (_, key: string) => key + encodeURIComponent(name));
}

const nowhere = "no-host.invalid";

/** `postgres://user@/database?host=/run/postgresql` is fine for libpq, but no URL: its host is empty. */
function withHost(text: string): string {
  return text.replace(/^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)(?=[/?#:]|$)/, `$1${nowhere}`);
}

function takeApart(url: URL): DatabaseUrl {
  const parameters = url.searchParams;
  const named = (name: string) => parameters.get(name) ?? undefined;
  const host = url.hostname === nowhere ? "" : decodeURIComponent(url.hostname.replace(/^\[(.*)\]$/, "$1"));
  const port = Number(named("port") ?? url.port);
  return {
    host: named("host") ?? filled(host),
    port: port > 0 ? port : undefined,
    user: named("user") ?? filled(decodeURIComponent(url.username)),
    password: named("password") ?? filled(decodeURIComponent(url.password)),
    database: named("dbname") ?? filled(decodeURIComponent(url.pathname.slice(1))),
    parameters,
  };
}

function filled(text: string): string | undefined {
  return text === "" ? undefined : text;
}
