import type { TargetConfig } from "../model/config.ts";
import { Failure } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";
import type { Connection } from "../postgres/connection.ts";
import type { Purpose } from "../postgres/database.ts";
import { databaseNameOf, hostOf, parseDatabaseUrl } from "../postgres/database-url.ts";
import type { UrlTarget } from "../postgres/settings.ts";
import { connectTarget } from "../postgres/target-connection.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import { called, whileCalled, type Workspace } from "../workspace/workspace.ts";

/** A database under `targets` of v7.yaml, with the URLs that its variables hold: they may hold passwords. */
export interface EnumTarget {
  readonly name: string;
  /** The one schema to look at; undefined: all of them. */
  readonly schema: string | undefined;
  /** The login that reads. */
  readonly url: UrlTarget;
  /** The login that carries out; the one that reads where there is no other. */
  readonly applyUrl: UrlTarget;
  /** A server for clones; undefined: the embedded one. */
  readonly scratch: UrlTarget | undefined;
}

/**
 * The target of a name. Connects nowhere. Throws a Failure for a name that is none, a variable that is not set or holds
 * no URL (exit 6), a database that is forbidden, and v7's own (exit 4).
 */
export function targetNamed(workspace: Workspace, name: string): EnumTarget {
  const { targets } = workspace.config;
  const declared = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (declared === undefined) throw noSuchTarget(name, Object.keys(targets));
  const target = resolved(workspace, name, declared);
  const forbidden = [...workspace.config.database.forbidden, ...(declared.forbidden ?? [])];
  for (const { url } of [target.url, target.applyUrl]) {
    refuseForbidden(name, url, forbidden);
    refuseOwn(workspace, name, url);
  }
  return target;
}

/** Opens a session on a target for one piece of work, as the login for its purpose, and always ends it. */
export async function withTarget<T>(
  workspace: Workspace,
  target: EnumTarget,
  purpose: Purpose,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { signal, database } = workspace;
  const url = purpose === "read" ? target.url : target.applyUrl;
  const connection = await called(signal, () => connectTarget({ url, applicationName: database.applicationName }));
  return whileCalled(signal, connection, async () => {
    await refuseOwnTables(workspace, target.name, connection);
    return work(connection);
  });
}

/**
 * Runs `work` in one transaction of a target's session: `read` in one snapshot that cannot write, `write` with what is committed
 * by each statement. Texts of values read the same whoever asks, rows that policies would hide are an error, and the search
 * path stays the database's own: expression indexes may find their functions by it.
 */
export async function inTargetTransaction<T>(
  connection: Connection,
  mode: "read" | "write",
  work: () => Promise<T>,
): Promise<T> {
  return inTransaction(connection, { mode, settings: settingsFor(mode) }, work);
}

/** The same for work that writes and is undone whole. */
export async function inTargetRehearsal<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  return inTransaction(connection, { mode: "write", rehearsal: true, settings: settingsFor("write") }, work);
}

function settingsFor(mode: "read" | "write"): string {
  const limits = mode === "read" ? readSql("enums/target/read.sql") : readSql("enums/target/write.sql");
  return `${limits}\n${readSql("enums/target/settings.sql")}`;
}

function noSuchTarget(name: string, names: readonly string[]): Failure {
  const there = names.length === 0 ? "v7.yaml names none" : `there is ${names.join(", ")}`;
  const meant = nearest(name, names);
  return new Failure("V7-E001", `no target ${name} in v7.yaml: ${there}`, {
    next: meant === undefined ? ["v7 explain V7-E001"] : [`did you mean ${meant}?`],
  });
}

function resolved(workspace: Workspace, name: string, declared: TargetConfig): EnumTarget {
  const urlOf = (reference: string): UrlTarget => readUrl(workspace, name, reference);
  const url = urlOf(declared.url);
  return {
    name,
    schema: declared.schema,
    url,
    applyUrl: declared.applyUrl === undefined ? url : urlOf(declared.applyUrl),
    scratch: declared.scratch === undefined ? undefined : urlOf(declared.scratch),
  };
}

function readUrl(workspace: Workspace, target: string, reference: string): UrlTarget {
  const variable = reference.slice("env:".length);
  const url = workspace.variable(variable) ?? "";
  if (url === "") throw noAddress(`the target ${target} is in ${variable}, and ${variable} is not set`);
  if (parseDatabaseUrl(url) === undefined)
    throw noAddress(`what ${variable} holds for the target ${target} is no URL of a database`);
  return { kind: "url", url, schema: "public", origin: "v7.yaml" };
}

function noAddress(message: string): Failure {
  return new Failure("V7-E002", message, {
    next: ["set it to a URL such as postgres://user@host/database; passwords are found in ~/.pgpass"],
  });
}

function refuseForbidden(name: string, url: string, forbidden: readonly string[]): void {
  const parsed = parseDatabaseUrl(url);
  const database = parsed && databaseNameOf(parsed);
  if (database === undefined || !forbidden.includes(database)) return;
  throw new Failure("V7-E003", `the target ${name} leads to the database ${database}, which v7 must not touch`, {
    next: ["point its variable at another database, or look at forbidden in v7.yaml"],
  });
}

/** By the address, before anything is asked there. */
function refuseOwn({ database }: Workspace, name: string, url: string): void {
  for (const purpose of ["read", "write"] as const) {
    const own = database.target(purpose);
    if (own.kind === "url" && placeOf(own.url) === placeOf(url)) throw ownDatabase(name);
  }
}

function placeOf(text: string): string {
  const url = parseDatabaseUrl(text);
  return url === undefined ? text : JSON.stringify([hostOf(url), url.port ?? 5432, databaseNameOf(url)]);
}

/** By what is in it: another host name, a pooler or a copy do not hide it. */
async function refuseOwnTables({ config }: Workspace, name: string, connection: Connection): Promise<void> {
  const { rows } = await inTargetTransaction(connection, "read", () =>
    connection.query<{ state: string; readable: boolean }>(readSql("enums/target/own-state.sql")),
  );
  for (const { state, readable } of rows) {
    if (!readable || config.project === undefined) throw ownDatabase(name);
    const { rows: projects } = await inTargetTransaction(connection, "read", () =>
      connection.query<{ project: string | null }>(`SELECT project::text FROM ${state}`),
    );
    if (projects.some(({ project }) => project === null || project === config.project)) throw ownDatabase(name);
  }
}

function ownDatabase(name: string): Failure {
  return new Failure("V7-E004", `the target ${name} leads to v7's own database`, {
    next: ["point its variable at the application's database"],
  });
}
