import type { GitPlace } from "../git/command.ts";
import { readCommittedFiles } from "../git/committed-files.ts";
import { type IndexEntry, readBlobs } from "../git/staged-files.ts";
import { submodulePlace } from "../git/submodules.ts";
import type { Finding } from "../model/finding.ts";
import { submoduleFinding } from "../workspace/undecided.ts";

/** A file that would be committed, or that a submodule's commit holds. */
export interface StagedEntry extends IndexEntry {
  /** The repository that has its content. */
  readonly place: GitPlace;
}

/** What the index names, with the files of submodules in their place, and those of which nothing is known. */
export interface OpenedEntries {
  readonly entries: readonly StagedEntry[];
  readonly closed: readonly Finding[];
}

/** Looks into each submodule at the commit that would be committed: on disk its documents are read, too. */
export async function openSubmodules(repository: GitPlace, entries: readonly IndexEntry[]): Promise<OpenedEntries> {
  const opened = entries.filter(isSubmodule).map((entry) => openSubmodule(repository, entry));
  const inside = await Promise.all(opened);
  const own = entries.filter((entry) => !isSubmodule(entry)).map((entry) => ({ ...entry, place: repository }));
  return {
    entries: [...own, ...inside.flatMap((found) => found.entries)],
    closed: inside.flatMap((found) => found.closed),
  };
}

function isSubmodule({ mode }: IndexEntry): boolean {
  return mode === "160000";
}

async function openSubmodule(repository: GitPlace, { path, blob: commit }: IndexEntry): Promise<OpenedEntries> {
  const place = submodulePlace(repository, { path, commit });
  if (place === undefined) return { entries: [], closed: [submoduleFinding(path, "submodule")] };
  const entries: StagedEntry[] = [];
  try {
    const committed = await readCommittedFiles(place, commit, []);
    committed.each((file, blob) => entries.push({ path: `${path}/${file}`, mode: "100644", blob, place }));
  } catch {
    return { entries: [], closed: [submoduleFinding(path, "submodule behind")] };
  }
  return { entries, closed: [] };
}

/** The content of files, by its id; one process for each repository that has some. */
export async function readStaged(
  entries: readonly StagedEntry[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const reading = [...Map.groupBy(entries, ({ place }) => place)].map(([place, all]) =>
    readBlobs(
      place,
      all.map(({ blob }) => blob),
      signal,
    ),
  );
  return new Map((await Promise.all(reading)).flatMap((found) => [...found]));
}
