import type { OutsideWords, Unseen } from "../../model/output/enum-scan.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { inTargetTransaction } from "../targets.ts";
import { sqlWords } from "./sql-words.ts";

/** A column of texts or JSON that may hold an enum's words. */
interface WordColumn {
  readonly relation: string;
  readonly table: string;
  readonly column: string;
  readonly quoted: string;
  readonly sort: "text" | "json";
  readonly kind: string;
  readonly readable: boolean;
  readonly hidden: boolean;
  /** The values that statistics know as common; null without statistics. */
  readonly common: readonly string[] | null;
  /** The definitions of its CHECK constraints. */
  readonly checks: readonly string[];
}

interface Worded {
  readonly name: string;
  readonly labels: readonly string[];
}

/** So many rows are looked at where statistics say nothing. */
const sampled = 1_000;
/** The longest label has 63 bytes. */
const longestWord = 64;
/** More different words than this in a sample are no labels. */
const mostWords = 2_000;

/**
 * Columns of texts and JSON that hold the very labels of an enum: at least two of them, and half of them or all that is there.
 * What a constraint allows says it best; then statistics are asked, and where there are none, and for JSON, the first rows are.
 */
export async function findOutsideWords(
  connection: Connection,
  enums: readonly Worded[],
  schema: string | undefined,
): Promise<{ readonly found: readonly OutsideWords[]; readonly unseen: readonly Unseen[] }> {
  const { rows: columns } = await inTargetTransaction(connection, "read", async () => {
    await connection.query(readSql("enums/scan/search-path.sql"));
    return connection.query<WordColumn>(readSql("enums/scan/word-columns.sql"), [schema ?? null]);
  });
  const open = columns.filter(({ readable, hidden, kind }) => readable && !hidden && kind !== "f");
  const found: OutsideWords[] = [];
  const unseen = unseenTables(columns);
  for (const table of Map.groupBy(open, ({ relation }) => relation).values()) {
    const asked = table.filter(({ common }) => common === null);
    const sample = await sampleOf(connection, asked).catch((error: unknown) => {
      unseen.push({ object: table[0]?.table ?? "", because: `its texts: ${reasonIn(error)}` });
      return new Map<string, readonly string[]>();
    });
    for (const column of table) found.push(...wordsOf(column, enums, sample.get(column.column) ?? []));
  }
  return { found, unseen };
}

function unseenTables(columns: readonly WordColumn[]): Unseen[] {
  const closed = columns.filter(({ readable, hidden, kind }) => !readable || hidden || kind === "f");
  return closed.map(({ table, column, kind, hidden }) => ({
    object: `${table}.${column}`,
    because:
      kind === "f"
        ? "its words are elsewhere: a foreign table"
        : hidden
          ? "its words: a policy hides rows of it from this login"
          : "its words: this login may not read it",
  }));
}

/** The different words in a table's first rows, by column. */
async function sampleOf(
  connection: Connection,
  columns: readonly WordColumn[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (columns.length === 0) return new Map();
  const parts = columns.map((column, at) => (column.sort === "json" ? jsonPart(column, at) : textPart(column, at)));
  const { rows } = await inTargetTransaction(connection, "read", () =>
    connection.query<{ at: number; word: string }>(parts.join("\nUNION ALL\n")),
  );
  const words = Map.groupBy(rows, ({ at }) => columns[at]?.column ?? "");
  return new Map([...words].map(([column, own]) => [column, own.map(({ word }) => word)]));
}

function textPart({ quoted, ...column }: WordColumn, at: number): string {
  return `(SELECT DISTINCT ${at} AS at, r.${quoted}::text AS word
             FROM (SELECT ${quoted} FROM ${fromClause(column)} LIMIT ${sampled}) r
            WHERE pg_catalog.length(r.${quoted}::text) <= ${longestWord} LIMIT ${mostWords})`;
}

/** Texts at any depth, and keys: counts by status have the words there. */
function jsonPart({ quoted, ...column }: WordColumn, at: number): string {
  return `(SELECT DISTINCT ${at} AS at, w.word
             FROM (SELECT ${quoted}::jsonb AS held FROM ${fromClause(column)} LIMIT ${sampled}) r
            CROSS JOIN LATERAL pg_catalog.jsonb_path_query(r.held, 'strict $.**') AS v (value)
            CROSS JOIN LATERAL (
                  SELECT v.value #>> '{}' AS word WHERE pg_catalog.jsonb_typeof(v.value) = 'string'
                   UNION ALL
                  SELECT k FROM pg_catalog.jsonb_object_keys(
                         CASE pg_catalog.jsonb_typeof(v.value) WHEN 'object' THEN v.value ELSE '{}' END) AS k) AS w
            WHERE pg_catalog.length(w.word) <= ${longestWord} LIMIT ${mostWords})`;
}

function fromClause({ table, kind }: Pick<WordColumn, "table" | "kind">): string {
  return kind === "p" ? table : `ONLY ${table}`;
}

/** By what a constraint allows, else by what is there. */
function wordsOf(column: WordColumn, enums: readonly Worded[], sample: readonly string[]): OutsideWords[] {
  const allowed = column.checks.flatMap((check) => [...sqlWords(check).strings]);
  const checked = wordsIn(column, enums, { words: allowed, source: "constraint" });
  if (checked.length > 0) return checked;
  const { common } = column;
  return wordsIn(column, enums, {
    words: common ?? sample,
    source: common === null ? "sample" : "statistics",
  });
}

/** The enums that fit best, where any does. */
function wordsIn(
  { table, column, sort }: WordColumn,
  enums: readonly Worded[],
  { words, source }: Pick<OutsideWords, "words" | "source">,
): OutsideWords[] {
  const held = new Set(words);
  const fitting = enums.flatMap(({ name, labels }) => {
    const hits = labels.filter((label) => held.has(label));
    return hits.length >= 2 && (hits.length * 2 >= labels.length || hits.length === held.size) ? [{ name, hits }] : [];
  });
  const most = Math.max(0, ...fitting.map(({ hits }) => hits.length));
  const best = fitting.filter(({ hits }) => hits.length === most);
  const [first] = best;
  if (first === undefined) return [];
  return [{ table, column, sort, source, words: first.hits, enums: best.map(({ name }) => name) }];
}

/** The server's own words; whatever is no error of SQL keeps on. */
function reasonIn(error: unknown): string {
  if (error instanceof Error && "code" in error && error.name !== "Failure") return error.message;
  throw error;
}
