import { sha256 } from "../../model/digest.ts";
import { qualifyName, quoteBody, quoteName, quoteText } from "../../postgres/quoting.ts";
import { type EnumChange, labelOf, type TypeName } from "../enum-change.ts";
import type { EnumColumn } from "./survey.ts";
import { mappedValue } from "./value-map.ts";

/** A table whose rows are had in the old words and in the new. */
export interface CompatTable {
  readonly table: TypeName;
  readonly columns: readonly EnumColumn[];
  /** All of its columns, in order. */
  readonly all: readonly string[];
  /** Statements that give the view what the table's people may do. */
  readonly grants: readonly string[];
  readonly owner: string | null;
  /** Whether a view can ask as whoever asks: since PostgreSQL 15. */
  readonly asksAsInvoker: boolean;
}

/** The statements of two columns beside each other: the old clients' and the new ones'. */
export interface Compat {
  /** The new columns, kept equal by a trigger, and a view of each table in a schema of its own. */
  readonly make: readonly string[];
  /** All of that taken away; what was written by the new ones stands in the old columns. */
  readonly drop: readonly string[];
}

/** The name of the column that holds the new words, beside the old one. */
export function newColumn(column: string): string {
  return suffixed(column, "_v7");
}

/** The schema whose views have the tables' names and the new words. */
export function newSchema(schema: string): string {
  return suffixed(schema, "_v7");
}

/** Old clients go on with the table, new ones have a view of its name: neither knows of the other. */
export function compatStatements(change: EnumChange, tables: readonly CompatTable[]): Compat {
  const { from, to } = change;
  const id = sha256(JSON.stringify([from, to])).slice(0, 12);
  const [there, back] = [`v7.there_${id}`, `v7.back_${id}`];
  const [old, made] = [qualifyName(from), qualifyName(to)];
  const schemas = [...new Set(tables.map(({ table }) => newSchema(table.schema)))];
  const functions = [
    `CREATE FUNCTION ${there}(${old}) RETURNS ${made} LANGUAGE sql IMMUTABLE STRICT AS ${quoteBody(`\n    SELECT ${mappedValue("$1", { from, to, map: change.map })}\n  `)};`,
    `CREATE FUNCTION ${back}(${made}) RETURNS ${old} LANGUAGE sql IMMUTABLE STRICT AS ${quoteBody(`\n    SELECT ${mappedValue("$1", { from: to, to: from, map: wayBack(change) })}\n  `)};`,
    `CREATE CAST (${old} AS ${made}) WITH FUNCTION ${there}(${old});`,
    `CREATE CAST (${made} AS ${old}) WITH FUNCTION ${back}(${made});`,
  ];
  return {
    make: [
      ...functions,
      ...tables.flatMap((table) => tableStatements(change, table)),
      ...schemas.flatMap((schema) => [
        `CREATE SCHEMA IF NOT EXISTS ${quoteName(schema)};`,
        `GRANT USAGE ON SCHEMA ${quoteName(schema)} TO PUBLIC;`,
      ]),
      ...tables.flatMap(viewStatements),
    ],
    drop: [
      ...tables.map(({ table }) => `DROP VIEW ${viewName(table)};`),
      ...schemas.map((schema) => dropIfEmpty(schema)),
      ...tables.flatMap(({ table, columns }) => [
        `DROP TRIGGER ${triggerName(table)} ON ${qualifyName(table)};`,
        `DROP FUNCTION ${syncName(table)}();`,
        `ALTER TABLE ${qualifyName(table)}\n  ${columns.map(({ column }) => `DROP COLUMN ${quoteName(newColumn(column))}`).join(",\n  ")};`,
      ]),
      `DROP CAST (${old} AS ${made});`,
      `DROP CAST (${made} AS ${old});`,
      `DROP FUNCTION ${there}(${old});`,
      `DROP FUNCTION ${back}(${made});`,
    ],
  };
}

/** A schema of that name may hold views of other enums' tables. */
function dropIfEmpty(schema: string): string {
  const body = ` BEGIN DROP SCHEMA ${quoteName(schema)}; EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END `;
  return `DO ${quoteBody(body)};`;
}

/** A new word of several labels is the first of them, where the row did not have another of them before. */
function wayBack(change: EnumChange): ReadonlyMap<string, string> {
  return new Map(
    change.words.flatMap((word) => {
      const label = labelOf(change, word);
      return label === undefined ? [] : [[word, label] as const];
    }),
  );
}

/** A generated column is filled without a trigger firing, and is an ordinary one afterwards. */
function tableStatements({ from, to }: EnumChange, { table, columns }: CompatTable): string[] {
  const name = qualifyName(table);
  const typeOf = (type: TypeName, isArray: boolean): string => qualifyName(type) + (isArray ? "[]" : "");
  const added = columns.map(
    ({ column, isArray }) =>
      `ADD COLUMN ${quoteName(newColumn(column))} ${typeOf(to, isArray)} GENERATED ALWAYS AS (${quoteName(column)}::${typeOf(to, isArray)}) STORED`,
  );
  const freed = columns.map(({ column }) => `ALTER COLUMN ${quoteName(newColumn(column))} DROP EXPRESSION`);
  const synced = columns.flatMap((column) => {
    const [old, made] = [quoteName(column.column), quoteName(newColumn(column.column))];
    const [oldType, newType] = [typeOf(from, column.isArray), typeOf(to, column.isArray)];
    const usual = column.default ?? "NULL";
    return [
      `    IF TG_OP = 'INSERT' THEN`,
      `      IF NEW.${made} IS NULL THEN`,
      `        NEW.${made} := NEW.${old}::${newType};`,
      `      ELSIF NEW.${old} IS NULL OR NEW.${old} IS NOT DISTINCT FROM (${usual}) THEN`,
      `        NEW.${old} := NEW.${made}::${oldType};`,
      `      END IF;`,
      `    ELSIF NEW.${made} IS NOT DISTINCT FROM OLD.${made} THEN`,
      `      NEW.${made} := NEW.${old}::${newType};`,
      `    ELSIF NEW.${old} IS NOT DISTINCT FROM OLD.${old} AND NEW.${old}::${newType} IS DISTINCT FROM NEW.${made} THEN`,
      `      NEW.${old} := NEW.${made}::${oldType};`,
      `    END IF;`,
      `    IF NEW.${old}::${newType} IS DISTINCT FROM NEW.${made} THEN`,
      `      RAISE EXCEPTION USING MESSAGE = ${quoteText(`${table.name}: ${column.column} and ${newColumn(column.column)} are set to different things`)};`,
      `    END IF;`,
    ];
  });
  return [
    `ALTER TABLE ${name}\n  ${added.join(",\n  ")};`,
    `ALTER TABLE ${name}\n  ${freed.join(",\n  ")};`,
    `CREATE FUNCTION ${syncName(table)}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS ${quoteBody(
      ["", "  BEGIN", ...synced, "    RETURN NEW;", "  END", ""].join("\n"),
    )};`,
    `CREATE TRIGGER ${triggerName(table)} BEFORE INSERT OR UPDATE ON ${name} FOR EACH ROW EXECUTE FUNCTION ${syncName(table)}();`,
    `ALTER TABLE ${name} ENABLE ALWAYS TRIGGER ${triggerName(table)};`,
  ];
}

function viewStatements({ table, columns, all, grants, owner, asksAsInvoker }: CompatTable): string[] {
  const moved = new Map(columns.map(({ column }) => [column, newColumn(column)]));
  const shown = all.map((column) => {
    const made = moved.get(column);
    return made === undefined ? quoteName(column) : `${quoteName(made)} AS ${quoteName(column)}`;
  });
  const options = asksAsInvoker ? " WITH (security_invoker = true)" : "";
  return [
    `CREATE VIEW ${viewName(table)}${options} AS\n  SELECT ${shown.join(", ")}\n  FROM ${qualifyName(table)};`,
    ...(owner === null ? [] : [`ALTER VIEW ${viewName(table)} OWNER TO ${quoteName(owner)};`]),
    ...grants,
  ];
}

function viewName({ schema, name }: TypeName): string {
  return qualifyName({ schema: newSchema(schema), name });
}

/** Triggers fire in the order of their names: this one has the last word. */
function triggerName(table: TypeName): string {
  return quoteName(`zzzz_v7_sync_${tableId(table)}`);
}

function syncName(table: TypeName): string {
  return `v7.${quoteName(`sync_${tableId(table)}`)}`;
}

function tableId({ schema, name }: TypeName): string {
  return sha256(JSON.stringify([schema, name])).slice(0, 12);
}

/** Within 63 bytes. */
function suffixed(name: string, end: string): string {
  let start = name;
  while (Buffer.byteLength(start + end) > 63) start = start.slice(0, -1);
  return start + end;
}
