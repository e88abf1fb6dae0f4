import { open, readFile } from "node:fs/promises";
import { bertEncoder, type BertShape } from "./onnx/bert-encoder.ts";
import { encodeModel } from "./onnx/onnx.ts";
import { readSafetensors } from "./onnx/safetensors.ts";

/** Writes a BERT encoder, as it is published, in the form that transformers.js runs. The same bytes each time. */
export async function makeEncoder(
  from: { readonly config: string; readonly weights: string },
  to: string,
): Promise<void> {
  const shape = JSON.parse(await readFile(from.config, "utf8")) as BertShape;
  const { parts } = encodeModel(bertEncoder(shape, readSafetensors(await readFile(from.weights))));
  const file = await open(to, "wx", 0o600);
  try {
    await file.writev([...parts]);
    await file.sync();
  } finally {
    await file.close();
  }
}
