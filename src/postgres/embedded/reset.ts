import { codeOfError } from "../../model/error-code.ts";
import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../connection.ts";

/** Where to connect to for it: nobody can be in the database that goes. */
export const resetFrom = "template1";

const mostTries = 5;

/**
 * Puts an empty database in the place of the embedded server's, in which everybody's sessions end. Killed at any moment it
 * leaves the former one or the new one. Throws V7-B183 when somebody connects again and again.
 */
export async function replaceDatabase(connection: Connection): Promise<void> {
  await connection.query(readSql("postgres/embedded/reset-leftovers.sql"));
  await dropFormer(connection);
  await connection.query(readSql("postgres/embedded/reset-create.sql"));
  await swap(connection);
  await dropFormer(connection);
}

async function dropFormer(connection: Connection): Promise<void> {
  await connection.query(readSql("postgres/embedded/reset-former.sql"));
}

async function swap(connection: Connection): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await connection.query(readSql("postgres/embedded/reset-sessions.sql"));
    try {
      return void (await connection.script(readSql("postgres/embedded/reset-swap.sql")));
    } catch (error) {
      await connection.query("ROLLBACK");
      if (codeOfError(error) !== objectInUse) throw error;
      if (tries === mostTries) throw stillInUse(error);
    }
  }
}

const objectInUse = "55006";

function stillInUse(cause: unknown): Failure {
  return new Failure("V7-B183", "programs connect to the embedded database as often as they are sent away", {
    next: ["Nothing was lost. End them, then: v7 db reset", "v7 db status says which server it is"],
    cause,
  });
}
