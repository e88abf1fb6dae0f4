import { readSql } from "../../system/package-file.ts";
import type { Catalog } from "../catalog.ts";
import { membersOf } from "../expected-schema.ts";
import { fill, literal } from "../migrations/batch.ts";
import type { Migration } from "../migrations/files.ts";
import { columnDefinition } from "./column-definition.ts";
import type { PlannedAdoption } from "./planned-adoption.ts";
import type { Preflight } from "./preflight.ts";
import type { Effect, Statement } from "./statements.ts";
import { quoteName } from "../quoting.ts";

/** Migrations as they run beside what is there already, and what runs around them. */
export interface GuestMigrations {
  /** The files' own text where nothing is adopted. Version, name and checksum stay the files'. */
  readonly migrations: readonly Migration[];
  /** Adds the columns adopted tables lack. */
  readonly before: readonly string[];
  /** Records the adoptions. */
  readonly after: readonly string[];
}

/**
 * Leaves out whatever would make or alter an adopted table, its indexes, or a view or function that is there and equal.
 * Triggers are made on adopted tables too. A statement that is left out leaves its lines empty, so errors keep their place.
 */
export function guestMigrations({ parsed, adoptions, present, surroundings }: Preflight): GuestMigrations {
  const adopted = new Set(adoptions.map(({ table }) => table));
  const replace = (statement: Statement): string =>
    replacement(statement, { adopted, present, live: surroundings.live, addedTo: adoptions });
  return {
    migrations: parsed.map(({ migration, statements }) => ({ ...migration, sql: statements.map(replace).join("") })),
    before: adoptions.flatMap(({ table, clauses }) =>
      clauses.length === 0 ? [] : [`ALTER TABLE ${table} ${clauses.join(", ")}`],
    ),
    after: adoptions.map(recordOf),
  };
}

interface HostSchema {
  readonly adopted: ReadonlySet<string>;
  readonly present: ReadonlySet<string>;
  readonly live: Catalog;
  readonly addedTo: readonly PlannedAdoption[];
}

function replacement({ text, effect }: Statement, host: HostSchema): string {
  switch (effect.kind) {
    case "create-table":
    case "alter-table":
    case "create-index":
      return host.adopted.has(effect.table) ? emptied(text) : text;
    case "create-view":
    case "create-function":
      if (host.present.has(effect.name)) return emptied(text);
      return effect.name === archiving && host.adopted.has("change_log") ? ownRecordsOnly(text) : text;
    case "create-trigger":
      return trigger(effect, host) ?? text;
    case "block":
      return block(effect.effects, host, text);
    default:
      return text;
  }
}

/** The function that moves old records: v7's may go, its owner's rows and their other columns stay where they are. */
export const archiving = "v7_archive_changes";

function ownRecordsOnly(text: string): string {
  return text.replace("WHERE created_at < before", "WHERE txid IS NOT NULL AND created_at < before");
}

function emptied(text: string): string {
  return text.replaceAll(/[^\n]/g, "");
}

/** Blocks look for themselves what is there; they know nothing of tables of theirs that exist, nor of computed columns. */
function block(effects: readonly Effect[], host: HostSchema, text: string): string {
  if (effects.some((effect) => effect.kind === "create-table" && host.present.has(effect.table))) return emptied(text);
  const triggers = effects.flatMap((effect) => (effect.kind === "create-trigger" ? [trigger(effect, host)] : []));
  const replaced = triggers.filter((sql) => sql !== undefined);
  return replaced.length === 0 ? text : replaced.join("");
}

/** The triggers that an adopted table needs in another form. */
function trigger({ name, table }: Extract<Effect, { kind: "create-trigger" }>, host: HostSchema): string | undefined {
  if (!host.adopted.has(table)) return undefined;
  if (name === `${table}_append_only`) return readSql("postgres/guest/append-only.sql").replaceAll("{table}", table);
  if (name !== "touch_updated_at") return undefined;
  const columns = [...membersOf(host.live, "column", table)].map(
    ([column, text]) => [column, columnDefinition(text)] as const,
  );
  if (columns.every(([, { generated }]) => generated === undefined)) return undefined;
  const added = host.addedTo.find((adoption) => adoption.table === table)?.addedColumns ?? [];
  const stored = [
    ...columns.filter(([, { generated }]) => generated === undefined).map(([column]) => column),
    ...added,
  ];
  const row = (version: "OLD" | "NEW"): string => stored.map((column) => `${version}.${quoteName(column)}`).join(", ");
  const statement = readSql("postgres/guest/touch-updated-at.sql")
    .replaceAll("{table}", table)
    .replace("{old}", () => row("OLD"))
    .replace("{new}", () => row("NEW"));
  return `${statement};\n`;
}

function recordOf({ table, addedColumns, leftOut, differences }: PlannedAdoption): string {
  return fill(readSql("postgres/guest/record.sql"), {
    table_name: literal(table),
    added_columns: textArray(addedColumns),
    left_out: textArray(leftOut),
    differences: textArray(differences),
  });
}

function textArray(values: readonly string[]): string {
  return `ARRAY[${values.map(literal).join(", ")}]::text[]`;
}
