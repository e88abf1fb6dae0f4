// Made from schemas/v1/output/node-facts-loaded.schema.json by npm run generate: edit that.

/** The machines and what was observed of them. */
export interface NodeFactsLoadedOutput {
  /** How people know it; never a password. */
  readonly database: string;
  readonly loaded: LoadedFacts;
}

/** node facts --from: what the file brought. */
export interface LoadedFacts {
  /** The node's name. */
  readonly node: string;
  /** Who or what saw it. */
  readonly source: string;
  /** When it was seen. ISO 8601, UTC. */
  readonly observed_at: string;
  /** Facts that were not known before. */
  readonly recorded: number;
  /** Facts that an earlier load had recorded. */
  readonly unchanged: number;
  /** Of those recorded, how many are older than what is known. */
  readonly older: number;
}
