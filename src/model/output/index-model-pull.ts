// Made from schemas/v1/output/index-model-pull.schema.json by npm run generate: edit that.

/** A model that is on this machine now. */
export interface IndexModelPullOutput {
  /** Its name. */
  readonly model: string;
  /** Whether it was fetched now, or was here; checked either way. */
  readonly state: "pulled" | "here";
  /** Where it lies, for all repositories of this account. */
  readonly folder: string;
  /** Its size on disk. */
  readonly bytes: number;
  /** Its licence, as SPDX names it. */
  readonly licence: string;
  /** What it was made for. */
  readonly languages: string;
  /** Numbers a vector. */
  readonly dimensions: number;
  /** What the folder holds. */
  readonly files: readonly ModelFile[];
  /** Whether the repository has transformers.js, which runs it. */
  readonly has_runtime: boolean;
}

/** A file of a model, checked. */
export interface ModelFile {
  /** Below the model's folder. */
  readonly name: string;
  /** Its size. */
  readonly bytes: number;
  /** Its SHA-256, in hexadecimal. */
  readonly sha256: string;
}
