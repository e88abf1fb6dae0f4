import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../../model/failure.ts";
import type { Embedder, EmbedderChoice } from "../embedder.ts";
import { fingerprintOf, type Projection, projected, projectionBytes, readProjection } from "./projection.ts";

/** The built-in embedder: learns from the repository's own words what is near to what; no model, no network. */
export const lsa: EmbedderChoice = {
  id: "lsa",
  isLocal: true,
  learns: true,
  prepare: async (sample, folder) => {
    // The library of matrices is needed to learn, not to ask.
    const { fitProjection } = await import("./fit.ts");
    const projection = fitProjection(sample.map(({ terms }) => terms));
    const bytes = projectionBytes(projection);
    await writeFile(join(folder, file), bytes);
    return embedderOf(projection, fingerprintOf(bytes));
  },
  open: async (folder) => {
    const bytes = await readFile(join(folder, file)).catch(() => undefined);
    const projection = bytes && readProjection(bytes);
    if (bytes && projection) return embedderOf(projection, fingerprintOf(bytes));
    throw new Failure("V7-I003", "the index has lost what its vectors are made by", { next: ["v7 index rebuild"] });
  },
};

const file = "projection.bin";

function embedderOf(projection: Projection, fingerprint: string): Embedder {
  return {
    id: lsa.id,
    dim: projection.dim,
    fingerprint,
    shares: { text: 0.7, vector: 0.3 },
    embed: async (passages) => passages.map(({ terms }) => projected(projection, terms)),
  };
}
