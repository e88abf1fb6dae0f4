import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./model/config.ts";
import { configFile, loadConfig } from "./documents/config.ts";
import { finding } from "./documents/limits.ts";
import { redactorFor } from "./workspace/known-secrets.ts";
import { openKept } from "./workspace/kept.ts";
import { stateDirectory } from "./workspace/state-directory.ts";
import type { Workspace } from "./workspace/workspace.ts";
import { openRepository } from "./git/open-repository.ts";
import { isCommitted, readUserName, type Repository } from "./git/repository.ts";
import { isDocumentFile } from "./model/document-names.ts";
import { Failure } from "./model/failure.ts";
import { type Finding, hasErrors } from "./model/finding.ts";
import { type System, thisSystem } from "./system/system.ts";
import { packageVersion } from "./system/package-file.ts";
import type { Redactor } from "./model/secrets.ts";
import type { Tell } from "./model/work-event.ts";
import type { Connection } from "./postgres/connection.ts";
import { type Database, openDatabase, type Purpose } from "./postgres/database.ts";
import { openKeptDatabase } from "./postgres/kept-database.ts";
import { hasEmbeddedData } from "./postgres/embedded/index.ts";
import { resolveDatabase } from "./postgres/settings.ts";
import { kinds } from "./reconcilers/index.ts";

/** What the command line and the environment say about where and who. */
export interface Invocation {
  /** `--repo`, else the current directory. */
  readonly directory: string;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly databaseUrl?: string | undefined;
  readonly actor?: string | undefined;
  /** Shown to other people of the database: `v7 apply`. */
  readonly applicationName: string;
  readonly signal: AbortSignal;
  /** Hears how long work goes; absent: nobody listens. */
  readonly tell?: Tell;
  /** Milliseconds after which a database that does not answer counts as away; absent: as long as connecting takes. */
  readonly connectPatience?: number;
  /** How many connections a process that stays keeps of each purpose; absent: each piece of work has its own. */
  readonly keptConnections?: number;
  /** True in a process that serves others: it has only the login that cannot write. */
  readonly readsOnly?: boolean;
  /** True where v7 has something to say also where nothing is declared. */
  readonly anywhere?: boolean;
  /** What is known already; absent: it is asked. */
  readonly hurried?: Hurried;
  /** Who hides secrets already; absent: one is made from the environment and the URL. */
  readonly redactor?: Redactor;
}

/** What a hook knows before the workspace is loaded. */
export interface Hurried {
  readonly repository: Repository;
  /** Whether HEAD has a v7.yaml; undefined where nobody asked. */
  readonly isConfigCommitted: Promise<boolean> | undefined;
  /** What git calls who works here; undefined where nobody asked. */
  readonly userName: ReturnType<typeof readUserName> | undefined;
}

/** The one place where v7's parts are put together. */
export async function openWorkspace(invocation: Invocation): Promise<Workspace> {
  requireDirectory(invocation.directory);
  const { environment, databaseUrl } = invocation;
  const system = thisSystem();
  const repository = invocation.hurried?.repository ?? (await openRepository(invocation.directory));
  const isDeclared = await holdsState(repository);
  if (!isDeclared && invocation.anywhere !== true) throw notDeclared(repository);
  const redactor = invocation.redactor ?? redactorFor(environment, [databaseUrl ?? ""]);
  const config = await readConfig(repository, redactor, invocation.hurried?.isConfigCommitted);
  const version = packageVersion();
  await checkVersion(config, version);
  return {
    system,
    repository,
    config,
    kinds,
    database: databaseOf(invocation, { system, repository, isDeclared }, config),
    kept: openKept({ stays: invocation.keptConnections !== undefined }),
    version,
    redactor,
    variable: (name) => environment[name],
    signal: invocation.signal,
    tell: invocation.tell ?? (() => undefined),
    now: () => new Date(),
    // It is stored with every apply.
    actor: async () => redactor.text(await actorName(invocation, repository, system)),
  };
}

interface Place {
  readonly system: System;
  readonly repository: Repository;
  /** Whether v7 keeps anything here: nowhere else it makes a database. */
  readonly isDeclared: boolean;
}

function databaseOf(invocation: Invocation, { system, repository, isDeclared }: Place, config: Config): Database {
  const { environment: env, databaseUrl: flag, connectPatience: patience, applicationName } = invocation;
  const options = {
    system,
    targetFor: (purpose: Purpose) => resolveDatabase({ config, env, flag, purpose }),
    home: repository.home,
    beforeStart: () => prepareHome(repository, isDeclared && patience === undefined),
    applicationName,
    schema: config.database.schema,
  };
  const most = invocation.keptConnections;
  const database =
    most === undefined
      ? openDatabase(options)
      : openKeptDatabase({ ...options, most, readsOnly: invocation.readsOnly === true });
  return patience === undefined ? database : patientDatabase(database, patience);
}

/** A mistyped folder must not become an empty repository with a server of its own. */
function requireDirectory(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new Failure("V7-C012", `there is no folder ${directory}`, { next: ["check --repo"] });
}

/**
 * In a folder that is none of v7's there is nothing to plan, which is not the same as nothing to do: a job that runs in the
 * wrong place would be green for ever, and leave a database there.
 */
async function holdsState(repository: Repository): Promise<boolean> {
  if (declaredEntries.some((entry) => existsSync(join(repository.root, entry)))) return true;
  if (!repository.isGit) return false;
  const committed = declaredEntries.map((entry) => isCommitted(repository, entry).catch(() => false));
  return (await Promise.all(committed)).includes(true);
}

const declaredEntries = [configFile, stateDirectory];

function notDeclared({ root }: Repository): Failure {
  return new Failure("V7-C014", `${root} has neither v7.yaml nor ${stateDirectory}/: v7 keeps nothing here`, {
    next: ["v7 --repo DIR, with the folder that has them", "v7 init"],
  });
}

async function readConfig(repository: Repository, redactor: Redactor, asked?: Promise<boolean>): Promise<Config> {
  const cacheFile = join(repository.home, "cache", "config.json");
  const loaded = await loadConfig({ root: repository.root, cacheFile, findSecret: redactor.find });
  const findings = loaded.isThere ? loaded.findings : await absentConfig(repository, asked);
  if (!hasErrors(findings)) return loaded.config;
  throw new Failure("V7-C010", "v7.yaml cannot be used", { findings, next: ["correct v7.yaml"] });
}

/** Without the file v7 would work on another database than the one that was committed. */
async function absentConfig(repository: Repository, asked?: Promise<boolean>): Promise<readonly Finding[]> {
  if (!repository.isGit || !(await (asked ?? isCommitted(repository, configFile)))) return [];
  const message = `HEAD has it and this checkout lacks it; git restore ${configFile}, git sparse-checkout disable, or commit that it goes`;
  return [finding(configFile, "V7-D030", message)];
}

/** Ranges are npm's: `^0.1.0`, `>=1.4`. The library is loaded only where a range is declared. */
async function checkVersion({ requiredVersion }: Config, version: string): Promise<void> {
  if (requiredVersion === undefined) return;
  const { default: semver } = await import("semver");
  if (semver.satisfies(version, requiredVersion)) return;
  throw new Failure("V7-C011", `v7.yaml asks for v7 ${requiredVersion}; this is ${version}`, { next: ["npm install"] });
}

/** Before the embedded server is started: to start one is quick, to make one is not, and nobody should commit it. */
function prepareHome(repository: Repository, mayMake: boolean): void {
  const { home, isGit } = repository;
  if (!hasEmbeddedData(home)) {
    if (!mayMake) throw new Failure("V7-B001", "there is no database yet", { next: ["v7 db up"] });
    if (!isGit) requireDeclaration(repository);
  }
  if (!isGit) keepOutOfGit(home);
}

/** Without git an empty `state/` may be anybody's: it declares nothing that a database should be made for. */
function requireDeclaration({ root }: Repository): void {
  if (existsSync(join(root, configFile))) return;
  const names = readdirSync(join(root, stateDirectory), { recursive: true, encoding: "utf8" });
  if (names.some(isDocumentFile)) return;
  const message = `${root} has no v7.yaml, and no document in ${stateDirectory}/: no database is made for it`;
  throw new Failure("V7-C014", message, { next: ["v7 init"] });
}

function patientDatabase(database: Database, patience: number): Database {
  return Object.assign(Object.create(database) as Database, {
    connect: async (purpose: Purpose) => leavingAtOnce(await withinPatience(patience, () => database.connect(purpose))),
  });
}

/** Whoever is in a hurry does not wait for the server to say goodbye: what is committed is committed. */
function leavingAtOnce(connection: Connection): Connection {
  return Object.assign(Object.create(connection) as Connection, { end: async () => connection.hangUp() });
}

/** Gives up on a database that is away. Whoever is in a hurry ends the process soon, and with it what was begun. */
async function withinPatience<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const { promise: silence, reject } = Promise.withResolvers<never>();
  const message = `the database did not answer within ${milliseconds} ms`;
  const timer = setTimeout(() => reject(new Failure("V7-B001", message)), milliseconds);
  try {
    return await Promise.race([work(), silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Without git the server's data lies among the person's files; should the folder become a repository, it is not committed. */
function keepOutOfGit(home: string): void {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, ".gitignore"), "*\n");
}

async function actorName(
  { actor, environment, hurried }: Invocation,
  repository: Repository,
  { account }: System,
): Promise<string> {
  return actor ?? environment.V7_ACTOR ?? (await (hurried?.userName ?? readUserName(repository))) ?? account.name;
}
