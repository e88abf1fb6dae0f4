// Made from schemas/v1/output/files.schema.json by npm run generate: edit that.

/** Registered files by path. */
export interface FilesOutput {
  /** By path. */
  readonly files: readonly RegisteredFile[];
  /** How many there are in all; --limit says how many are listed. */
  readonly total: number;
}

/** A file as the registry has it. */
export interface RegisteredFile {
  /** From the repository's root, escaped to printable text. */
  readonly path: string;
  /** Of its bytes; null when they were not read. */
  readonly sha256: string | null;
  /** Its size. */
  readonly size_bytes: number;
  /** Its extension. */
  readonly ext: string | null;
  /** What sort of file it is. */
  readonly type: string | null;
  /** Its component by the Layout. */
  readonly component: string | null;
  /** Its pillar by the Layout. */
  readonly pillar: string | null;
  /** Its project by the Layout. */
  readonly project: string | null;
  /** When it was modified. ISO 8601, UTC. */
  readonly modified_at: string | null;
  /** Whether it is there, and what is wrong with it. */
  readonly status: "present" | "unrouted" | "unhashed" | "deleted";
}
