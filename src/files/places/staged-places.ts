import { join } from "node:path";
import { readCacheText, writeAtomically } from "../../documents/cache.ts";
import { isDocumentFile } from "../../model/document-names.ts";
import { type IndexListing, readBlobs } from "../../git/staged-files.ts";
import type { Repository } from "../../git/repository.ts";
import type { ChangedPath } from "../../git/staged-changes.ts";
import type { Document } from "../../model/document.ts";
import { placeOf, readLayout, type FilePlace } from "./layout.ts";

/** A file that is about to be committed, and where it belongs. */
export interface PlacedFile extends FilePlace {
  readonly path: string;
}

export interface StagedPlaces {
  readonly repository: Repository;
  /** The index below `state/`, however that is spelled. */
  readonly listing: IndexListing;
  /** The documents of the index, where somebody has read them already. */
  readonly documents?: readonly Document[] | undefined;
}

/** Where each file that stays belongs, by the Layout that is staged with it; undefined when none is declared. */
export async function placeStaged(
  staged: StagedPlaces,
  changed: readonly ChangedPath[],
): Promise<PlacedFile[] | undefined> {
  const declared = await layoutDocuments(staged);
  if (declared.length === 0) return undefined;
  const layout = readLayout(declared);
  const kept = changed.filter(({ status }) => status !== "deleted");
  return kept.map(({ path }) => ({ path, ...placeOf(layout, path) }));
}

interface CachedLayout {
  /** Of the index below `state/`: while it is the same, so is the Layout. */
  readonly listing: string;
  readonly documents: readonly Document[];
}

async function layoutDocuments(staged: StagedPlaces): Promise<readonly Document[]> {
  const { repository, listing } = staged;
  if (listing.entries.length === 0) return [];
  const cacheFile = join(repository.home, "cache", "staged-layout.json");
  if (staged.documents === undefined) {
    const cached = readCacheText(cacheFile) as Partial<CachedLayout> | undefined | null;
    if (cached?.listing === listing.text && Array.isArray(cached.documents)) return cached.documents;
  }
  const documents = (staged.documents ?? (await findLayouts(staged))).filter(({ kind }) => kind === "Layout");
  writeAtomically(cacheFile, JSON.stringify({ listing: listing.text, documents } satisfies CachedLayout));
  return documents;
}

/**
 * Parses only what looks like a Layout: the others are not what is asked for. It does not read by
 * `workspace/declared.ts`, which loads the schemas: every commit waits for this.
 */
async function findLayouts({ repository, listing }: StagedPlaces): Promise<Document[]> {
  const files = listing.entries.filter(({ path, mode }) => isDocumentFile(path) && mode.startsWith("100"));
  const blobs = await readBlobs(
    repository,
    files.map(({ blob }) => blob),
  );
  const found: Document[] = [];
  for (const { path, blob } of files) {
    const text = Buffer.from(blobs.get(blob) ?? new Uint8Array()).toString("utf8");
    if (!/^["']?kind["']?\s*:\s*["']?Layout\b/m.test(text)) continue;
    const { readDocuments } = await import("../../documents/read-documents.ts");
    found.push(...readDocuments(text, path).documents);
  }
  return found;
}
