import type { SourceKind } from "../../model/source-kind.ts";
import type { Arrow } from "./lance.ts";

/** A row of `v7_documents`: one chunk of one source. */
export interface IndexRow {
  /** The source's id and the chunk's number within it: `file:12#0`. */
  readonly id: string;
  /** `file:12` of the registry, `commit:3f2a…`. */
  readonly source: string;
  readonly ordinal: number;
  /** What the source was indexed as; another stamp, and it is indexed again. */
  readonly stamp: string;
  readonly path: string;
  readonly kind: SourceKind;
  /** Empty where the layout has no place for it. */
  readonly component: string;
  readonly pillar: string;
  readonly project: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** The headings above it, joined by ` › `; the source's title at the top of one. */
  readonly heading: string;
  /** What people call the passage's source and the passage, a name a line, as {@link nameKey} writes them. */
  readonly called: string;
  /** What a match in it counts: 1, and less for what people did not write to be read. */
  readonly weight: number;
  readonly line: number;
  readonly text: string;
  /** The analyzed terms of title, heading and text, with spaces between: what BM25 counts. */
  readonly terms: string;
  /** Absent in an index without an embedder. */
  readonly vector?: Float32Array;
}

/** A name as it is compared: without case and punctuation, however its letters are composed. */
export function nameKey(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}#+]+/gu, " ")
    .trim();
}

/** Columns of text, in the order of the table. */
const textColumns = [
  "id",
  "source",
  "stamp",
  "path",
  "kind",
  "component",
  "pillar",
  "project",
  "heading",
  "called",
  "text",
  "terms",
] as const satisfies readonly (keyof IndexRow)[];

/** Rows as the table takes them, column by column: object by object is ten times slower. `dim` 0: without vectors. */
export function arrowTable(arrow: Arrow, rows: readonly IndexRow[], dim: number): InstanceType<Arrow["Table"]> {
  const { Field, Float64, Int32, Schema, Table, RecordBatch, Struct, Utf8, makeData } = arrow;
  const texts = textColumns.map((name) => ({
    field: new Field(name, new Utf8(), false),
    data: arrow.vectorFromArray(
      rows.map((row) => row[name].toWellFormed()),
      new Utf8(),
    ).data[0],
  }));
  const integers = (["ordinal", "line"] as const).map((name) => ({
    field: new Field(name, new Int32(), false),
    data: makeData({ type: new Int32(), data: Int32Array.from(rows, (row) => row[name]) }),
  }));
  const numbers = (["modified", "weight"] as const).map((name) => ({
    field: new Field(name, new Float64(), false),
    data: makeData({ type: new Float64(), data: Float64Array.from(rows, (row) => row[name]) }),
  }));
  const columns = [...texts, ...integers, ...numbers, ...(dim === 0 ? [] : [vectorColumn(arrow, rows, dim)])];
  const schema = new Schema(columns.map(({ field }) => field));
  const children = columns.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const struct = makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children });
  return new Table(schema, new RecordBatch(schema, struct));
}

function vectorColumn(arrow: Arrow, rows: readonly IndexRow[], dim: number) {
  const { Field, FixedSizeList, Float32, makeData } = arrow;
  const item = new Field("item", new Float32(), true);
  const type = new FixedSizeList(dim, item);
  const values = new Float32Array(rows.length * dim);
  for (const [at, { vector }] of rows.entries()) {
    // The library takes vectors of a wrong length without a word.
    if (vector?.length !== dim) throw new RangeError(`a vector of ${vector?.length} numbers in an index of ${dim}`);
    values.set(vector, at * dim);
  }
  const child = makeData({ type: new Float32(), data: values });
  return {
    field: new Field("vector", type, false),
    data: makeData({ type, length: rows.length, nullCount: 0, child }),
  };
}
