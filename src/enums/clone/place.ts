import type { Connection } from "../../postgres/connection.ts";
import type { CatalogueObject } from "../catalogue/objects.ts";
import type { Task } from "./run.ts";

/** Where a clone is made: an empty database, and who makes things in it. */
export interface ClonePlace {
  /** Makes roles and what only a superuser may make, says whose things are; never runs what the target's people wrote. */
  readonly administrator: Connection;
  /** Makes all else. */
  readonly builder: Connection;
  /** The server is the clone's own: roles and tablespaces can be what they have to be. */
  readonly ownsServer: boolean;
  readonly database: string;
  /** Makes the roles that are not there, with `failed` for each that cannot be. */
  roles(objects: readonly CatalogueObject[], failed: (object: CatalogueObject) => Task["failed"]): Promise<void>;
  /** A session of its own for whoever works on the finished clone. */
  connect(): Promise<Connection>;
  /** The address of that session, for another process. */
  readonly url: string;
  /** Ends the sessions and removes all that was made. Safe to call twice. */
  drop(): Promise<void>;
}

/** The encoding and the locale of a database, as `locale.sql` reads them. */
export interface Locale {
  readonly encoding: string;
  /** `c` of libc, `i` of ICU, `b` PostgreSQL's own. */
  readonly provider: string;
  readonly collate: string;
  readonly ctype: string;
  readonly locale: string | null;
}

/** Ways to make a database like a target's, the nearest first: a locale may not be on this machine. */
export function databaseOptions({ encoding, provider, collate, ctype, locale }: Locale, version: number): string[] {
  const of = (name: string): string => (version >= 150_000 ? `LOCALE_PROVIDER ${name} ` : "");
  const start = `TEMPLATE template0 ENCODING ${text(encoding)} `;
  const plain = `${start}${of("libc")}LC_COLLATE 'C' LC_CTYPE 'C'`;
  const like = {
    c: `${start}${of("libc")}LC_COLLATE ${text(collate)} LC_CTYPE ${text(ctype)}`,
    i: `${start}${of("icu")}ICU_LOCALE ${text(locale ?? "und")} LC_COLLATE 'C' LC_CTYPE 'C'`,
    b: `${start}${of("builtin")}BUILTIN_LOCALE ${text(locale ?? "C")} LC_COLLATE 'C' LC_CTYPE 'C'`,
  }[provider];
  return [...(like === undefined ? [] : [like]), plain];
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
