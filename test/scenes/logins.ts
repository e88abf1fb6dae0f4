import { databaseGrants } from "../../src/engine/database/describe.ts";
import { codeOfError } from "../../src/model/error-code.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { connect } from "../../src/postgres/connection.ts";
import { type loginNames, loginPassword } from "../support/login-names.ts";
import { testTarget } from "../support/test-server.ts";
import type { Scene } from "./scene.ts";

/** Logins of a database as `v7 db grants` separates them; roles belong to the whole server and stay. */
export interface Logins {
  /** The database's URL as one of `members`. */
  urlAs(login: Login): string;
  /** A session of that login's own; the scene does not end it. */
  connectAs(login: Login): Promise<Connection>;
}

/** Arthur and John approve, `ci` and the agent apply, `v7_ro` reads. */
export type Login = (typeof loginNames)[number];

const members = { arthur: "v7_approve", john: "v7_approve", ci: "v7_apply", agent: "v7_apply" } as const;

/** Makes the roles and logins and gives them their rights in the scene's database. */
export async function separateLogins(scene: Scene): Promise<Logins> {
  const { output: grants } = await databaseGrants(await scene.checkout.open());
  await makeLogins(scene.psql, grants.sql);
  return {
    urlAs: (login) => urlAs(scene.database.url, login),
    connectAs: (login) => connect(testTarget(urlAs(scene.database.url, login)), { applicationName: "psql" }),
  };
}

/** What `v7 db grants` prints, and the memberships that it tells to give. */
export async function makeLogins(psql: Connection, grants: string): Promise<void> {
  // The grants begin a transaction of their own, which an error leaves open.
  await untilAlone(() => psql.script(`ROLLBACK; ${grants}`));
  for (const [login, role] of Object.entries(members)) await untilAlone(() => psql.script(loginSql(login, role)));
  await untilAlone(() => psql.query(`ALTER ROLE v7_ro PASSWORD '${loginPassword}'`));
}

/** The roles of a target and a login of each, whose URLs are answered. */
export async function makeRoles<Purpose extends string>(
  psql: Connection,
  grants: string,
  { url, roles }: { readonly url: string; readonly roles: { readonly [purpose in Purpose]: string } },
): Promise<{ readonly [purpose in Purpose]: string }> {
  await untilAlone(() => psql.script(`ROLLBACK; ${grants}`));
  const urls: { [purpose in Purpose]?: string } = {};
  for (const [purpose, role] of Object.entries<string>(roles)) {
    const login = `${role}_login`;
    await untilAlone(() => psql.script(loginSql(login, role)));
    urls[purpose as Purpose] = urlAs(url, login);
  }
  return urls as { [purpose in Purpose]: string };
}

/** Who may connect and no more, by a login of every database there. Its URL. */
export async function makeGuest(scene: Scene): Promise<string> {
  await untilAlone(() =>
    scene.psql.script(`
      DO $$ BEGIN IF to_regrole('${guest}') IS NULL THEN CREATE ROLE ${guest}; END IF; END $$;
      ALTER ROLE ${guest} LOGIN PASSWORD '${loginPassword}'`),
  );
  return urlAs(scene.database.url, guest);
}

const guest = "v7_guest";

/** Another test may have made a role of this name, without a login. */
function loginSql(login: string, role: string): string {
  return `DO $$ BEGIN
    IF to_regrole('${login}') IS NULL THEN CREATE ROLE ${login}; END IF;
    IF NOT (SELECT rolcanlogin FROM pg_roles WHERE rolname = '${login}') THEN
      ALTER ROLE ${login} LOGIN PASSWORD '${loginPassword}';
    END IF;
    IF NOT pg_has_role('${login}', '${role}', 'MEMBER') THEN GRANT ${role} TO ${login}; END IF;
  END $$`;
}

/** Test files share the server: two may make the same role at once, and the second one finds it a moment later. */
async function untilAlone(work: () => Promise<unknown>): Promise<void> {
  const races = ["23505", "42710", "XX000"];
  for (let attempt = 1; ; attempt++) {
    try {
      return void (await work());
    } catch (error) {
      if (attempt === 20 || !races.includes(codeOfError(error) ?? "")) throw error;
    }
  }
}

/** A database's URL as one of its logins. */
export function urlAs(url: string, login: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/)(?:[^/@]*@)?/, `$1${login}:${loginPassword}@`);
}
