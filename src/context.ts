import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { Config } from "./documents/config.ts";
import { loadConfig } from "./documents/config.ts";
import { redactorFor } from "./workspace/known-secrets.ts";
import type { Workspace } from "./workspace/workspace.ts";
import { openRepository } from "./git/open-repository.ts";
import { readUserName, type Repository } from "./git/repository.ts";
import { Failure } from "./model/failure.ts";
import { hasErrors } from "./model/finding.ts";
import { readPackageFile } from "./system/package-file.ts";
import type { Redactor } from "./model/secrets.ts";
import { connect, type Connection } from "./postgres/connection.ts";
import { type EmbeddedServer, hasEmbeddedData, startEmbedded } from "./postgres/embedded/index.ts";
import { ensureReadOnlyRole, readOnlyRole } from "./postgres/embedded/read-only-role.ts";
import { migrate, migrationStatus, requireCurrentSchema } from "./postgres/migrations.ts";
import { withReports } from "./postgres/report-reader.ts";
import { type DatabaseTarget, describeDatabase, resolveDatabase, type UrlTarget } from "./postgres/settings.ts";
import { kinds } from "./reconcilers/index.ts";

/** What the command line and the environment say about where and who. */
export interface Surroundings {
  /** `--repo`, else the current directory. */
  readonly directory: string;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly databaseUrl?: string | undefined;
  readonly actor?: string | undefined;
  /** Shown to other people of the database: `v7 apply`. */
  readonly applicationName: string;
  readonly signal: AbortSignal;
  /** Milliseconds after which a database that does not answer counts as away; absent: as long as connecting takes. */
  readonly connectPatience?: number;
  /** Who hides secrets already; absent: one is made from the environment and the URL. */
  readonly redactor?: Redactor;
}

/** The one place where v7's parts are put together. */
export async function openWorkspace(surroundings: Surroundings): Promise<Workspace> {
  requireDirectory(surroundings.directory);
  const repository = await openRepository(surroundings.directory);
  const redactor = surroundings.redactor ?? redactorFor(surroundings.environment, [surroundings.databaseUrl ?? ""]);
  const config = await readConfig(repository, redactor);
  const version = packageVersion();
  await checkVersion(config, version);
  const targetFor = (purpose: "read" | "write"): DatabaseTarget =>
    resolveDatabase({ config, env: surroundings.environment, flag: surroundings.databaseUrl, purpose });
  const options = { applicationName: surroundings.applicationName, schema: config.database.schema };
  const patience = surroundings.connectPatience;
  return {
    repository,
    config,
    kinds,
    version,
    signal: surroundings.signal,
    redactor,
    now: () => new Date(),
    // It is stored with every apply.
    actor: async () => redactor.text(await actorName(surroundings, repository)),
    target: targetFor,
    connect: (purpose) =>
      withinPatience(patience, async () =>
        openConnection(await reachable(targetFor(purpose), repository, patience), options),
      ),
    connectReadOnly: async () => openReadOnly(await reachable(targetFor("read"), repository), options),
    withReports: async (work) => {
      const server = await reachable(targetFor("read"), repository);
      // A plain connection first: it tells what is wrong in v7's words, and that the schema is there.
      await (await openConnection(server, options)).end();
      return withReports(server, options, work);
    },
    describeDatabase: (purpose = "read") => describeDatabase(targetFor(purpose)),
    get separatesLogins() {
      return targetFor("write").kind === "url";
    },
  };
}

/** A mistyped folder must not become an empty repository with a server of its own. */
function requireDirectory(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new Failure("V7-C012", `there is no folder ${directory}`, { next: ["check --repo"] });
}

async function readConfig({ root, home }: Repository, redactor: Redactor): Promise<Config> {
  const cacheFile = join(home, "cache", "config.json");
  const { config, findings } = await loadConfig({ root, cacheFile, findSecret: redactor.find });
  if (!hasErrors(findings)) return config;
  throw new Failure("V7-C010", "v7.yaml cannot be used", { findings, next: ["correct v7.yaml"] });
}

/** Ranges are npm's: `^0.1.0`, `>=1.4`. The library is loaded only where a range is declared. */
async function checkVersion({ requiredVersion }: Config, version: string): Promise<void> {
  if (requiredVersion === undefined) return;
  const { default: semver } = await import("semver");
  if (semver.satisfies(version, requiredVersion)) return;
  throw new Failure("V7-C011", `v7.yaml asks for v7 ${requiredVersion}; this is ${version}`, { next: ["npm install"] });
}

/** The embedded server is started when nobody has; any other is just named. */
async function reachable(
  target: DatabaseTarget,
  { home, isGit }: Repository,
  patience?: number,
): Promise<UrlTarget | EmbeddedServer> {
  if (target.kind === "url") return target;
  // To start a server is quick; to make one is not.
  if (patience !== undefined && !hasEmbeddedData(home))
    throw new Failure("V7-B001", "there is no database yet", { next: ["v7 db up"] });
  if (!isGit) keepOutOfGit(home);
  return startEmbedded({ home });
}

/** Gives up on a database that is away. Whoever is in a hurry ends the process soon, and with it what was begun. */
async function withinPatience<T>(milliseconds: number | undefined, work: () => Promise<T>): Promise<T> {
  if (milliseconds === undefined) return work();
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

/** Our own server is brought to this version's schema; anybody else's must have it already. */
async function openConnection(
  server: UrlTarget | EmbeddedServer,
  options: { applicationName: string; schema: string },
): Promise<Connection> {
  const connection = await connect(server, options);
  try {
    const status = await migrationStatus(connection);
    if (server.kind === "embedded" && status.pending.length > 0) await migrate(connection);
    else requireCurrentSchema(status);
    return connection;
  } catch (error) {
    await connection.end();
    throw error;
  }
}

/** Somebody else's server has its own reading login in V7_READ_DATABASE_URL; ours gets one. */
async function openReadOnly(
  server: UrlTarget | EmbeddedServer,
  options: { applicationName: string; schema: string },
): Promise<Connection> {
  const connection = await openConnection(server, options);
  if (server.kind !== "embedded") return connection;
  try {
    await ensureReadOnlyRole(connection);
  } finally {
    await connection.end();
  }
  return connect({ ...server, user: readOnlyRole }, options);
}

async function actorName({ actor, environment }: Surroundings, repository: Repository): Promise<string> {
  return actor ?? environment.V7_ACTOR ?? (await readUserName(repository)) ?? userInfo().username;
}

function packageVersion(): string {
  return (JSON.parse(readPackageFile("package.json")) as { version: string }).version;
}
