import { type Answer, answer } from "../model/answer.ts";
import type { DbGrantsOutput } from "../model/output/db-grants.ts";
import { readSql } from "../system/package-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { inTargetTransaction, targetNamed, withTarget } from "./targets.ts";

/** All quoted. */
interface Owners {
  readonly owners: readonly string[];
  /** Owners too, of whom nobody can be a member without being able to do everything. */
  readonly superusers: readonly string[];
  readonly schemas: readonly string[];
  /** `SCHEMA TO OWNER`, where the owner may make nothing. */
  readonly lacking: readonly string[];
  readonly database: string;
}

/** The SQL of a target's two roles: one that looks, one that carries out. Printed, never run by v7; neither is a superuser. */
export async function targetGrants(workspace: Workspace, name: string): Promise<Answer<DbGrantsOutput>> {
  const target = targetNamed(workspace, name);
  const { owners, superusers, schemas, lacking, database } = await withTarget(workspace, target, "read", (connection) =>
    inTargetTransaction(connection, "read", async () => {
      const { rows } = await connection.query<Owners>(readSql("enums/target/owners.sql"), [target.schema ?? null]);
      return rows[0] ?? { owners: [], superusers: [], schemas: [], lacking: [], database: "" };
    }),
  );
  const values: { readonly [name: string]: string } = {
    database,
    target: name,
    schemas: schemas.length === 0 ? "public" : schemas.join(", "),
    memberships: [
      ...owners.map((owner) => `GRANT ${owner} TO v7_enum_apply;`),
      ...lacking.map((pair) => `GRANT CREATE ON SCHEMA ${pair};`),
      ...superusers.map(
        (owner) =>
          `-- ${owner} owns something here and is a superuser: a member of it could do everything. Give what is to be changed to another\n-- owner, by ALTER … OWNER TO, and run this again.`,
      ),
    ].join("\n"),
  };
  return answer({
    sql: readSql("enums/target/grants.sql").replace(/\{([a-z]+)\}/g, (whole, word: string) => values[word] ?? whole),
  });
}
