import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Failure } from "../../model/failure.ts";

/** A model that is loaded: texts in, vectors of unit length out. */
export type Extract = (
  texts: readonly string[],
  options: { pooling: "mean"; normalize: true },
) => Promise<{ tolist(): number[][] }>;

/** The little of transformers.js that is used. */
interface Transformers {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  pipeline(
    task: "feature-extraction",
    model: string,
    options: { dtype: "fp32"; session_options: SessionOptions },
  ): Promise<Extract>;
}

/** What onnxruntime is told, of all that it can be. */
interface SessionOptions {
  readonly intraOpNumThreads?: number;
  readonly extra: { readonly session: { readonly intra_op: { readonly allow_spinning: "0" } } };
}

export interface ModelPlace {
  /** The folder of the model's files. */
  readonly folder: string;
  /** The repository, which has transformers.js installed. */
  readonly root: string;
  /** How many threads compute; undefined: as many as there are cores. */
  readonly threads: number | undefined;
  /** What is to be done where the folder holds no model. */
  readonly next: string;
}

/** Loads a model of this machine; nothing is downloaded. Throws V7-I007 where it, or transformers.js, is not here. */
export async function loadModel({ folder, root, threads, next }: ModelPlace): Promise<Extract> {
  const transformers = await importFrom(root);
  transformers.env.allowRemoteModels = false;
  transformers.env.localModelPath = dirname(folder);
  // Threads that wait for work sleep: where others use the cores, waiting awake takes a third more of them.
  const waiting = { extra: { session: { intra_op: { allow_spinning: "0" } } } } as const;
  const session_options = threads === undefined ? waiting : { ...waiting, intraOpNumThreads: threads };
  try {
    return await transformers.pipeline("feature-extraction", basename(folder), {
      dtype: "fp32",
      session_options,
    });
  } catch (cause) {
    throw new Failure("V7-I007", `${folder} holds no model that transformers.js can run`, { cause, next: [next] });
  }
}

/** Whether transformers.js is installed in a repository. */
export function hasTransformers(root: string): boolean {
  try {
    resolveFrom(root);
    return true;
  } catch {
    return false;
  }
}

/** What installs it: nothing that its packages would run then is needed here. */
export const transformersInstall = "npm install --ignore-scripts @huggingface/transformers";

async function importFrom(root: string): Promise<Transformers> {
  try {
    const loaded: Transformers & { default?: Transformers } = await import(pathToFileURL(resolveFrom(root)).href);
    return loaded.default ?? loaded;
  } catch (cause) {
    throw new Failure("V7-I007", "transformers.js is not installed in this repository", {
      cause,
      next: [transformersInstall],
    });
  }
}

function resolveFrom(root: string): string {
  return createRequire(join(root, "v7.yaml")).resolve("@huggingface/transformers");
}
