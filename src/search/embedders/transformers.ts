import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { sha256 } from "../../model/digest.ts";
import type { TransformersEmbedderConfig } from "../../model/config.ts";
import { Failure } from "../../model/failure.ts";
import type { Embedder, EmbedderChoice } from "./embedder.ts";

/** The little of transformers.js that is used. */
interface Transformers {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  pipeline(
    task: "feature-extraction",
    model: string,
  ): Promise<
    (texts: readonly string[], options: { pooling: "mean"; normalize: true }) => Promise<{ tolist(): number[][] }>
  >;
}

/** A model in a folder of this machine, run by transformers.js as the repository installed it; nothing is downloaded. */
export function transformersEmbedder(config: TransformersEmbedderConfig, root: string): EmbedderChoice {
  const folder = resolve(root, config.path);
  const id = `transformers:${basename(folder)}`;
  const open = async (): Promise<Embedder> => {
    const extract = await loadModel(folder, root);
    const embed = async (texts: readonly string[]): Promise<Float32Array[]> => {
      if (texts.length === 0) return [];
      const answer = await extract(texts, { pooling: "mean", normalize: true });
      return answer.tolist().map((vector) => Float32Array.from(vector));
    };
    const dim = (await embed(["v7"]))[0]?.length ?? 0;
    return {
      id,
      dim,
      fingerprint: sha256(JSON.stringify([folder, dim])).slice(0, 16),
      shares: { text: 0.5, vector: 0.5 },
      embed: async (passages, purpose) => {
        const prefix = (purpose === "query" ? config.queryPrefix : config.documentPrefix) ?? "";
        const vectors: Float32Array[] = [];
        for (let at = 0; at < passages.length; at += batchSize) {
          vectors.push(...(await embed(passages.slice(at, at + batchSize).map(({ text }) => prefix + text))));
        }
        return vectors;
      },
    };
  };
  return { id, isLocal: true, learns: false, prepare: open, open };
}

const batchSize = 16;

async function loadModel(folder: string, root: string) {
  const transformers = await importFrom(root);
  transformers.env.allowRemoteModels = false;
  transformers.env.localModelPath = dirname(folder);
  try {
    return await transformers.pipeline("feature-extraction", basename(folder));
  } catch (cause) {
    throw new Failure("V7-I007", `${folder} holds no model that transformers.js can run`, {
      cause,
      next: ["check search.embedder.path in v7.yaml"],
    });
  }
}

async function importFrom(root: string): Promise<Transformers> {
  try {
    const path = createRequire(join(root, "v7.yaml")).resolve("@huggingface/transformers");
    const loaded: Transformers & { default?: Transformers } = await import(pathToFileURL(path).href);
    return loaded.default ?? loaded;
  } catch (cause) {
    throw new Failure("V7-I007", "transformers.js is not installed in this repository", {
      cause,
      next: ["npm install @huggingface/transformers"],
    });
  }
}
