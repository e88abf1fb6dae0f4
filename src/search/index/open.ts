import { Failure } from "../../model/failure.ts";
import { type IndexHome, type Manifest, tablesOf } from "./manifest.ts";
import { type IndexTable, openTable } from "./table.ts";

/** Opens the table of an index and asks it something. Throws V7-I002 when its files are damaged or missing. */
export async function openSound(home: IndexHome, manifest: Manifest): Promise<IndexTable> {
  return guarded(async () => {
    const table = await openTable(tablesOf(home, manifest.generation), manifest.embedder.dim);
    await probe(table, manifest);
    return table;
  });
}

/** Runs a query of the table; whatever the library throws is about its files. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure("V7-I002", "the search index is damaged", { cause, next: ["v7 index rebuild"] });
  }
}

/** Reads of every part of the table: rows, texts, words and vectors. */
async function probe(table: IndexTable, { embedder }: Manifest): Promise<void> {
  await table.countChunks();
  const found = await table.matching(["v7"], { where: undefined, limit: 1 });
  const vector = new Float32Array(embedder.dim).fill(1);
  if (embedder.dim > 0) found.push(...(await table.nearest(vector, { where: undefined, limit: 1 })));
  const rows = found.map(({ row }) => row);
  await table.hits(rows);
  await table.shown(rows);
}
