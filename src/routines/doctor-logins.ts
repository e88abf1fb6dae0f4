import { fail, ok, warn } from "../model/doctor-check.ts";
import type { DoctorCheck } from "../model/output/doctor.ts";
import { readSql } from "../system/package-file.ts";
import { databaseGrants } from "../engine/database/describe.ts";
import type { Connection } from "../postgres/connection.ts";
import { rightsOf } from "../postgres/granted-rights.ts";
import { whoAsks } from "../postgres/missing-right.ts";
import { inTransaction } from "../postgres/transaction.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Whether who applies cannot approve, and cannot remove what Policy protects. */
export async function approvalsCheck(workspace: Workspace, connection: Connection): Promise<DoctorCheck> {
  return workspace.database.separatesLogins
    ? applyLoginCheck(await ask<ApplyLogin>(connection, readSql("routines/doctor/apply-login.sql")))
    : ok("approvals", "approvals are advisory here: the embedded server has one login for everybody");
}

interface ApplyLogin {
  readonly login: string;
  readonly is_superuser: boolean;
  readonly writes_approvals: boolean;
  readonly applies: boolean;
  readonly creates: boolean;
  readonly is_guarded: boolean;
  readonly unguarded: readonly string[];
}

function applyLoginCheck(found: ApplyLogin): DoctorCheck {
  const { login, is_superuser, writes_approvals, applies, creates, is_guarded, unguarded } = found;
  const fix = "v7 db grants; apply as a member of v7_apply alone";
  if (is_superuser) return fail("approvals", `${login} applies as a superuser and can approve for everybody`, fix);
  if (writes_approvals) return fail("approvals", `${login} applies and can write approvals itself`, fix);
  if (!applies) return ok("approvals", `${login} does not apply, and writes no approval by itself`);
  if (!is_guarded) {
    const detail = `${login} writes no approvals, but is no member of v7_apply: the database does not guard its deletes`;
    return warn("approvals", detail, fix);
  }
  if (creates) {
    const detail = `${login} applies and can create functions in v7's schema, where the guard would find them`;
    return fail("approvals", detail, "REVOKE CREATE ON SCHEMA from PUBLIC and from this login");
  }
  if (unguarded.length > 0) {
    const detail = `${login} applies and has TRIGGER or TRUNCATE on ${unguarded.join(", ")}: the guard does not hold there`;
    return fail("approvals", detail, "REVOKE TRIGGER, TRUNCATE on these tables from this login");
  }
  return ok("approvals", `${login} applies, cannot approve, and removes nothing that Policy protects`);
}

/** What a member of v7's roles lacks of what `v7 db grants` prints: after a migration, what is new. Nothing while it has all. */
export async function rightsCheck(workspace: Workspace, connection: Connection): Promise<DoctorCheck[]> {
  const { login, roles } = await whoAsks(connection);
  // A superuser is a member of all of them, and lacks nothing.
  const [role, ...others] = roles.filter((name) => name !== "v7_owner");
  if (role === undefined || others.length > 0) return [];
  const rights = rightsOf((await databaseGrants(workspace)).output.sql, role);
  const { rows: missing } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<MissingRight>(readSql("routines/doctor/missing-rights.sql"), [
      rights.map(({ privilege }) => privilege),
      rights.map(({ relation }) => relation ?? null),
      rights.map(({ column }) => column ?? null),
    ]),
  );
  if (missing.length === 0) return [];
  const shown = missing.slice(0, 3).map(rightText).join(", ");
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : "";
  return [fail("rights", `${login} (${role}) lacks ${shown}${more}`, "v7 db grants, run by the owner of v7's tables")];
}

interface MissingRight {
  readonly privilege: string;
  readonly relation: string | null;
  readonly column_name: string | null;
}

function rightText({ privilege, relation, column_name: column }: MissingRight): string {
  const place = relation ?? "this database";
  return column === null ? `${privilege} on ${place}` : `${privilege} (${column}) on ${place}`;
}

/** Whether who reads cannot write. */
export async function readingCheck(workspace: Workspace): Promise<DoctorCheck> {
  const connection = await workspace.database.connectReadOnly();
  try {
    return readLoginCheck(await ask<ReadLogin>(connection, readSql("routines/doctor/read-login.sql")));
  } finally {
    await connection.end();
  }
}

interface ReadLogin {
  readonly login: string;
  readonly is_superuser: boolean;
  readonly writable: readonly string[];
  readonly creates: boolean;
  readonly makes_temporary_tables: boolean;
  readonly makes_large_objects: boolean;
  readonly knows_lock_key: boolean;
}

function readLoginCheck(found: ReadLogin): DoctorCheck {
  const { login, is_superuser, writable, creates, makes_temporary_tables, makes_large_objects, knows_lock_key } = found;
  const fix = "v7 db grants; set V7_READ_DATABASE_URL to v7_ro";
  if (is_superuser) return fail("reading", `${login} reads as a superuser`, fix);
  if (writable.length > 0) {
    const tables =
      writable.length > 3 ? `${writable.slice(0, 3).join(", ")} and ${writable.length - 3} more` : writable.join(", ");
    return warn("reading", `${login} reads and can write ${tables}`, fix);
  }
  const more = [
    ...(creates ? ["create tables"] : []),
    ...(makes_temporary_tables ? ["make temporary tables"] : []),
    ...(makes_large_objects ? ["make large objects"] : []),
    ...(knows_lock_key ? ["hold the apply lock"] : []),
  ];
  return more.length === 0
    ? ok("reading", `${login} reads and cannot write`)
    : warn(
        "reading",
        `${login} reads, cannot write rows, and can ${more.join(", ")}`,
        "v7 db grants prints the REVOKEs",
      );
}

async function ask<Row>(connection: Connection, statement: string): Promise<Row> {
  const { rows } = await inTransaction(connection, { mode: "read" }, () => connection.query<Row>(statement));
  const [row] = rows;
  if (row === undefined) throw new Error("a statement about the login answered nothing");
  return row;
}
