import type { IndexModelPullOutput } from "../model/output/index-model-pull.ts";
import { sizeText } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";

/** Where the model is, and what makes an index with it. */
export function renderModelPull(output: IndexModelPullOutput): string {
  const { state, bytes, has_runtime: hasRuntime } = output;
  const [model, folder] = [escapeControls(output.model), escapeControls(output.folder)];
  const kind = `${escapeControls(output.languages)}, ${escapeControls(output.licence)}, ${sizeText(bytes)}`;
  return [
    `${model}: ${state === "here" ? "already here, checked" : "pulled and checked"}. ${kind} in ${folder}; it works offline.`,
    "Next, in v7.yaml:",
    "  search:",
    `    embedder: { type: transformers, model: ${model} }`,
    `then: ${hasRuntime ? "" : "npm install --ignore-scripts @huggingface/transformers, "}v7 index sync`,
  ].join("\n");
}
