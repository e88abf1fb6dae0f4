import { Failure } from "../../model/failure.ts";
import { readSql } from "../../system/package-file.ts";
import { codeOfError } from "../../model/error-code.ts";
import type { Migration } from "./files.ts";

/** Several migrations as one message to the server. */
export interface MigrationBatch {
  readonly sql: string;
  /** Turns the server's error into one that names file and line; other Failures stay what they are. */
  explain(error: unknown): unknown;
}

/** What runs around the migrations of a guest. */
export interface Surround {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The ledger's table, then each migration between its two ledger statements. */
export function migrationBatch(
  migrations: readonly Migration[],
  toolVersion: string,
  { before, after }: Surround = { before: [], after: [] },
): MigrationBatch {
  const pieces = [
    piece(readSql("postgres/ledger/create.sql")),
    ...before.map(piece),
    ...migrations.flatMap((migration) => piecesOf(migration, toolVersion)),
    ...after.map(piece),
  ];
  return {
    sql: pieces.map(({ sql }) => sql + separator).join(""),
    explain: (error) => explainError(error, pieces),
  };
}

interface Piece {
  readonly sql: string;
  readonly migration?: Migration;
}

// On a line of its own: a file may end in a comment.
const separator = "\n;\n";

function piecesOf(migration: Migration, toolVersion: string): Piece[] {
  const values = {
    version: String(migration.version),
    name: literal(migration.name),
    checksum: literal(migration.checksum),
    tool_version: literal(toolVersion),
  };
  return [
    piece(fill(readSql("postgres/ledger/started.sql"), values)),
    { sql: migration.sql, migration },
    piece(fill(readSql("postgres/ledger/finished.sql"), values)),
  ];
}

function piece(sql: string): Piece {
  return { sql };
}

/** Puts values, which are SQL already, in the place of `:name`. */
export function fill(sql: string, values: { readonly [name: string]: string }): string {
  return sql.replace(/:([a-z_]+)/g, (whole, name: string) => values[name] ?? whole);
}

/** A string constant. Backslashes mean themselves, as in every session of v7's. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function explainError(error: unknown, pieces: readonly Piece[]): unknown {
  const code = codeOfError(error);
  if (!(error instanceof Error) || error instanceof Failure || code === undefined) return error;
  return new Failure(
    code === lockNotAvailable ? "V7-B049" : "V7-B044",
    `${placeOf(error, pieces)}${error.message} (${code})`,
    {
      next: ["Nothing was changed."],
      cause: error,
    },
  );
}

const lockNotAvailable = "55P03";

function placeOf(error: Error, pieces: readonly Piece[]): string {
  // The server counts characters from 1, not UTF-16 units.
  let rest = "position" in error ? Number(error.position) : Number.NaN;
  for (const { sql, migration } of pieces) {
    const characters = [...(sql + separator)];
    if (rest <= characters.length) {
      const line = characters.slice(0, rest).filter((character) => character === "\n").length + 1;
      return migration === undefined ? "" : `sql/migrations/${migration.name}:${line}: `;
    }
    rest -= characters.length;
  }
  return "a migration failed: ";
}
