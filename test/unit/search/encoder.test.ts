import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { bertEncoder } from "../../../src/search/models/onnx/bert-encoder.ts";
import { float, integer, message, text } from "../../../src/search/models/onnx/protobuf.ts";
import { readSafetensors } from "../../../src/search/models/onnx/safetensors.ts";
import { tinyModel, tinyWeights } from "../../support/tiny-model.ts";

function bytesOf({ parts }: { readonly parts: readonly Uint8Array[] }): string {
  return Buffer.concat(parts).toString("hex");
}

test("numbers are written as protobuf has them: seven bits a byte, negative ones as 64 bits", () => {
  expect(bytesOf(integer(1, 150))).toBe("089601");
  expect(bytesOf(integer(20, 0))).toBe("a00100");
  expect(bytesOf(integer(3, -1))).toBe("18ffffffffffffffffff01");
  expect(bytesOf(float(2, 1))).toBe("150000803f");
  expect(bytesOf(message(3, text(2, "testing")))).toBe("1a09120774657374696e67");
});

test("weights are read wherever they lie in the file; what is no number of four bytes is passed over", () => {
  const weights = readSafetensors(tinyWeights());
  expect(weights.has("embeddings.position_ids")).toBe(false);
  expect(weights.get("encoder.layer.1.output.dense.weight")).toMatchObject({ dims: [8, 16] });
  const first = weights.get("embeddings.word_embeddings.weight")?.floats;
  expect([first?.length, first?.[0]]).toEqual([240, Math.fround((5 * 48_271) / 2_147_483_647 - 0.5)]);
});

test("an encoder's file is the same each time: the very one that onnxruntime ran as another maker's graph of these weights", async () => {
  const { encoder } = await tinyModel("https://models.example/");
  expect(createHash("sha256").update(encoder).digest("hex")).toBe(
    "596d48a4a6562b7cffb46b98feb406e3bbb40e910354a782710385612ca8f6f9",
  );
});

test("a weight that is missing is named", () => {
  const shape = { num_hidden_layers: 3, num_attention_heads: 2, hidden_size: 8, layer_norm_eps: 1e-12 };
  expect(() => bertEncoder(shape, readSafetensors(tinyWeights()))).toThrow(
    "no weights encoder.layer.2.attention.self.query.weight",
  );
});
