import type { Migration } from "../migrations/files.ts";
import { seedFiles } from "../migrations/schema-text.ts";
import { type Effect, type Statement, statementsOf } from "./statements.ts";

/** The names that migrations make. */
export interface Made {
  readonly tables: ReadonlySet<string>;
  /** Those of `tables` that may have been there before v7, because a seed's own programs made them. */
  readonly adoptable: ReadonlySet<string>;
  /** Tables made inside a DO block, where the server allows it. */
  readonly blockTables: ReadonlySet<string>;
  readonly views: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  /** Types and sequences that statements name. */
  readonly others: ReadonlySet<string>;
  /** Name of an index → its table. */
  readonly indexes: ReadonlyMap<string, string>;
  /** Table made LIKE another → that other. */
  readonly likes: ReadonlyMap<string, string>;
}

/** A migration taken apart. */
export interface ParsedMigration {
  readonly migration: Migration;
  readonly statements: readonly Statement[];
}

/** Takes migrations apart. */
export function parseMigrations(migrations: readonly Migration[]): ParsedMigration[] {
  return migrations.map((migration) => ({ migration, statements: statementsOf(migration.sql) }));
}

/** What migrations make, read from their text. */
export function madeBy(parsed: readonly ParsedMigration[]): Made {
  const effects = parsed.flatMap(({ statements }) => statements.map(({ effect }) => effect));
  const tables = ofKind(effects, "create-table");
  const seeds = parsed.filter(({ migration }) => seedNames.has(migration.name));
  const seedEffects = seeds.flatMap(({ statements }) => statements.map(({ effect }) => effect));
  const blocks = ofKind(effects, "block").flatMap((block) => block.effects);
  return {
    tables: new Set(tables.map(({ table }) => table)),
    adoptable: new Set(ofKind(seedEffects, "create-table").map(({ table }) => table)),
    blockTables: new Set(ofKind(blocks, "create-table").map(({ table }) => table)),
    views: new Set(ofKind(effects, "create-view").map(({ name }) => name)),
    functions: new Set(ofKind(effects, "create-function").map(({ name }) => name)),
    others: new Set([...ofKind(effects, "create-type"), ...ofKind(effects, "create-sequence")].map(({ name }) => name)),
    indexes: new Map(ofKind(effects, "create-index").map(({ name, table }) => [name, table])),
    likes: new Map(tables.flatMap(({ table, like }) => (like === undefined ? [] : [[table, like] as const]))),
  };
}

const seedNames: ReadonlySet<string> = new Set(
  Object.values(seedFiles).map((path) => path.slice(path.lastIndexOf("/") + 1)),
);

function ofKind<Kind extends Effect["kind"]>(
  effects: readonly Effect[],
  kind: Kind,
): Extract<Effect, { readonly kind: Kind }>[] {
  return effects.filter((effect): effect is Extract<Effect, { readonly kind: Kind }> => effect.kind === kind);
}
