/** A file before and after an edit; null where it did not exist, or no longer does. */
export interface FileEdit {
  /** Relative to the repository's root, with `/`. */
  readonly file: string;
  readonly before: string | null;
  readonly after: string | null;
}
