import type { Shares } from "../fuse.ts";

/** What an embedder is given: the text, and the same text as terms. */
export interface Passage {
  readonly text: string;
  readonly terms: readonly string[];
}

/** Turns passages into vectors whose nearness is nearness in meaning. */
export interface Embedder {
  /** `lsa`, `http:nomic-embed-text`, … */
  readonly id: string;
  /** The length of its vectors. */
  readonly dim: number;
  /** Vectors of different fingerprints cannot be compared. */
  readonly fingerprint: string;
  /** What its idea of meaning counts beside words, as judged collections say. */
  readonly shares: Shares;
  /** One vector a passage, of unit length; all zeros for a passage it knows nothing of. */
  embed(passages: readonly Passage[], purpose: "query" | "document"): Promise<Float32Array[]>;
}

/** An embedder as v7.yaml chooses it, before there is an index. */
export interface EmbedderChoice {
  /** As {@link Embedder.id}. */
  readonly id: string;
  /** False when passages leave this machine. */
  readonly isLocal: boolean;
  /** True when it learns from the sample, and so must learn anew once the index has grown. */
  readonly learns: boolean;
  /** The embedder for a new index, made from a sample of what it will hold; what it must keep is written to the folder. */
  prepare(sample: readonly Passage[], folder: string): Promise<Embedder>;
  /** The embedder that an index was made with, from its folder. */
  open(folder: string): Promise<Embedder>;
}
