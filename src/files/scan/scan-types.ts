export interface ScanRequest {
  /** The file or folder to look at, as typed: relative to `directory`, absolute, or `@root/…`. Default: every root. */
  readonly path?: string | undefined;
  /** Where `path` starts. Default: the repository's root. */
  readonly directory?: string;
  /** Only tell what differs from the registry. */
  readonly diff?: boolean;
  /** Read every file again, whatever its stamp. */
  readonly full?: boolean;
  /** How many files may be missing at once, where that is more than a fifth of a root. */
  readonly allowMassDelete?: number | undefined;
  /** Called when everything was listed and nothing was read yet. */
  readonly onWalked?: () => void;
}
