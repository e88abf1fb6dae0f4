import { lineText, pathText } from "../model/path-text.ts";

/** What a commit did to one file; for a merge, what the merge itself did, beyond all of its parents. */
export interface CommittedChange {
  readonly type: "created" | "modified" | "deleted" | "renamed" | "mode_changed" | "type_changed";
  /** Escaped by `pathText`. */
  readonly path: string;
  readonly oldPath: string | null;
  /** Git's: 100644, 100755, 120000 a link, 160000 a submodule's commit; null where there is no file. */
  readonly oldMode: string | null;
  readonly newMode: string | null;
  /** Git's ids of the content; null where there is none: no file, or a submodule. */
  readonly oldBlob: string | null;
  readonly newBlob: string | null;
}

/** A commit with what it changed. Names and subject are escaped by `lineText`. */
export interface Commit {
  readonly sha: string;
  /** As far as this clone has them: none at the boundary of a shallow one. */
  readonly parents: readonly string[];
  readonly author: string;
  readonly authorEmail: string;
  readonly committer: string;
  readonly committerEmail: string;
  /** Seconds since 1970. */
  readonly committedAt: number;
  readonly subject: string;
  readonly changes: CommittedChange[];
}

/** The fields of a commit's head in the order they are read, each ended by NUL. */
export const commitFormat = "%H%x00%P%x00%an%x00%ae%x00%cn%x00%ce%x00%ct%x00%s";
const headFields = commitFormat.split("%x00").length;

/** Puts commits together from what `diff-tree --raw -z` with `commitFormat` prints between its NULs. */
export class CommitReader {
  #head: Buffer[] = [];
  #commit: Commit | undefined;
  #meta: string | undefined;
  #names: Buffer[] = [];

  /** Takes the next part; answers with the commit before when it begins another one. */
  push(part: Buffer): Commit | undefined {
    if (this.#head.length > 0) this.#readHead(part);
    else if (this.#meta !== undefined) this.#readName(part);
    else return this.#begin(part[0] === lineFeed ? part.subarray(1) : part);
    return undefined;
  }

  /** The last commit; undefined when there was none. */
  end(): Commit | undefined {
    return this.#commit;
  }

  #begin(part: Buffer): Commit | undefined {
    // Git parts head and changes of a merge by an empty line.
    if (part.length === 0) return undefined;
    if (part[0] === colon) {
      this.#meta = part.toString("latin1");
      return undefined;
    }
    this.#head = [part];
    return this.#commit;
  }

  #readHead(part: Buffer): void {
    this.#head.push(part);
    if (this.#head.length < headFields) return;
    this.#commit = commitOf(this.#head);
    this.#head = [];
  }

  #readName(part: Buffer): void {
    this.#names.push(part);
    const meta = this.#meta ?? "";
    if (this.#names.length < nameCount(meta)) return;
    this.#commit?.changes.push(changeOf(meta, this.#names.map(pathText)));
    this.#meta = undefined;
    this.#names = [];
  }
}

const lineFeed = 10;
const colon = 58;

function commitOf(head: readonly Buffer[]): Commit {
  const [sha = "", parents = "", , , , , seconds = ""] = head.map((part) => part.toString("latin1"));
  const [, , author = "", authorEmail = "", committer = "", committerEmail = "", , subject = ""] = head.map(lineText);
  return {
    sha,
    parents: parents.split(" ").filter((parent) => parent !== ""),
    author,
    authorEmail,
    committer,
    committerEmail,
    // A commit may claim any time; PostgreSQL knows years up to 9999 without doubt.
    committedAt: Math.min(Number(seconds) || 0, 253_402_300_799),
    subject,
    changes: [],
  };
}

/** A change to one parent has its name, and the old one when renamed; to several, a name in each and its own. */
function nameCount(meta: string): number {
  const parents = parentCount(meta);
  if (parents > 1) return parents + 1;
  return meta.includes(" R") ? 2 : 1;
}

function parentCount(meta: string): number {
  return meta.lastIndexOf(":") + 1;
}

/** `:100644 100644 ID ID M`, or with several parents `::100644 100644 100644 ID ID ID MM`. */
function changeOf(meta: string, names: readonly string[]): CommittedChange {
  const parents = parentCount(meta);
  const words = meta.slice(parents).split(" ");
  const letters = words.at(-1) ?? "";
  // The first parent that has the file is the one it was changed from; if none has it, the commit made it.
  const from =
    parents === 1
      ? 0
      : Math.max(
          0,
          [...letters].findIndex((letter) => letter !== "A"),
        );
  const [oldMode, newMode] = [modeOf(words[from]), modeOf(words[parents])];
  const [oldId, newId] = [words[parents + 1 + from], words[2 * parents + 1]];
  const letter = letters[from] ?? "";
  return {
    type: typeOf(letter, oldId === newId),
    path: names.at(-1) ?? "",
    oldPath: letter === "R" ? (names[from] ?? null) : null,
    oldMode,
    newMode,
    oldBlob: blobOf(oldMode, oldId),
    newBlob: blobOf(newMode, newId),
  };
}

function typeOf(letter: string, isSame: boolean): CommittedChange["type"] {
  switch (letter) {
    case "A":
      return "created";
    case "D":
      return "deleted";
    case "R":
      return "renamed";
    case "T":
      return "type_changed";
    default:
      return isSame ? "mode_changed" : "modified";
  }
}

function modeOf(mode: string | undefined): string | null {
  return mode === undefined || mode === "000000" ? null : mode;
}

/** A submodule's commit lies in another repository. */
function blobOf(mode: string | null, id: string | undefined): string | null {
  return mode === null || mode === "160000" ? null : (id ?? null);
}
