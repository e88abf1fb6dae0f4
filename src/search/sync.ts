import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { scanRoots } from "../files/places/roots.ts";
import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { IndexSyncOutput } from "../model/output/index-sync.ts";
import { type DirectoryLock, ownerOfLock, takeDirectoryLock } from "../system/directory-lock.ts";
import type { System } from "../system/system.ts";
import { acceptedSecrets, filesOf } from "../workspace/accepted-secrets.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { buildIndex } from "./build.ts";
import { createDrafter } from "./drafts.ts";
import { chooseEmbedder } from "./embedders/choose.ts";
import type { EmbedderChoice } from "./embedders/embedder.ts";
import { currentForm, folderOf, type IndexHome, type Manifest, readManifest, removeOthers } from "./index/manifest.ts";
import { openSound } from "./index/open.ts";
import { readSources } from "./sources.ts";
import { indexHome } from "./index-home.ts";
import { updateIndex } from "./update.ts";
import type { Synced, SyncWork } from "./sync-work.ts";

export interface SyncRequest {
  /** Make it anew, whatever there is. */
  readonly rebuild?: boolean | undefined;
}

/**
 * Brings the index to what the registry holds, reading only files whose hashes moved. Killed anywhere, the index is
 * whole, and the next run goes on. Throws V7-I009, exit 5, while somebody else is at it.
 */
export async function syncIndex(workspace: Workspace, request: SyncRequest): Promise<Answer<IndexSyncOutput>> {
  const began = performance.now();
  const home = indexHome(workspace);
  return locked(workspace.system, home, async (mayWrite) => {
    const work = { ...(await prepare(workspace, home)), mayWrite };
    const manifest = await readManifest(home);
    mayWrite();
    await removeOthers(home, manifest);
    const because = request.rebuild === true ? "it was asked for" : reasonToBuild(manifest, work.choice);
    const done =
      manifest === undefined || because !== undefined
        ? await buildIndex(work, because ?? "there was none")
        : await updateOrBuild(work, manifest);
    return answer({ ...done, duration_ms: Math.round(performance.now() - began) });
  });
}

async function locked<T>(system: System, home: IndexHome, work: (mayWrite: () => void) => Promise<T>): Promise<T> {
  mkdirSync(home.directory, { recursive: true, mode: 0o700 });
  const path = join(home.directory, "lock");
  const lock = await takeDirectoryLock(system, path);
  if (lock === undefined) throw taken(system, path);
  const heartbeat = setInterval(lock.refresh, 10_000);
  heartbeat.unref();
  try {
    return await work(() => requireHeld(lock));
  } catch (error) {
    // Whatever failed, it did so among files that are somebody else's now.
    requireHeld(lock);
    throw error;
  } finally {
    clearInterval(heartbeat);
    lock.release();
  }
}

function taken(system: System, path: string): Failure {
  const owner = ownerOfLock(system, path);
  const who = owner === undefined ? "another process" : `process ${owner.pid} on ${owner.host}`;
  const since = owner === undefined ? "" : ` since ${owner.since.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const isStopped = owner?.isStopped === true;
  return new Failure(
    "V7-I009",
    `the index is being brought up to date by ${who}${since}${isStopped ? ", which is stopped" : ""}`,
    { next: [isStopped ? `kill -CONT ${owner.pid}, or kill ${owner.pid}, then: v7 index sync` : "v7 index status"] },
  );
}

function requireHeld(lock: DirectoryLock): void {
  if (lock.isHeld()) return;
  throw new Failure(
    "V7-I011",
    "another process took the index over while this one stood still; it wrote nothing more",
    {
      next: ["v7 index sync"],
    },
  );
}

async function prepare(workspace: Workspace, home: IndexHome): Promise<Omit<SyncWork, "mayWrite">> {
  const { repository, config, redactor } = workspace;
  const { entries: accepted } = await acceptedSecrets(filesOf(repository.root));
  return {
    workspace,
    home,
    choice: chooseEmbedder(workspace),
    sources: await withConnection(workspace, "read", (connection) => readSources(connection, config.sessions.dir)),
    drafter: createDrafter({ roots: scanRoots(workspace), redactor, accepted }),
  };
}

/** Why an index cannot be brought up to date; undefined when it can. */
function reasonToBuild(manifest: Manifest | undefined, choice: EmbedderChoice): string | undefined {
  if (manifest === undefined) return "there was none";
  if (manifest.form !== currentForm) return "this version of v7 makes it otherwise";
  if (manifest.embedder.id !== choice.id) return `the embedder was ${manifest.embedder.id}`;
  return undefined;
}

/** Learns anew when the words have grown by a fifth since, or the embedder turns out to be another. */
async function updateOrBuild(work: SyncWork, manifest: Manifest): Promise<Synced> {
  const embedder = await work.choice.open(folderOf(work.home, manifest.generation));
  if (embedder.fingerprint !== manifest.embedder.fingerprint) return buildIndex(work, "the embedder has changed");
  const table = await openSound(work.home, manifest);
  try {
    const updated = await updateIndex(work, manifest, table, embedder);
    const isOutgrown = manifest.fittedChunks > 0 && updated.chunks > manifest.fittedChunks * 1.2 + fewChunks;
    return isOutgrown ? await buildIndex(work, "it has grown by a fifth") : updated;
  } finally {
    table.close();
  }
}

/** A small index grows by a fifth with every file. */
const fewChunks = 50;
