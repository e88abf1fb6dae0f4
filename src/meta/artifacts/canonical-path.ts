/** A path that some program wrote, in the one spelling that all spellings of it have. */
export interface CanonicalPath {
  /** With `/`, without `.` and `..`; of Windows in lower case, with its drive: `c:/dev/projects/prj_ingest`. */
  readonly path: string;
  readonly isWindows: boolean;
}

/**
 * The one spelling of a path. Letters are folded only where a path looks like Windows': elsewhere two spellings are two files. Nothing is asked
 * of the disk, for the path may be another machine's.
 */
export function canonicalPath(written: string): CanonicalPath {
  const isWindows = /^(?:[A-Za-z]:[\\/]|\\\\)/.test(written);
  const slashed = isWindows ? written.replaceAll("\\", "/") : written;
  const start = /^(?:\/\/|\/|[A-Za-z]:\/)/.exec(slashed)?.[0] ?? "";
  const parts: string[] = [];
  for (const part of slashed.slice(start.length).split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== ".." || start === "") parts.push(part);
  }
  const path = start + parts.join("/");
  return { path: isWindows ? path.toLowerCase() : path.normalize("NFC"), isWindows };
}
