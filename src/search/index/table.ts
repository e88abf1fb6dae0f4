import type { Query, Table, VectorQuery } from "@lancedb/lancedb";
import { longestTerm } from "../analysis/identifiers.ts";
import type { SourceKind } from "../../model/source-kind.ts";
import { type LanceLibrary, loadLance } from "./lance.ts";
import { arrowTable, type IndexRow } from "./row.ts";
import { all, equals, isLike, isOneOf, type Predicate } from "./predicate.ts";

/** A chunk that a query found. */
export interface Hit {
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
  matching(terms: readonly string[], options: HitOptions): Promise<Hit[]>;
  nearest(vector: Float32Array, options: HitOptions): Promise<Hit[]>;
  /** The first chunks of the sources whose path begins so. */
  beginning(path: string, options: HitOptions): Promise<Hit[]>;
  /** What is shown of chunks, by their ids. */
  shown(ids: readonly string[]): Promise<Map<string, ShownChunk>>;
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
    matching: (terms, options) =>
      hits(table.query().fullTextSearch(terms.join(" "), { columns: ["terms"] }), options, "_score", (score) => score),
    nearest: (vector, options) =>
      hits(table.query().nearestTo(vector).distanceType("cosine"), options, "_distance", (distance) => 1 - distance),
    beginning: async (path, { where, limit }) => {
      const begins = `${isLike("path", [`${path.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`])} AND ordinal = 0`;
      return (
        await table
          .query()
          .select(hitColumns)
          .where(all([begins, ...(where === undefined ? [] : [where])]) ?? begins)
          .limit(limit)
          .toArray()
      ).map((row) => hitOf(row, 0));
    },
    shown: (ids) => readShown(table, ids),
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

async function hits(
  query: Query | VectorQuery,
  { where, limit }: HitOptions,
  column: "_score" | "_distance",
  scoreOf: (value: number) => number,
): Promise<Hit[]> {
  // Nothing else is read of hundreds of rows: a few of them will be shown.
  const asked = query.select([...hitColumns, column]).limit(limit);
  const rows = await (where === undefined ? asked : asked.where(where)).toArray();
  return rows.map((row) => hitOf(row, scoreOf(Number(row[column]))));
}

const hitColumns = ["id", "weight", "called"];

function hitOf(row: { readonly [column: string]: unknown }, score: number): Hit {
  const id = String(row["id"]);
  const source = id.slice(0, id.lastIndexOf("#"));
  return { id, source, score, weight: Number(row["weight"]), called: String(row["called"]) };
}

async function readShown(table: Table, ids: readonly string[]): Promise<Map<string, ShownChunk>> {
  if (ids.length === 0) return new Map();
  const columns = ["id", "path", "kind", "heading", "line", "modified", "text"];
  const rows = await table.query().select(columns).where(isOneOf("id", ids)).limit(ids.length).toArray();
  return new Map(
    rows.map((row) => [
      String(row.id),
      {
        path: String(row.path),
        kind: row.kind as SourceKind,
        heading: String(row.heading),
        line: Number(row.line),
        modified: Number(row.modified),
        text: String(row.text),
      },
    ]),
  );
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
