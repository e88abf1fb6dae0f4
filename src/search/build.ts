import { progress } from "../model/work-event.ts";
import type { Draft, NamedSource, Unread } from "./drafts.ts";
import type { Embedder } from "./embedders/embedder.ts";
import {
  createGeneration,
  currentForm,
  type Manifest,
  newGeneration,
  tablesOf,
  writeManifest,
} from "./index/manifest.ts";
import type { IndexRow } from "./index/row.ts";
import { createTable, type IndexTable } from "./index/table.ts";
import { finishIndex } from "./finish-index.ts";
import { readDrafts } from "./read-drafts.ts";
import type { FileSource } from "./sources.ts";
import type { Synced, SyncWork } from "./sync-work.ts";

/** Makes an index anew beside the one there is, and puts it in its place when it is full. */
export async function buildIndex(work: SyncWork, because: string): Promise<Synced> {
  const generation = newGeneration();
  const folder = await createGeneration(work.home, generation);
  const { files, commits, seen } = work.sources;
  const withheld: string[] = [];
  const moved: string[] = [];
  const cut: NamedSource[] = [];
  const unread: Unread[] = [];
  const done = new Set<string>();
  const filling = filler(work, folder, tablesOf(work.home, generation));
  // In the order of their hashes: whatever comes first is a fair sample of all.
  const shuffled = files.toSorted((left, right) => (sampleKey(left) < sampleKey(right) ? -1 : 1));
  for await (const drafts of readDrafts(work, shuffled, commits)) {
    withheld.push(...drafts.withheld.map(({ path }) => path));
    moved.push(...drafts.moved);
    cut.push(...drafts.cut);
    unread.push(...drafts.unread);
    for (const source of drafts.done) done.add(source);
    await filling.add(drafts.drafts);
  }
  const { embedder, chunks } = await filling.finish();
  const manifest: Manifest = {
    form: currentForm,
    generation,
    embedder: { id: embedder.id, dim: embedder.dim, fingerprint: embedder.fingerprint },
    fittedChunks: work.choice.learns ? chunks : 0,
    chunks,
    sources: done.size,
    syncedAt: work.workspace.now().toISOString(),
    seen,
    withheld: withheld.toSorted(),
    cut,
    unread,
  };
  work.mayWrite();
  await writeManifest(work.home, manifest);
  return {
    documents: done.size,
    chunks,
    added: done.size,
    updated: 0,
    removed: 0,
    withheld: manifest.withheld,
    unread,
    moved,
    rebuilt: because,
    embedder: embedder.id,
  };
}

/** What a file is, and not when: the same files make the same index in every clone. */
function sampleKey({ hash, path }: FileSource): string {
  return hash + path;
}

interface Filling {
  add(drafts: readonly Draft[]): Promise<void>;
  finish(): Promise<{ readonly embedder: Embedder; readonly chunks: number }>;
}

/** Gathers drafts until there are enough to learn from, then writes them and all that follow, some thousand at a time. */
function filler({ choice, mayWrite, workspace }: SyncWork, folder: string, uri: string): Filling {
  let waiting: Draft[] = [];
  let embedder: Embedder | undefined;
  let table: IndexTable | undefined;
  let chunks = 0;
  // While rows are written, the next sources are read.
  let writing: Promise<void> = Promise.resolve();
  const flush = async (): Promise<Embedder> => {
    if (embedder === undefined && choice.learns) workspace.tell(progress("learning", { of: waiting.length }));
    embedder ??= await choice.prepare(
      waiting.map(({ passage }) => passage),
      folder,
    );
    const drafts = waiting;
    waiting = [];
    const rows = await withVectors(drafts, embedder);
    chunks += rows.length;
    await writing;
    writing = write(rows, embedder.dim);
    writing.catch(() => undefined);
    return embedder;
  };
  const write = async (rows: readonly IndexRow[], dim: number): Promise<void> => {
    mayWrite();
    if (table === undefined) table = await createTable(uri, rows, dim);
    else if (rows.length > 0) await table.append(rows);
  };
  return {
    add: async (drafts) => {
      waiting.push(...drafts);
      if (waiting.length >= (embedder === undefined ? sampleSize : rowsAtOnce)) await flush();
    },
    finish: async () => {
      const used = await flush();
      await writing;
      if (table !== undefined) await finishIndex(workspace, table, chunks);
      table?.close();
      return { embedder: used, chunks };
    },
  };
}

/** So many chunks tell which words go together; more of them only take longer. */
const sampleSize = 5_000;
const rowsAtOnce = 4_000;

/** Rows as they are stored. */
export async function withVectors(drafts: readonly Draft[], embedder: Embedder): Promise<IndexRow[]> {
  if (embedder.dim === 0) return drafts.map(({ row }) => row);
  const vectors = await embedder.embed(
    drafts.map(({ passage }) => passage),
    "document",
  );
  return drafts.map(({ row }, at) => ({ ...row, vector: vectors[at] ?? new Float32Array(embedder.dim) }));
}
