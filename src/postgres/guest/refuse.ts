import type { Code } from "../../model/codes/codes.ts";
import { Failure } from "../../model/failure.ts";
import type { Finding } from "../../model/finding.ts";
import type { Preflight } from "./preflight.ts";

/** What v7.yaml and the ledger say about a database that is not v7's own server. */
export interface GuestTerms {
  /** `database.shared`: other people's tables may be there. */
  readonly shared: boolean;
  /** True when v7's ledger is in the schema: the database is v7's already. */
  readonly known: boolean;
}

/**
 * Refuses to migrate where v7 cannot or must not live; each refusal names everything of its kind at once.
 * @throws Failure exit 4 for other people's database, 1 for objects v7 cannot work with, 6 for missing rights.
 */
export function refuseUnfit({ surroundings, incompatible, missingRights }: Preflight, terms: GuestTerms): void {
  const { others, schema } = surroundings;
  if (!terms.known && !terms.shared && others.count > 0) throw foreign(others);
  if (incompatible.length > 0) throw unfit(incompatible);
  if (missingRights.length > 0) throw lacking(missingRights, surroundings.roleName, schema);
}

/** Without USAGE nothing can be seen or locked, so this is asked before all else. */
export function refuseUnusable(roleName: string, schema: string): never {
  throw lacking(
    [
      {
        right: `USAGE on schema ${schema}`,
        sql: `GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${roleName};  -- by the schema's owner`,
      },
    ],
    roleName,
    schema,
  );
}

function foreign({ count, examples }: Preflight["surroundings"]["others"]): Failure {
  const more = count > examples.length ? ` and ${count - examples.length} more` : "";
  return new Failure(
    "V7-B070",
    `the database holds other people's tables: ${examples.join(", ")}${more}; nothing changed`,
    {
      next: ["v7.yaml: database: {shared: true}, if v7 is to live beside them", "else name another database"],
    },
  );
}

function unfit(reasons: readonly string[]): Failure {
  const count = reasons.length === 1 ? "1 reason" : `${reasons.length} reasons`;
  return new Failure("V7-B071", `v7 cannot work in this database, for ${count}; nothing changed`, {
    findings: reasons.map((message) => error("V7-B072", message)),
    next: ["change them, or give v7 a schema of its own: v7.yaml database.schema"],
  });
}

function lacking(rights: Preflight["missingRights"], roleName: string, schema: string): Failure {
  return new Failure("V7-B073", `${roleName} lacks rights that migrating schema ${schema} needs; nothing changed`, {
    findings: rights.map(({ right }) => error("V7-B074", `missing: ${right}`)),
    next: [...rights.map(({ sql }) => sql), "then: v7 db migrate"],
  });
}

function error(code: Code, message: string): Finding {
  return { severity: "error", code, message };
}
