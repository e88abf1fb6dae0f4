import type { Code } from "../model/codes/codes.ts";
import type { Finding } from "../model/finding.ts";

// What keeps a file from being read as documents is the same on disk and in git's index. A hook loads this file alone.

/** Bytes. A person edits these files. */
export const largestDocument = 256 * 1024;

/** True of names that documents have. */
export function isDocumentFile(path: string): boolean {
  return path.endsWith(".yaml") || path.endsWith(".yml");
}

/** A finding about a file as a whole. */
export function finding(file: string, code: Code, message: string): Finding {
  return { severity: "error", code, message, file, line: 1, column: 1 };
}

/** The file is larger than a document may be. */
export function sizeFinding(file: string): Finding {
  return finding(file, "V7-D014", `the file has more than ${largestDocument / 1024} KiB; split it`);
}

/** The file is a symbolic link. */
export function linkFinding(file: string): Finding {
  return finding(file, "V7-D003", "symbolic links are not followed; put the file itself here");
}

/** `why` as in "it is gone". */
export function unreadableFinding(file: string, why: string): Finding {
  return finding(file, "V7-D002", `cannot be read: ${why}`);
}
