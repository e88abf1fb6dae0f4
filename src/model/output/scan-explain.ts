// Made from schemas/v1/output/scan-explain.schema.json by npm run generate: edit that.

/** Why a path is registered or not. */
export interface ScanExplainOutput {
  /** The answer to --explain. */
  readonly explain: Explanation;
}

/** Why a path is registered or not, and where it belongs. */
export interface Explanation {
  /** As the registry has it. */
  readonly path: string;
  /** Whether it is there. */
  readonly exists: boolean;
  /** Whether a scan registers it. */
  readonly scanned: boolean;
  /** What decided: a built-in class, the profile's exclude or include, or git; null when nothing did. */
  readonly because: "vendored" | "generated" | "mirrors" | "incoming" | "exclude" | "include" | "git" | null;
  /** The pattern, or the folder git ignores. */
  readonly pattern: string | null;
  /** The profile of v7.yaml. */
  readonly profile: string;
  /** By the Layout. */
  readonly component: string | null;
  /** By the Layout. */
  readonly pillar: string | null;
  /** By the Layout. */
  readonly project: string | null;
  /** The Layout's first rule that matches. */
  readonly rule: string | null;
  /** The classification. */
  readonly file_type: string;
  /** The language, if people write it. */
  readonly language: string | null;
}
