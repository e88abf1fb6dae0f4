import { progress } from "../model/work-event.ts";
import { withConnection } from "../workspace/workspace.ts";
import type { Drafts } from "./drafts.ts";
import { type FileSource, readCommitTexts, type Source } from "./sources.ts";
import type { SyncWork } from "./sync-work.ts";

/** What sources have to say, some hundred at a time: no run holds more text than that. */
export async function* readDrafts(
  work: SyncWork,
  files: readonly FileSource[],
  commits: readonly Source[],
): AsyncGenerator<Drafts> {
  const { signal, tell } = work.workspace;
  const of = files.length + commits.length;
  let read = 0;
  let chunks = 0;
  const told = (drafts: Drafts, count: number): Drafts => {
    read += count;
    chunks += drafts.drafts.length;
    tell(progress("index", { done: read, of, made: chunks }));
    return drafts;
  };
  if (of > 0) tell(progress("index", { of }));
  for (let at = 0; at < files.length; at += filesAtOnce) {
    signal.throwIfAborted();
    const some = files.slice(at, at + filesAtOnce);
    yield told(await work.drafter.files(some), some.length);
  }
  for (let at = 0; at < commits.length; at += commitsAtOnce) {
    signal.throwIfAborted();
    const some = commits.slice(at, at + commitsAtOnce);
    yield told(await commitDrafts(work, some), some.length);
  }
}

const filesAtOnce = 100;
const commitsAtOnce = 2_000;

async function commitDrafts({ workspace, drafter }: SyncWork, commits: readonly Source[]): Promise<Drafts> {
  const stamps = new Map(commits.map(({ source, stamp }) => [source, stamp]));
  const texts = await withConnection(workspace, "read", (connection) =>
    readCommitTexts(connection, [...stamps.keys()]),
  );
  return drafter.commits(texts, (source) => stamps.get(source) ?? "");
}
