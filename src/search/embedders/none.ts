import type { EmbedderChoice } from "./embedder.ts";

/** No vectors: words alone decide. */
export const noEmbedder: EmbedderChoice = {
  id: "none",
  isLocal: true,
  learns: false,
  prepare: async () => nothing,
  open: async () => nothing,
};

const nothing = { id: "none", dim: 0, fingerprint: "none", shares: { text: 1, vector: 0 }, embed: async () => [] };
