import { existsSync } from "node:fs";
import type { Connection } from "../../src/postgres/connection.ts";
import { attackFile } from "./write-attempts.ts";

/** Everything a statement could have changed, a digest each, so that a difference names itself. */
export type Fingerprint = Readonly<Record<string, unknown>>;

/** Rows of every table, sequences, catalog, roles, settings, large objects, slots, locks and the file attacks write. */
export async function fingerprint(connection: Connection): Promise<Fingerprint> {
  const tables = await connection.query<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'm') ORDER BY 1",
  );
  const rows = tables.rows.map(({ name }) => [`rows of ${name}`, `SELECT t FROM ${name} t`] as const);
  const digests = [...rows, ...Object.entries(catalogs)].map(
    ([what, query]) =>
      `SELECT '${what}' AS what, md5(coalesce(string_agg(x::text, E'\\n' ORDER BY x::text), '')) AS digest FROM (${query}) x`,
  );
  const { rows: found } = await connection.query<{ what: string; digest: string }>(digests.join(" UNION ALL "));
  return { ...Object.fromEntries(found.map(({ what, digest }) => [what, digest])), file: existsSync(attackFile) };
}

/** Statistics and process ids are left out: they move by themselves. */
const catalogs: Readonly<Record<string, string>> = {
  relations:
    "SELECT oid, relname, relnamespace, relowner, relkind, relfilenode, relhastriggers, relacl, relrowsecurity FROM pg_class",
  columns: "SELECT attrelid, attname, atttypid, attnotnull, attisdropped, attacl FROM pg_attribute",
  functions: "SELECT oid, proname, prosrc, proowner, proconfig, proacl FROM pg_proc",
  constraints: "SELECT oid, conname, conrelid FROM pg_constraint",
  triggers: "SELECT oid, tgname, tgrelid, tgenabled FROM pg_trigger",
  rules: "SELECT oid, rulename, ev_class FROM pg_rewrite",
  types: "SELECT oid, typname FROM pg_type",
  schemas: "SELECT oid, nspname, nspowner, nspacl FROM pg_namespace",
  comments: "SELECT objoid, classoid, description FROM pg_description",
  labels: "SELECT objoid, label FROM pg_seclabel",
  extensions: "SELECT extname FROM pg_extension",
  defaults: "SELECT oid, defaclrole, defaclacl FROM pg_default_acl",
  policies: "SELECT oid, polname FROM pg_policy",
  publications: "SELECT oid, pubname FROM pg_publication",
  servers: "SELECT oid, srvname FROM pg_foreign_server",
  databases: "SELECT oid, datname, datacl FROM pg_database",
  tablespaces: "SELECT oid, spcname FROM pg_tablespace",
  roles: "SELECT oid, rolname, rolsuper, rolcanlogin, rolconfig FROM pg_roles",
  members: "SELECT roleid, member FROM pg_auth_members",
  passwords: "SELECT oid, rolpassword FROM pg_authid",
  "settings of roles": "SELECT setdatabase, setrole, setconfig FROM pg_db_role_setting",
  "settings of the server": "SELECT name, setting FROM pg_file_settings",
  sequences: "SELECT sequencename, last_value FROM pg_sequences",
  "large objects": "SELECT oid, lomowner FROM pg_largeobject_metadata",
  "their pages": "SELECT loid, pageno, data FROM pg_largeobject",
  slots: "SELECT slot_name FROM pg_replication_slots",
  origins: "SELECT roname FROM pg_replication_origin",
  "prepared transactions": "SELECT gid FROM pg_prepared_xacts",
  locks: "SELECT locktype, relation, mode FROM pg_locks WHERE pid <> pg_backend_pid()",
  "open sessions":
    "SELECT application_name FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
};
