import type { Workspace } from "../workspace/workspace.ts";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Answer, answer } from "../model/answer.ts";
import { fail, ok, warn } from "../model/doctor-check.ts";
import type { DoctorCheck } from "../model/output/doctor.ts";
import { Failure } from "../model/failure.ts";
import type { IndexStatusOutput } from "../model/output/index-status.ts";
import { chooseEmbedder } from "./embedders/choose.ts";
import { currentForm, folderOf, type IndexHome, type Manifest, readManifest } from "./index/manifest.ts";
import { openSound } from "./index/open.ts";
import { countedLag } from "./counted-lag.ts";
import { indexHome } from "./index-home.ts";

/** What the index is, whether its files can be read, and how far it lags. */
export async function indexStatus(workspace: Workspace): Promise<Answer<IndexStatusOutput>> {
  const home = indexHome(workspace);
  const manifest = await readManifest(home);
  return answer(manifest === undefined ? nothing : await statusOf(workspace, home, manifest));
}

const nothing: IndexStatusOutput = {
  state: "missing",
  documents: null,
  chunks: null,
  embedder: null,
  synced_at: null,
  index_lag: null,
  bytes: null,
  withheld: [],
  cut: [],
  unread: [],
};

async function statusOf(workspace: Workspace, home: IndexHome, manifest: Manifest): Promise<IndexStatusOutput> {
  const { sources: documents, chunks, embedder, syncedAt, withheld, form } = manifest;
  // Of another version's index only the number of its form is certain.
  const cut = (manifest.cut ?? []).map(({ path }) => path).toSorted();
  const bytes = home.uri === undefined ? await sizeOf(folderOf(home, manifest.generation)) : null;
  const known = {
    documents,
    chunks,
    embedder,
    synced_at: syncedAt,
    index_lag: null,
    bytes,
    withheld,
    cut,
    unread: manifest.unread ?? [],
  };
  if (form !== currentForm) return { state: "outdated", ...known };
  if (await isDamaged(home, manifest)) return { state: "damaged", ...known };
  const lag = await readLagOf(workspace, manifest);
  return { state: lag === null ? "unknown" : lag === 0 ? "current" : "behind", ...known, index_lag: lag };
}

async function isDamaged(home: IndexHome, manifest: Manifest): Promise<boolean> {
  try {
    (await openSound(home, manifest)).close();
    return false;
  } catch (error) {
    if (error instanceof Failure && error.code === "V7-I002") return true;
    throw error;
  }
}

/** Whether there is an index, and one that is made without another machine's help. */
export async function canSyncUnattended(workspace: Workspace): Promise<boolean> {
  if (!chooseEmbedder(workspace).isLocal) return false;
  return (await readManifest(indexHome(workspace))) !== undefined;
}

/** What the index is, for whoever examines everything; nothing where nobody made one. */
export async function indexChecks(workspace: Workspace): Promise<DoctorCheck[]> {
  const { state, documents, index_lag: lag } = (await indexStatus(workspace)).output;
  switch (state) {
    case "missing":
      return [];
    case "damaged":
      return [fail("index", "the search index is damaged", "v7 index rebuild")];
    case "outdated":
      return [warn("index", "the search index was made by another version of v7", "v7 index sync")];
    case "behind":
      return [warn("index", `index ${lag} ${lag === 1 ? "change" : "changes"} behind`, "v7 index sync")];
    case "current":
    case "unknown":
      return [ok("index", `index of ${documents ?? 0} documents`)];
  }
}

/** How far an index lags behind the registry; null where the database does not say. */
export async function readLagOf(workspace: Workspace, { seen }: Manifest): Promise<number | null> {
  const { thing, giveBack } = await workspace.kept.take({
    name: "index lag",
    mark: `${seen.change} ${seen.recordedAt}`,
    open: async () => countedLag(seen),
  });
  try {
    return await thing.read(workspace);
  } catch {
    // What was found is found, also where nobody can say what is not in the index yet.
    workspace.signal.throwIfAborted();
    return null;
  } finally {
    giveBack();
  }
}

async function sizeOf(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
