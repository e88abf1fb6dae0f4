import type { CatalogueObject } from "./objects.ts";
import type { CatalogueRow, CatalogueRows, RoleRow } from "./read-rows.ts";

/** Those that own something, were granted something or are named otherwise, and what those are members of; without PostgreSQL's own. */
export function rolesOf({ roles, grants }: CatalogueRows, objects: readonly CatalogueRow[]): CatalogueObject[] {
  const keys = new Set(objects.map(({ key }) => key));
  const named = new Set([
    ...objects.flatMap(({ owner, roles: others }) => [owner, ...(others ?? [])]),
    ...grants.flatMap(({ key, roles: others }) => (keys.has(key) ? others : [])),
  ]);
  const byName = new Map(roles.map((role) => [role.name, role]));
  // What is added on the way is looked at too.
  for (const name of named) for (const parent of byName.get(name ?? "")?.member_of ?? []) named.add(parent);
  const isOurs = (name: string): boolean => named.has(name) && !name.startsWith("pg_");
  return roles.filter(({ name }) => isOurs(name)).map((role) => roleObject(role, isOurs));
}

function roleObject(
  { key, identity, superuser, member_of: memberOf }: RoleRow,
  isOurs: (name: string) => boolean,
): CatalogueObject {
  const parents = (memberOf ?? []).filter(isOurs);
  return {
    key,
    sort: "role",
    identity,
    table: null,
    schema: null,
    owner: null,
    grants: [],
    comment: null,
    definition: `CREATE ROLE ${identity} NOLOGIN`,
    flags: { ...(superuser ? { superuser } : {}), ...(parents.length > 0 ? { member_of: parents } : {}) },
    needs: [],
  };
}
