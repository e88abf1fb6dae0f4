/** True of names that documents have: `.yaml` or `.yml`, however it is spelled, but for files of editors and systems. */
export function isDocumentFile(path: string): boolean {
  return /\.ya?ml$/i.test(path) && !isLeftover(path);
}

/**
 * True of what editors and systems leave beside a file, under a name that says so, or in a folder of their own: backups, swap
 * files, locks, what was being written. They are nobody's documents, and stop nothing.
 */
export function isLeftover(path: string): boolean {
  return leftovers.test(path.slice(path.lastIndexOf("/") + 1)) || keptByDisks.test(path);
}

/** What macOS keeps on each disk of its own: its index, its bins, what is being moved. */
const keptByDisks = /(?:^|\/)\.(?:Spotlight-V100|fseventsd|Trashes|TemporaryItems|DocumentRevisions-V100)\//i;

const leftovers = new RegExp(
  [
    // Emacs' locks, which lead nowhere; macOS' other halves; locks of office programs.
    String.raw`^\.#`,
    String.raw`^\._`,
    String.raw`^\.~lock\.`,
    // What systems write about a folder, and keep of files that are deleted while they are open.
    String.raw`^(\.DS_Store|Thumbs\.db|desktop\.ini|\.directory|\.nfs[0-9a-f]+|\.fuse_hidden\w+)$`,
    // Emacs' unsaved texts, and everybody's backups.
    String.raw`^#.*#$`,
    "~$",
    String.raw`\.(bak|orig|rej|old|tmp|temp|part|sav)$`,
    // Vim's and Kate's swap files, what Vim keeps of undone edits, and the file it tries a folder with.
    String.raw`^\..*\.(sw[a-p]|un~|kate-swp)$`,
    String.raw`^4913$`,
    // Files that were being replaced as a whole: by JetBrains, GNOME, sed, Syncthing, and v7 itself.
    String.raw`___jb_(tmp|old|bak)___$`,
    String.raw`^(\.goutputstream-|sed)\w{6}$`,
    String.raw`^[.~]syncthing[.~]`,
    String.raw`\.ya?ml\.\d+$`,
  ].join("|"),
  "i",
);

/** How many bytes of a file tell whether it looks like a document. */
export const tellingBytes = 4096;

/** Whether a file that begins so was written as a document: behind comments, its first line is a key of one. */
export function looksLikeDocument(beginning: Uint8Array): boolean {
  const text = new TextDecoder().decode(beginning.subarray(0, tellingBytes));
  return firstKey.test(text) && version.test(text);
}

const firstKey = /^(?:\s|#.*\n|---.*\n|\{)*["']?(?:apiVersion|kind|metadata|spec)["']?\s*:/;
const version = /(?:^|[\s{,"'])apiVersion["']?\s*:\s*["']?v7\//;
