import { setTimeout as delay } from "node:timers/promises";
import type { HttpEmbedderConfig } from "../../documents/config.ts";
import { exitCodes, Failure } from "../../model/failure.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { Embedder, EmbedderChoice, Passage } from "./embedder.ts";

/** A service that makes vectors: Ollama's form or OpenAI's. Passages leave this process, and perhaps this machine. */
export function httpEmbedder(config: HttpEmbedderConfig, environment: NodeJS.ProcessEnv): EmbedderChoice {
  const id = `http:${config.model}`;
  const open = async (): Promise<Embedder> => {
    const [probe] = await request(config, environment, ["v7"]);
    const dim = probe?.length ?? 0;
    const prefixed = (text: string, purpose: "query" | "document"): string =>
      `${(purpose === "query" ? config.queryPrefix : config.documentPrefix) ?? ""}${text}`;
    return {
      id,
      dim,
      fingerprint: JSON.stringify([config.url, config.model, dim, config.queryPrefix, config.documentPrefix]),
      embed: async (passages, purpose) =>
        embedAll(
          passages,
          (texts) => request(config, environment, texts),
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

/** Asks again when the service is busy or fails for a moment. */
async function request(
  config: HttpEmbedderConfig,
  environment: NodeJS.ProcessEnv,
  texts: readonly string[],
): Promise<readonly (readonly number[])[]> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post(config, environment, texts).catch((cause: unknown) => {
      if (attempt < attempts) return undefined;
      throw away(config, "cannot be reached", cause);
    });
    if (answer?.ok === true) return vectorsOf(config, await answer.json());
    if (answer !== undefined && (attempt >= attempts || (answer.status !== 429 && answer.status < 500)))
      throw away(config, `answers ${answer.status}`);
    await delay(firstPause * 2 ** (attempt - 1));
  }
}

const attempts = 4;
/** Milliseconds. */
const firstPause = 250;
const patience = 60_000;

function post(config: HttpEmbedderConfig, environment: NodeJS.ProcessEnv, texts: readonly string[]): Promise<Response> {
  const key = config.apiKey === undefined ? undefined : environment[config.apiKey.slice("env:".length)];
  return fetch(config.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ model: config.model, input: texts }),
    signal: AbortSignal.timeout(patience),
    redirect: "error",
  });
}

function vectorsOf(config: HttpEmbedderConfig, answer: unknown): readonly (readonly number[])[] {
  const value = answer as Json;
  const object = isJsonObject(value) ? value : {};
  const ollama = object["embeddings"];
  if (isListOfVectors(ollama)) return ollama;
  const data = object["data"];
  const openai = Array.isArray(data) ? inOrder(data as readonly Json[]) : undefined;
  if (isListOfVectors(openai)) return openai;
  throw away(config, "answers with something that holds no embeddings");
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

function away({ url }: HttpEmbedderConfig, what: string, cause?: unknown): Failure {
  return new Failure("V7-I005", `the embedding service at ${new URL(url).host} ${what}`, {
    exitCode: exitCodes.unavailable,
    next: ["check search.embedder in v7.yaml", "v7 search --mode text"],
    cause,
  });
}
