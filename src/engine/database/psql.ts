import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { DbPsqlOutput } from "../../model/output/db-psql.ts";
import { parseDatabaseUrl } from "../../postgres/database-url.ts";
import { findProgram } from "../../system/find-program.ts";
import type { TerminalProgram } from "../../system/terminal-program.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { databaseUrl } from "./start.ts";

export interface PsqlRequest {
  /** The login that may only read. */
  readonly readOnly: boolean;
  /** For psql itself: `-c`, `-f`. */
  readonly words: readonly string[];
}

/** psql as it is to be started, and what may be told of that. */
export interface PsqlCall extends Answer<DbPsqlOutput> {
  readonly call: TerminalProgram;
}

/**
 * How psql is started on the database. The password goes by its environment: everybody on the machine sees the words of a
 * process. Throws V7-B180 where no psql is on the PATH.
 */
export async function psqlCall(workspace: Workspace, { readOnly, words }: PsqlRequest): Promise<PsqlCall> {
  const program = findProgram("psql", workspace.variable("PATH"));
  if (program === undefined) {
    throw new Failure("V7-B180", "there is no psql on the PATH", {
      next: ['v7 db sql -c "SELECT 1" asks without it', "install PostgreSQL's client: postgresql-client, libpq"],
    });
  }
  const { url } = (await databaseUrl(workspace, { readOnly })).output;
  const environment = passwordFor(workspace, readOnly);
  return { ...answer({ program, url }), call: { program, words: [url, ...words], environment } };
}

function passwordFor({ database }: Workspace, readOnly: boolean): TerminalProgram["environment"] {
  const target = database.target(readOnly ? "read" : "write");
  const password = target.kind === "url" ? parseDatabaseUrl(target.url)?.password : undefined;
  return password === undefined ? {} : { PGPASSWORD: password };
}
