import { basename, join, resolve } from "node:path";
import { sha256 } from "../../model/digest.ts";
import type { TransformersEmbedderConfig } from "../../model/config.ts";
import { Failure } from "../../model/failure.ts";
import { progress } from "../../model/work-event.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { hasFiles, modelsFolder, requireKnownModel } from "../models/model-home.ts";
import type { Embedder, EmbedderChoice } from "./embedder.ts";
import { inBatches } from "./in-batches.ts";
import { loadModel } from "./load-transformers.ts";
import { sharesOf } from "./shares.ts";

/** A model on this machine, pulled or in a folder, run by transformers.js as the repository installed it; nothing is downloaded. */
export function transformersEmbedder(config: TransformersEmbedderConfig, workspace: Workspace): EmbedderChoice {
  const model = config.model === undefined ? ownModel(config, workspace) : pulledModel(config.model, workspace);
  const prefixes = {
    query: config.queryPrefix ?? model.queryPrefix,
    document: config.documentPrefix ?? model.documentPrefix,
  };
  const { batch: most = 8, threads } = config;
  const open = async (): Promise<Embedder> => {
    model.requireFiles();
    const extract = await loadModel({ ...model, root: workspace.repository.root, threads });
    const embed = async (texts: readonly string[]): Promise<Float32Array[]> =>
      (await extract(texts, { pooling: "mean", normalize: true })).tolist().map((vector) => Float32Array.from(vector));
    const dim = (await embed(["v7"]))[0]?.length ?? 0;
    return {
      id: model.id,
      dim,
      fingerprint: sha256(JSON.stringify([model.identity, dim, prefixes])).slice(0, 16),
      shares: sharesOf(config.share, model.shares),
      embed: async (passages, purpose) => {
        const of = passages.length;
        const told = (done: number): void => workspace.tell(progress("embedding", { done, of }));
        const texts = passages.map(({ text }) => prefixes[purpose] + text);
        return inBatches(texts, { most, characters }, embed, purpose === "document" ? told : undefined);
      },
    };
  };
  return { id: model.id, isLocal: true, learns: false, prepare: open, open };
}

/** Two long passages at once, or eight short ones, are the fastest; more only take more memory: Docs/models.md has the figures. */
const characters = 3_000;

interface ChosenModel {
  readonly id: string;
  /** Vectors of models that differ in it cannot be compared. */
  readonly identity: unknown;
  readonly folder: string;
  readonly queryPrefix: string;
  readonly documentPrefix: string;
  readonly shares: Embedder["shares"] | undefined;
  /** What is to be done where the folder holds no model. */
  readonly next: string;
  /** Throws V7-I007 where its files are not all here. */
  requireFiles(): void;
}

function pulledModel(name: string, workspace: Workspace): ChosenModel {
  const known = requireKnownModel(name);
  const folder = join(modelsFolder(workspace), known.name);
  const next = `v7 index model pull ${known.name}`;
  return {
    ...known,
    id: `transformers:${known.name}`,
    identity: known.kept.map(({ sha256: digest }) => digest),
    folder,
    next,
    requireFiles: () => {
      if (hasFiles(folder, known.kept)) return;
      throw new Failure("V7-I007", `the model ${known.name} is not on this machine`, { next: [next] });
    },
  };
}

function ownModel({ path = "" }: TransformersEmbedderConfig, { repository }: Workspace): ChosenModel {
  const folder = resolve(repository.root, path);
  return {
    id: `transformers:${basename(folder)}`,
    identity: folder,
    folder,
    queryPrefix: "",
    documentPrefix: "",
    shares: undefined,
    next: "check search.embedder.path in v7.yaml",
    requireFiles: () => undefined,
  };
}
