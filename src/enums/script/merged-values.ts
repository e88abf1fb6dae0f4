import { qualifyName, quoteBody, quoteName, quoteText } from "../../postgres/quoting.ts";
import { sha256 } from "../../model/digest.ts";
import { type EnumChange, mergesOf, type TypeName } from "../enum-change.ts";
import type { EnumColumn, KeyColumn, Survey } from "./survey.ts";

/** The statements that keep what merged values were, a column each, until nobody goes back. */
export interface MergedValues {
  /** Before the column changes. */
  readonly keep: readonly string[];
  /** After it: from here on it is known what was written since. */
  readonly watch: readonly string[];
  /** Before the column changes back: nothing that is written from here on matters. */
  readonly unwatch: readonly string[];
  /** No way back after this. */
  readonly forget: readonly string[];
  /** The function that says what the value of a row was: NULL where it was written since. */
  readonly was: string;
  readonly column: EnumColumn;
  readonly key: readonly KeyColumn[];
}

/** What is kept of merged values, for each column whose rows have a key. Arrays and rows without a key cannot be told apart later. */
export function mergedValues(change: EnumChange, { columns, keys }: Survey): readonly MergedValues[] {
  const lost = mergesOf(change).flatMap(({ merged }) => merged);
  if (lost.length === 0) return [];
  return columns.flatMap((column) => {
    const key = keys.get(column.tableOid) ?? [];
    return isKept(column, key) ? [keptColumn(change, { column, key, lost })] : [];
  });
}

/** The columns whose merged values are lost for good. */
export function irreversible(change: EnumChange, { columns, keys }: Survey): readonly EnumColumn[] {
  if (mergesOf(change).length === 0) return [];
  return columns.filter((column) => !column.isInherited && !isKept(column, keys.get(column.tableOid) ?? []));
}

/** A key that holds the enum itself does not tell rows apart any more once its values are merged. */
function isKept({ column, isArray, isInherited, kind }: EnumColumn, key: readonly KeyColumn[]): boolean {
  const isTold = key.length > 0 && !key.some((one) => one.column === column);
  return isTold && !isArray && !isInherited && (kind === "r" || kind === "p");
}

interface Kept {
  readonly column: EnumColumn;
  readonly key: readonly KeyColumn[];
  readonly lost: readonly string[];
}

function keptColumn({ from }: EnumChange, { column, key, lost }: Kept): MergedValues {
  const side = sideTable(column, from);
  const table = qualifyName(column.table);
  const name = quoteName(column.column);
  const keyNames = key.map((one) => quoteName(one.column));
  const labels = lost.map((label) => `${quoteText(label)}::${qualifyName(from)}`).join(", ");
  const trigger = quoteName(`v7_${side.name}`);
  const [row, statement, was] = ["_row", "_statement", "_was"].map((end) =>
    qualifyName({ schema: side.schema, name: side.name + end }),
  );
  const sideName = qualifyName(side);
  const sameKey = (alias: string): string =>
    keyNames.map((one) => `s.${one} IS NOT DISTINCT FROM ${alias}.${one}`).join(" AND ");
  return {
    column,
    key,
    was: `${was}(${keyNames.join(", ")})`,
    keep: [
      `CREATE TABLE ${sideName} (\n    ${key.map(({ column: each, type }) => `${quoteName(each)} ${type} NOT NULL`).join(",\n    ")},\n    v7_was text NOT NULL,\n    v7_moved boolean NOT NULL DEFAULT false,\n    PRIMARY KEY (${[...keyNames, "v7_moved"].join(", ")})\n);`,
      `INSERT INTO ${sideName} (${[...keyNames, "v7_was"].join(", ")})\n  SELECT ${[...keyNames, `${name}::text`].join(", ")} FROM ${table} WHERE ${name} IN (${labels});`,
      `CREATE FUNCTION ${was}(${key.map(({ type }) => type).join(", ")}) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS ${quoteBody(`\n    SELECT s.v7_was FROM ${sideName} s WHERE ${keyNames.map((one, at) => `s.${one} = $${at + 1}`).join(" AND ")}\n  `)};`,
    ],
    watch: [
      `CREATE FUNCTION ${row}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS ${quoteBody(`
  BEGIN
    IF TG_OP = 'DELETE' OR TG_ARGV[0] = 'value' THEN
      DELETE FROM ${sideName} s WHERE NOT s.v7_moved AND ${sameKey("OLD")};
    ELSIF (${keyNames.map((one) => `NEW.${one}`).join(", ")}) IS DISTINCT FROM (${keyNames.map((one) => `OLD.${one}`).join(", ")}) THEN
      UPDATE ${sideName} s SET ${keyNames.map((one) => `${one} = NEW.${one}`).join(", ")}, v7_moved = true
        WHERE NOT s.v7_moved AND ${sameKey("OLD")};
    END IF;
    RETURN NULL;
  END
`)};`,
      `CREATE FUNCTION ${statement}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS ${quoteBody(`
  BEGIN
    IF TG_OP = 'TRUNCATE' THEN
      DELETE FROM ${sideName};
    ELSE
      UPDATE ${sideName} SET v7_moved = false WHERE v7_moved;
    END IF;
    RETURN NULL;
  END
`)};`,
      ...triggers({ table, name, keyNames, trigger, row: row ?? "", statement: statement ?? "" }),
    ],
    unwatch: [
      ...["1", "2", "3", "4", "5"].map((end) => `DROP TRIGGER ${suffixed(trigger, end)} ON ${table};`),
      `DROP FUNCTION ${row}();`,
      `DROP FUNCTION ${statement}();`,
    ],
    forget: [`DROP FUNCTION ${was}(${key.map(({ type }) => type).join(", ")});`, `DROP TABLE ${sideName};`],
  };
}

interface Watched {
  readonly table: string;
  readonly name: string;
  readonly keyNames: readonly string[];
  readonly trigger: string;
  readonly row: string;
  readonly statement: string;
}

/** They fire whoever writes, replication included: keys move row by row, and are settled when the statement is done. */
function triggers({ table, name, keyNames, trigger, row, statement }: Watched): string[] {
  const made = [
    `AFTER DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION ${row}('gone')`,
    `AFTER UPDATE OF ${name} ON ${table} FOR EACH ROW EXECUTE FUNCTION ${row}('value')`,
    `AFTER UPDATE OF ${keyNames.join(", ")} ON ${table} FOR EACH ROW EXECUTE FUNCTION ${row}('key')`,
    `AFTER UPDATE OF ${keyNames.join(", ")} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ${statement}()`,
    `AFTER TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ${statement}()`,
  ];
  return made.flatMap((text, at) => {
    const called = suffixed(trigger, String(at + 1));
    return [`CREATE TRIGGER ${called} ${text};`, `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${called};`];
  });
}

function suffixed(quoted: string, end: string): string {
  return `${quoted.slice(0, -1)}_${end}"`;
}

/** One name a column and enum, whatever their lengths. */
function sideTable({ table, column }: EnumColumn, from: TypeName): TypeName {
  const id = sha256(JSON.stringify([table.schema, table.name, column, from.schema, from.name])).slice(0, 12);
  return { schema: "v7", name: `merged_${id}` };
}
