import type { Connection } from "../../postgres/connection.ts";
import { type CatalogueObject, digestOf, readObjects } from "./objects.ts";

/** v7's own account in a target, and what it keeps there of merged values: no part of what a deed changes. */
const ownSchema = "v7";

/** A schema's objects without v7's own. */
export function withoutOwn(objects: readonly CatalogueObject[]): readonly CatalogueObject[] {
  return objects.filter(
    ({ schema, sort, identity }) => schema !== ownSchema && !(sort === "schema" && identity === ownSchema),
  );
}

/** Reads a database's objects without v7's own, within a running transaction. */
export async function readOwnless(connection: Connection): Promise<readonly CatalogueObject[]> {
  return withoutOwn(await readObjects(connection));
}

/** The SHA-256 of a database's schema as it is within a running transaction, v7's own part left out. */
export async function schemaDigest(connection: Connection): Promise<string> {
  return digestOf(await readOwnless(connection));
}
