import type { Embedder } from "./embedders/embedder.ts";
import { withVectors } from "./build.ts";
import type { Drafts, Unread } from "./drafts.ts";
import { type Manifest, writeManifest } from "./index/manifest.ts";
import type { IndexTable } from "./index/table.ts";
import { finishIndex } from "./finish-index.ts";
import { readDrafts } from "./read-drafts.ts";
import type { Source } from "./sources.ts";
import type { Synced, SyncWork } from "./sync-work.ts";

/** Reads what is new or changed and forgets what is gone, a batch at a time, each in one step. */
export async function updateIndex(
  work: SyncWork,
  manifest: Manifest,
  table: IndexTable,
  embedder: Embedder,
): Promise<Synced> {
  const { files, commits, seen } = work.sources;
  const stamps = await table.stamps();
  const isStale = ({ source, stamp }: Source): boolean => stamps.get(source) !== stamp;
  // What holds a secret has no row, so it is read again each time: somebody may have taken the secret out.
  const stale = { files: files.filter(isStale), commits: commits.filter(isStale) };
  const present = new Set([...files, ...commits].map(({ source }) => source));
  const gone = [...stamps.keys()].filter((source) => !present.has(source));
  const counts = { added: 0, updated: 0, removed: gone.length };
  const withheld: string[] = [];
  const moved: string[] = [];
  const unread: Unread[] = [];
  const staleSources = new Set([...stale.files, ...stale.commits].map(({ source }) => source));
  const cut = manifest.cut.filter(({ source }) => present.has(source) && !staleSources.has(source));
  for await (const drafts of readDrafts(work, stale.files, stale.commits)) {
    withheld.push(...drafts.withheld.map(({ path }) => path));
    moved.push(...drafts.moved);
    cut.push(...drafts.cut);
    unread.push(...drafts.unread);
    await put(work, table, drafts, embedder);
    const known = drafts.done.filter((source) => stamps.has(source)).length;
    counts.updated += known;
    counts.added += drafts.done.length - known;
  }
  for (let at = 0; at < gone.length; at += sourcesAtOnce) {
    work.mayWrite();
    await table.replace([], gone.slice(at, at + sourcesAtOnce));
  }
  const isChanged = counts.added + counts.updated + counts.removed > 0;
  work.mayWrite();
  const chunks = isChanged ? await table.countChunks() : manifest.chunks;
  if (isChanged) await finishIndex(work.workspace, table, chunks);
  const sources = stamps.size + counts.added - counts.removed;
  const next = {
    ...manifest,
    chunks,
    sources,
    syncedAt: work.workspace.now().toISOString(),
    seen,
    withheld: withheld.toSorted(),
    cut,
    unread,
  };
  work.mayWrite();
  await writeManifest(work.home, next);
  const { withheld: paths } = next;
  return {
    documents: sources,
    chunks,
    ...counts,
    withheld: paths,
    unread,
    moved,
    rebuilt: null,
    embedder: embedder.id,
  };
}

const sourcesAtOnce = 1_000;

async function put(
  { mayWrite }: SyncWork,
  table: IndexTable,
  { drafts, done, withheld }: Drafts,
  embedder: Embedder,
): Promise<void> {
  const sources = [...done, ...withheld.map(({ source }) => source)];
  if (sources.length === 0) return;
  const rows = await withVectors(drafts, embedder);
  mayWrite();
  await table.replace(rows, sources);
}
