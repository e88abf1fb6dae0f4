import { join } from "node:path";
import { configFile } from "../documents/config.ts";
import { contentId } from "../documents/content-id.ts";
import { isDocumentFile } from "../model/document-names.ts";
import { readBytes } from "../documents/read-file.ts";
import { type CommittedFiles, readCommittedFiles, readFilteredIds } from "../git/committed-files.ts";
import { type Head, readHead, type Repository } from "../git/repository.ts";
import type { DeclaredState } from "./state.ts";
import { stateDirectory } from "./state-directory.ts";

/** The commit that documents are applied from, and what of them it does not hold. */
export interface Revision extends Head {
  /** True when one of v7's own files is not as the commit has it. */
  readonly dirty: boolean;
  /** Which ones, in order: documents, what they attach, and v7.yaml. */
  readonly uncommitted: readonly string[];
}

/** What HEAD holds of v7's own files. */
export interface CommittedState extends Head {
  /** Undefined without git, and before the first commit. */
  readonly committed: CommittedFiles | undefined;
}

/** Asks git for HEAD, by two calls. They can run while documents are read. */
export async function readCommittedState(repository: Repository): Promise<CommittedState> {
  const head = repository.isGit ? await readHead(repository) : {};
  const committed =
    head.commit === undefined
      ? undefined
      : await readCommittedFiles(repository, head.commit, [stateDirectory, configFile]);
  return { ...head, committed };
}

/**
 * Holds what was read against HEAD, by content: what git ignores, or was told not to look at, is seen all the same. Files
 * of others below `state/` do not count.
 */
export async function revisionOf(
  repository: Repository,
  { committed, ...head }: CommittedState,
  { contents }: Pick<DeclaredState, "contents">,
): Promise<Revision> {
  if (!repository.isGit) return { ...head, dirty: true, uncommitted: [] };
  const uncommitted = await uncommittedFiles(repository, committed ?? nothing, withConfig(repository, contents));
  return { ...head, dirty: uncommitted.length > 0, uncommitted };
}

const nothing: CommittedFiles = { files: new Map(), submodules: [] };

/** The same where nothing is gained by asking git earlier. */
export async function readRevision(repository: Repository, state: Pick<DeclaredState, "contents">): Promise<Revision> {
  return revisionOf(repository, await readCommittedState(repository), state);
}

function withConfig({ root }: Repository, contents: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const bytes = readBytes(join(root, configFile), configFile);
  return bytes instanceof Uint8Array ? new Map([...contents, [configFile, contentId(bytes)]]) : contents;
}

async function uncommittedFiles(
  repository: Repository,
  committed: CommittedFiles,
  contents: ReadonlyMap<string, string>,
): Promise<string[]> {
  const other = [...contents].flatMap(([file, id]) => (committed.files.get(file) === id ? [] : [file]));
  const changed = await changedAmong(repository, committed, other);
  const missing = [...committed.files.keys()].filter((file) => !contents.has(file) && isOwn(file));
  return [...changed, ...missing].toSorted();
}

function isOwn(file: string): boolean {
  return file === configFile || isDocumentFile(file);
}

/** What differs byte by byte may be the same to git: its attributes and settings can give a checkout other line ends. */
async function changedAmong(
  repository: Repository,
  { files, submodules }: CommittedFiles,
  candidates: readonly string[],
): Promise<string[]> {
  const places = [
    ...submodules.map(({ path, place }) => ({ start: `${path}/`, place })),
    { start: "", place: repository },
  ];
  const groups = Map.groupBy(candidates, (file) => places.find(({ start }) => file.startsWith(start)));
  const changed = [...groups].map(async ([group, all]) => {
    const { start, place } = group ?? { start: "", place: repository };
    const known = all.filter((file) => files.has(file));
    const ids = await readFilteredIds(
      place,
      known.map((file) => file.slice(start.length)),
    );
    return all.filter((file) => !files.has(file) || files.get(file) !== ids.get(file.slice(start.length)));
  });
  return (await Promise.all(changed)).flat();
}
