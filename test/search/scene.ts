import { join } from "node:path";
import type { Workspace } from "../../src/workspace/workspace.ts";
import type { IndexSyncOutput } from "../../src/model/output/index-sync.ts";
import type { SearchOutput } from "../../src/model/output/search.ts";
import type { SearchRequest } from "../../src/search/results.ts";
import { search } from "../../src/search/search.ts";
import { syncIndex } from "../../src/search/sync.ts";
import { type FileScene, openFileScene } from "../files/scene.ts";

/** A repository whose files are registered and indexed. */
export interface SearchScene extends FileScene {
  /** Where the index lies. */
  readonly home: string;
  open(): Promise<Workspace>;
  /** Registers what is there, then brings the index to it. */
  sync(options?: { readonly rebuild?: boolean }): Promise<IndexSyncOutput>;
  ask(request: Partial<SearchRequest>): Promise<SearchOutput>;
  /** The paths found, the best first. */
  paths(query: string, filter?: SearchRequest["filter"]): Promise<string[]>;
}

export async function openSearchScene(): Promise<SearchScene> {
  const scene = await openFileScene();
  // Keys of services are the test's own variables.
  const open = async (): Promise<Workspace> => ({
    ...(await scene.open()),
    variable: (name) => process.env[name],
  });
  const ask = async (request: Partial<SearchRequest>): Promise<SearchOutput> =>
    (await search(await open(), { query: "", mode: "hybrid", limit: 10, filter: {}, scores: true, ...request })).output;
  return {
    ...scene,
    home: join(scene.root, ".git", "v7", "search"),
    open,
    ask,
    sync: async ({ rebuild = false } = {}) => {
      await scene.scan();
      return (await syncIndex(await open(), { rebuild })).output;
    },
    paths: async (query, filter = {}) => (await ask({ query, filter })).results.map(({ path }) => path),
  };
}

/** Three documents of the seeds, in words of their own. */
export function writeSeeds({ write }: Pick<FileScene, "write">): void {
  write(
    "docs/META_PRD.md",
    "# META-PRD\n\nOwner: John\n\n## Key Decisions\n\nSeparate database enterprise_os: system tables must not pollute ui_library.\n\n## Metrics\n\n5,657 files, 4,887 MB, eight empty pillars.\n",
  );
  write(
    "docs/AD_005.md",
    "# Directive 005\n\nForty-five duplicate enums are consolidated, each with a migration script.\n",
  );
  write("docs/AYA.md", "# AYA\n\nALPHA is the primary, BETA streams from it as a replica. AIR is not accessible.\n");
}
