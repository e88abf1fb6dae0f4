import type { Code } from "../model/codes/codes.ts";
import type { Finding } from "../model/finding.ts";

// What keeps a file from being read as documents is the same on disk and in git's index. A hook loads this file alone.

/** Bytes. A person edits these files. */
export const largestDocument = 256 * 1024;

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
  return finding(file, "V7-D003", "symbolic links are not followed; put what it leads to here, or take the link away");
}

/** The file was written as a document, and is read as none because of its name. */
export function misnamedFinding(file: string): Finding {
  return finding(
    file,
    "V7-D031",
    "looks like a document but is not named like one; rename it to end in .yaml, or remove it",
  );
}

/** Documents lie in a folder that is not the one they are read from. */
export function misnamedFolderFinding(folder: string): Finding {
  return finding(
    folder,
    "V7-D033",
    `documents are read from ${folder.toLowerCase()}/ alone; git mv ${folder} ${folder.toLowerCase()}`,
  );
}

/** `why` as in "it is gone". */
export function unreadableFinding(file: string, why: string): Finding {
  return finding(file, "V7-D002", `cannot be read: ${why}`);
}
