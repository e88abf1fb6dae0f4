import type { HttpEmbedderConfig } from "../../model/config.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import { type HttpService, postJson, serviceFailure, type Variable } from "../../http/service.ts";
import type { Embedder, EmbedderChoice, Passage } from "./embedder.ts";
import { sharesOf } from "./shares.ts";

/** A service that makes vectors: Ollama's form or OpenAI's. Passages leave this process, and perhaps this machine. */
export function httpEmbedder(config: HttpEmbedderConfig, variable: Variable): EmbedderChoice {
  const id = `http:${config.model}`;
  const open = async (): Promise<Embedder> => {
    const [probe] = await request(config, variable, ["v7"]);
    const dim = probe?.length ?? 0;
    const prefixed = (text: string, purpose: "query" | "document"): string =>
      `${(purpose === "query" ? config.queryPrefix : config.documentPrefix) ?? ""}${text}`;
    return {
      id,
      dim,
      fingerprint: JSON.stringify([config.url, config.model, dim, config.queryPrefix, config.documentPrefix]),
      shares: sharesOf(config.share, undefined),
      embed: async (passages, purpose) =>
        embedAll(
          passages,
          (texts) => request(config, variable, texts),
          (text) => prefixed(text, purpose),
          dim,
        ),
    };
  };
  return { id, isLocal: false, learns: false, prepare: open, open };
}

const batchSize = 64;

async function embedAll(
  passages: readonly Passage[],
  ask: (texts: readonly string[]) => Promise<readonly (readonly number[])[]>,
  written: (text: string) => string,
  dim: number,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let at = 0; at < passages.length; at += batchSize) {
    const texts = passages.slice(at, at + batchSize).map(({ text }) => written(text));
    const found = await ask(texts);
    if (found.length !== texts.length || found.some((vector) => vector.length !== dim)) {
      throw new Failure(
        "V7-I006",
        `the embedding service answered with vectors of another number or length than ${dim}`,
        {
          next: ["v7 index rebuild"],
        },
      );
    }
    vectors.push(...found.map(unit));
  }
  return vectors;
}

function unit(vector: readonly number[]): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return Float32Array.from(vector, (value) => value / length);
}

function serviceOf({ url, apiKey }: HttpEmbedderConfig): HttpService {
  const next = ["check search.embedder in v7.yaml", "v7 search --mode text"];
  return { name: "embedding service", url, next, ...(apiKey === undefined ? {} : { apiKey }) };
}

async function request(
  config: HttpEmbedderConfig,
  variable: Variable,
  texts: readonly string[],
): Promise<readonly (readonly number[])[]> {
  const service = serviceOf(config);
  return vectorsOf(service, await postJson(service, { model: config.model, input: texts }, variable));
}

function vectorsOf(service: HttpService, answer: unknown): readonly (readonly number[])[] {
  const value = answer as Json;
  const object = isJsonObject(value) ? value : {};
  const ollama = object["embeddings"];
  if (isListOfVectors(ollama)) return ollama;
  const data = object["data"];
  const openai = Array.isArray(data) ? inOrder(data as readonly Json[]) : undefined;
  if (isListOfVectors(openai)) return openai;
  throw serviceFailure(service, "answers with something that holds no embeddings");
}

/** The service may answer in another order than it was asked. */
function inOrder(data: readonly Json[]): (Json | undefined)[] {
  return data
    .flatMap((entry) => (isJsonObject(entry) ? [entry] : []))
    .toSorted((left, right) => Number(left["index"] ?? 0) - Number(right["index"] ?? 0))
    .map((entry) => entry["embedding"]);
}

function isListOfVectors(value: unknown): value is readonly (readonly number[])[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((vector) => Array.isArray(vector) && vector.length > 0 && vector.every(Number.isFinite))
  );
}
