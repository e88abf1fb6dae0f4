import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../model/digest.ts";
import { packagePath } from "../../system/package-file.ts";

/** One numbered `.sql` file; applied once, in order, never edited afterwards. */
export interface Migration {
  /** From 1, without gaps. */
  readonly version: number;
  /** The file's name: `0001_directive_005.sql`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file's bytes, lower-case hex. */
  readonly checksum: string;
}

/** The migrations of a directory in order of version; by default those that ship with v7. Other files are ignored. */
export function listMigrations(directory: string = packagePath("sql/migrations")): Migration[] {
  return readdirSync(directory)
    .filter((name) => migrationName.test(name))
    .toSorted()
    .map((name) => readMigration(directory, name));
}

const migrationName = /^\d{4}_[a-z0-9_]+\.sql$/;

function readMigration(directory: string, name: string): Migration {
  const bytes = readFileSync(join(directory, name));
  return {
    version: Number.parseInt(name, 10),
    name,
    sql: bytes.toString("utf8"),
    checksum: sha256(bytes),
  };
}
