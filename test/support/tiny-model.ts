import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeEncoder } from "../../src/search/models/make-encoder.ts";
import type { KnownModel, ModelFile } from "../../src/search/models/known-models.ts";

/** A model of the form that is published, with numbers of nobody's training: two layers, two heads, eight numbers a token. */
export interface TinyModel {
  readonly known: KnownModel;
  /** What is published, by name. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** What v7 makes of it. */
  readonly encoder: Buffer;
}

const config = {
  model_type: "bert",
  hidden_act: "gelu",
  num_hidden_layers: 2,
  num_attention_heads: 2,
  hidden_size: 8,
  layer_norm_eps: 1e-12,
};

export async function tinyModel(url: string): Promise<TinyModel> {
  const files = new Map([
    ["config.json", Buffer.from(JSON.stringify(config))],
    ["tokenizer.json", Buffer.from('{"version":"1.0"}')],
    ["model.safetensors", tinyWeights()],
  ]);
  const encoder = await encoderOf(files);
  const fetched = [...files].map(([name, bytes]) => fileOf(name, bytes));
  const kept = [...fetched.slice(0, 2), fileOf("onnx/model.onnx", encoder)];
  const known: KnownModel = {
    name: "all-SBM-L2",
    publisher: "the tests",
    licence: "Apache-2.0",
    languages: "English",
    dimensions: config.hidden_size,
    url,
    wheel: "all-sbm-l2==1.0.0",
    fetched,
    kept,
    queryPrefix: "",
    documentPrefix: "",
    shares: { text: 0.5, vector: 0.5 },
  };
  return { known, files, encoder };
}

async function encoderOf(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "v7-tiny-"));
  try {
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    const [from, to] = [(name: string) => join(folder, name), join(folder, "model.onnx")];
    await makeEncoder({ config: from("config.json"), weights: from("model.safetensors") }, to);
    return readFileSync(to);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fileOf(name: string, bytes: Buffer): ModelFile {
  return { name, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** A safetensors file with all weights of a BERT encoder, and one that is no number of four bytes. */
export function tinyWeights(): Buffer {
  const width = config.hidden_size;
  const shapes = new Map<string, readonly number[]>([
    ["embeddings.word_embeddings.weight", [30, width]],
    ["embeddings.token_type_embeddings.weight", [2, width]],
    ["embeddings.position_embeddings.weight", [12, width]],
    ["embeddings.LayerNorm.weight", [width]],
    ["embeddings.LayerNorm.bias", [width]],
    ...[0, 1].flatMap((layer) => [...layerShapes(`encoder.layer.${layer}`, width)]),
  ]);
  const header: { [name: string]: object } = {
    __metadata__: { format: "pt" },
    "embeddings.position_ids": { dtype: "I64", shape: [1], data_offsets: [0, 8] },
  };
  const parts: Buffer[] = [Buffer.alloc(8)];
  let at = 8;
  let seed = 5;
  for (const [name, shape] of shapes) {
    const size = shape.reduce((product, dim) => product * dim, 1);
    const numbers = Float32Array.from({ length: size }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647 - 0.5;
    });
    parts.push(Buffer.from(numbers.buffer));
    header[name] = { dtype: "F32", shape, data_offsets: [at, (at += size * 4)] };
  }
  // One blank more than a multiple of four: numbers need not be where a machine likes them.
  const text = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([text, Buffer.alloc(4 - (text.length % 4) + 1, " ")]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded, ...parts]);
}

function* layerShapes(layer: string, width: number): Iterable<[string, readonly number[]]> {
  for (const part of ["self.query", "self.key", "self.value", "output.dense"]) {
    yield [`${layer}.attention.${part}.weight`, [width, width]];
    yield [`${layer}.attention.${part}.bias`, [width]];
  }
  yield [`${layer}.intermediate.dense.weight`, [width * 2, width]];
  yield [`${layer}.intermediate.dense.bias`, [width * 2]];
  yield [`${layer}.output.dense.weight`, [width, width * 2]];
  yield [`${layer}.output.dense.bias`, [width]];
  for (const part of ["attention.output", "output"]) {
    yield [`${layer}.${part}.LayerNorm.weight`, [width]];
    yield [`${layer}.${part}.LayerNorm.bias`, [width]];
  }
}
