import type { Query, Table, VectorQuery } from "@lancedb/lancedb";
import { longestTerm } from "../analysis/identifiers.ts";
import type { SourceKind } from "../../model/source-kind.ts";
import { type LanceLibrary, loadLance } from "./lance.ts";
import { arrowTable, type IndexRow } from "./row.ts";
import { all, equals, isLike, isOneOf, type Predicate } from "./predicate.ts";

/** A row that a query found, by its place in the table. */
export interface Match {
  readonly row: bigint;
  /** BM25, or the cosine of the angle between the vectors: the higher, the nearer. */
  readonly score: number;
}

/** A chunk that a query found. */
export interface Hit {
  readonly row: bigint;
  readonly id: string;
  readonly source: string;
  /** BM25, or the cosine of the angle between the vectors: the higher, the nearer. */
  readonly score: number;
  /** What a match in it counts: 1, or less. */
  readonly weight: number;
  /** Its names, a line each. */
  readonly called: string;
}

/** What is shown of a chunk. */
export interface ShownChunk {
  readonly path: string;
  readonly kind: SourceKind;
  readonly heading: string;
  readonly line: number;
  /** Milliseconds since 1970; 0 when it is not known. */
  readonly modified: number;
  readonly text: string;
}

export interface HitOptions {
  readonly where: Predicate | undefined;
  readonly limit: number;
}

/** What of the table takes long to make. */
export type IndexPart = "word-index" | "vector-index";

/** The table `v7_documents` of one generation. */
export interface IndexTable {
  /** The stamp of each source, by the source's id. */
  stamps(): Promise<Map<string, string>>;
  /** The terms of every chunk, some thousand at a time. */
  chunkTerms(): AsyncIterable<string[]>;
  countChunks(): Promise<number>;
  append(rows: readonly IndexRow[]): Promise<void>;
  /** Puts rows in the place of all that these sources have, in one step. */
  replace(rows: readonly IndexRow[], sources: readonly string[]): Promise<void>;
  /** Brings its indexes up to date and tidies up; `begin` hears which part is next. */
  finish(begin: (part: IndexPart) => void): Promise<void>;
  matching(terms: readonly string[], options: HitOptions): Promise<Match[]>;
  nearest(vector: Float32Array, options: HitOptions): Promise<Match[]>;
  /** What ranking asks of rows, by their places; without those that somebody has taken out or moved meanwhile. */
  hits(rows: readonly bigint[]): Promise<Map<bigint, Omit<Hit, "score">>>;
  /** The first chunks of the sources whose path begins so. */
  beginning(path: string, options: HitOptions): Promise<Hit[]>;
  /** What is shown of rows, by their places; without those that somebody has taken out or moved meanwhile. */
  shown(rows: readonly bigint[]): Promise<Map<bigint, ShownChunk>>;
  /** The chunks of the source at a path. */
  chunksAt(
    path: string,
  ): Promise<{ readonly source: string; readonly terms: string; readonly vector?: Float32Array }[]>;
  close(): void;
}

const tableName = "v7_documents";

/** Creates the table with its first rows; there must be some. */
export async function createTable(uri: string, rows: readonly IndexRow[], dim: number): Promise<IndexTable> {
  const library = await loadLance();
  const connection = await library.lance.connect(uri, { readConsistencyInterval: 0 });
  const table = await connection.createTable(tableName, arrowTable(library.arrow, rows, dim));
  // Without a key, two writers at once would add the same rows twice.
  await table.setUnenforcedPrimaryKey("id");
  return indexTable(library, table, dim);
}

/** Opens the table; reads see what other processes have written meanwhile. */
export async function openTable(uri: string, dim: number): Promise<IndexTable> {
  const library = await loadLance();
  const session = new library.lance.Session(indexCacheBytes, metadataCacheBytes);
  const connection = await library.lance.connect(uri, { readConsistencyInterval: 0 }, session);
  return indexTable(library, await connection.openTable(tableName), dim);
}

/** The library keeps gigabytes where nobody says; what a question needs of 100,000 passages fits in this. */
const indexCacheBytes = 64n << 20n;
const metadataCacheBytes = 16n << 20n;

function indexTable(library: LanceLibrary, table: Table, dim: number): IndexTable {
  const arrowOf = (rows: readonly IndexRow[]) => arrowTable(library.arrow, rows, dim);
  return {
    stamps: () => readStamps(table),
    chunkTerms: () => readTerms(table),
    countChunks: () => table.countRows(),
    append: async (rows) => void (await table.add(arrowOf(rows))),
    replace: async (rows, sources) => {
      // The library merges rows; where a source has none left there is nothing to merge with.
      if (rows.length === 0) return void (await table.delete(isOneOf("source", sources)));
      await table
        .mergeInsert("id")
        .whenMatchedUpdateAll()
        .whenNotMatchedInsertAll()
        .whenNotMatchedBySourceDelete({ where: isOneOf("source", sources) })
        .execute(arrowOf(rows));
    },
    finish: (begin) => finish(library, table, { dim, begin }),
    matching: (terms, options) => {
      const query = table.query().fullTextSearch(terms.join(" "), { columns: ["terms"] });
      return matches(query, options, "_score", (score) => score);
    },
    nearest: (vector, options) => {
      const query = table.query().nearestTo(vector).distanceType("cosine");
      return matches(query, options, "_distance", (distance) => 1 - distance);
    },
    hits: (rows) => readRows(table, rows, hitColumns, hitOf),
    beginning: async (path, { where, limit }) => {
      const begins = `${isLike("path", [`${path.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`])} AND ordinal = 0`;
      return (
        await table
          .query()
          .select(hitColumns)
          .withRowId()
          .where(all([begins, ...(where === undefined ? [] : [where])]) ?? begins)
          .limit(limit)
          .toArray()
      ).map((row) => ({ ...hitOf(row), score: 0 }));
    },
    shown: (rows) => readRows(table, rows, shownColumns, shownOf),
    chunksAt: (path) => readChunksAt(table, path, dim),
    close: () => table.close(),
  };
}

async function readStamps(table: Table): Promise<Map<string, string>> {
  const stamps = new Map<string, string>();
  const query = table.query().select(["source", "stamp"]).where("ordinal = 0");
  for await (const batch of query) {
    const sources = batch.getChild("source");
    const found = batch.getChild("stamp");
    for (let row = 0; row < batch.numRows; row += 1) stamps.set(String(sources?.get(row)), String(found?.get(row)));
  }
  return stamps;
}

async function* readTerms(table: Table): AsyncIterable<string[]> {
  for await (const batch of table.query().select(["terms"])) {
    const terms = batch.getChild("terms");
    yield Array.from({ length: batch.numRows }, (_, row) => String(terms?.get(row)));
  }
}

async function readChunksAt(table: Table, path: string, dim: number) {
  const columns = ["source", "terms", ...(dim === 0 ? [] : ["vector"])];
  const rows = await table.query().select(columns).where(equals("path", path)).limit(mostChunksOfAFile).toArray();
  return rows.map(({ source, terms, vector }) => ({
    source: String(source),
    terms: String(terms),
    ...(dim === 0 ? {} : { vector: Float32Array.from(vector as Iterable<number>) }),
  }));
}

const mostChunksOfAFile = 10_000;

/** Nothing else is read of hundreds of rows: what ranking asks is read of both questions' rows at once, and a few will be shown. */
async function matches(
  query: Query | VectorQuery,
  { where, limit }: HitOptions,
  column: "_score" | "_distance",
  scoreOf: (value: number) => number,
): Promise<Match[]> {
  const asked = query.select([place, column]).withRowId().limit(limit);
  const found: Match[] = [];
  for await (const batch of where === undefined ? asked : asked.where(where)) {
    const [places, scores] = [batch.getChild(place), batch.getChild(column)];
    for (let row = 0; row < batch.numRows; row += 1) {
      found.push({ row: places?.get(row) as bigint, score: scoreOf(Number(scores?.get(row))) });
    }
  }
  return found;
}

/** The library's name for a row's place: another row never gets it. */
const place = "_rowid";

type Row = { readonly [column: string]: unknown };

/** Rows by their places. The library throws where a place is in a part of the table that is gone: that part's rows are elsewhere now. */
async function readRows<Read>(
  table: Table,
  rows: readonly bigint[],
  columns: readonly string[],
  read: (row: Row) => Read,
): Promise<Map<bigint, Read>> {
  if (rows.length === 0) return new Map();
  const found = await table
    .takeRowIds([...rows])
    .select([...columns])
    .withRowId()
    .toArray();
  return new Map(found.map((row: Row) => [row[place] as bigint, read(row)]));
}

const hitColumns = ["id", "weight", "called"];

function hitOf(row: Row): Omit<Hit, "score"> {
  const id = String(row["id"]);
  const source = id.slice(0, id.lastIndexOf("#"));
  return { row: row[place] as bigint, id, source, weight: Number(row["weight"]), called: String(row["called"]) };
}

const shownColumns = ["path", "kind", "heading", "line", "modified", "text"];

function shownOf(row: Row): ShownChunk {
  return {
    path: String(row["path"]),
    kind: row["kind"] as SourceKind,
    heading: String(row["heading"]),
    line: Number(row["line"]),
    modified: Number(row["modified"]),
    text: String(row["text"]),
  };
}

interface Finishing {
  readonly dim: number;
  begin(part: IndexPart): void;
}

/** Terms are analyzed already: the index only has to tell them apart. */
async function finish({ lance }: LanceLibrary, table: Table, { dim, begin }: Finishing): Promise<void> {
  begin("word-index");
  const known = new Set((await table.listIndices()).flatMap(({ columns }) => columns));
  if (!known.has("terms")) await table.createIndex("terms", { config: lance.Index.fts(plainTerms) });
  if (dim > 0 && !known.has("vector") && (await table.countRows()) >= chunksWorthAnIndex) {
    begin("vector-index");
    await table.createIndex("vector", { config: lance.Index.ivfFlat({ distanceType: "cosine" }) });
  }
  await table.optimize({ cleanupOlderThan: new Date(Date.now() - keptMilliseconds) });
}

const plainTerms = {
  baseTokenizer: "whitespace",
  stem: false,
  removeStopWords: false,
  lowercase: false,
  asciiFolding: false,
  withPosition: false,
  maxTokenLength: longestTerm + 1,
} as const;

/** Below that, looking at every vector is as quick, and exact. */
const chunksWorthAnIndex = 50_000;

/** Whoever reads the version before this one has long finished. */
const keptMilliseconds = 10 * 60_000;
