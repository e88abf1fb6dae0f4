import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { DbDownOutput } from "../../model/output/db-down.ts";
import type { DbUpOutput } from "../../model/output/db-up.ts";
import type { DbUrlOutput } from "../../model/output/db-url.ts";
import { lastingSocketDirectory, stopEmbedded } from "../../postgres/embedded/index.ts";
import { readOnlyRole } from "../../postgres/embedded/read-only-role.ts";
import { publicUrl } from "../../postgres/settings.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { schemaVersion } from "./migrate.ts";

/** Starts the embedded server and brings its schema up to date; any other server is only reached. */
export async function startDatabase({ database }: Workspace): Promise<Answer<DbUpOutput>> {
  const server = await database.server("write");
  const started = server.kind === "embedded" && server.started;
  await (await database.connect("write")).end();
  return answer({ started, database: database.describe("write"), current: schemaVersion() });
}

/** Stops the embedded server of this clone. */
export async function stopDatabase({ database, system, repository }: Workspace): Promise<Answer<DbDownOutput>> {
  if (database.target("write").kind !== "embedded") {
    throw new Failure("V7-B060", "v7 stops only its own embedded server", { next: ["v7 db status"] });
  }
  const { stopped, pid = null } = await stopEmbedded({ system, home: repository.home });
  return answer({ stopped, pid });
}

export interface UrlRequest {
  /** The login that may only read. */
  readonly readOnly: boolean;
}

/** The database's URL for other programs, without a password: the same after every start. */
export async function databaseUrl(workspace: Workspace, { readOnly }: UrlRequest): Promise<Answer<DbUrlOutput>> {
  const server = await workspace.database.server(readOnly ? "read" : "write");
  if (server.kind === "url") return answer({ url: publicUrl(server) });
  const { user: owner, database } = server;
  const user = readOnly ? await readingUser(workspace) : owner;
  const { system, repository } = workspace;
  const host = lastingSocketDirectory({ system, home: repository.home }, server.socketDirectory);
  const query = `host=${encodeURIComponent(host)}&user=${encodeURIComponent(user)}`;
  return answer({ url: `postgresql:///${database}?${query}` });
}

/** The embedded server's reading login, made when it is first asked for. */
async function readingUser({ database }: Workspace): Promise<string> {
  await (await database.connectReadOnly()).end();
  return readOnlyRole;
}
