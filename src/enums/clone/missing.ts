import { canonicalJson, type Json } from "../../model/json.ts";
import type { CatalogueObject, ObjectSort } from "../catalogue/objects.ts";

/** What a clone lacks, or has otherwise than its target. */
export interface MissingObject {
  /** `server` for what is no object: another major version. */
  readonly sort: ObjectSort | "server";
  readonly identity: string;
  /** A clause: `the extension "postgis" is not available`. */
  readonly why: string;
}

/** Compares what a clone came to be with what it was made of; `known` was told already. */
export function differences(
  target: readonly CatalogueObject[],
  clone: readonly CatalogueObject[],
  known: readonly MissingObject[],
): MissingObject[] {
  const told = new Set(known.map(nameOf));
  const made = new Map(clone.map((object) => [nameOf(object), object]));
  const meant = new Set(target.map(nameOf));
  const lacking = target.flatMap((object) => differenceOf(object, made.get(nameOf(object))));
  const more = clone.filter((object) => object.sort !== "role" && !meant.has(nameOf(object)));
  return [...lacking, ...more.map((object) => missing(object, "it is in the clone alone"))].filter(
    (each) => !told.has(nameOf(each)),
  );
}

export function missing({ sort, identity }: Pick<CatalogueObject, "sort" | "identity">, why: string): MissingObject {
  return { sort, identity, why };
}

function nameOf({ sort, identity }: Pick<MissingObject, "sort" | "identity">): string {
  return `${sort} ${identity}`;
}

function differenceOf(object: CatalogueObject, made: CatalogueObject | undefined): MissingObject[] {
  if (object.sort === "role") return [];
  if (made === undefined) return [missing(object, "it is not in the clone")];
  const parts = compared.filter((part) => !same(object[part], made[part]));
  return parts.length === 0 ? [] : [missing(object, `its ${parts.join(", ")} came out otherwise in the clone`)];
}

const compared = ["definition", "owner", "grants", "comment", "flags"] as const;

function same(left: Json, right: Json): boolean {
  return canonicalJson(left) === canonicalJson(right);
}
