import { type GitPlace, plainDiff, readGitText, streamGit } from "./command.ts";

/** A path that a commit adds, changes or takes away. */
export interface ChangedPath {
  /** Relative to the root, with `/`; bytes that are not UTF-8 are replaced. */
  readonly path: string;
  readonly status: "added" | "modified" | "deleted" | "type changed";
}

/** Lines that a change adds, together and in order, and where each of them stands. */
export interface AddedLines {
  readonly lines: readonly AddedLine[];
  /** True when there were more than are searched at a commit. */
  readonly cut: boolean;
}

export interface AddedLine {
  readonly file: string;
  /** In the new file, from 1. */
  readonly line: number;
  readonly text: string;
}

export interface StagedChanges {
  readonly paths: readonly ChangedPath[];
  readonly added: AddedLines;
}

export interface ChangeRange {
  /** The first commit that counts no more; absent: what is staged beside HEAD. */
  readonly since?: string;
  readonly signal?: AbortSignal;
}

/**
 * What is staged, or what the commits after `since` changed: paths and added lines, by one call of git. It is the
 * index that counts, or the commits; never the work tree.
 */
export async function readChanges(place: GitPlace, { since, signal }: ChangeRange = {}): Promise<StagedChanges> {
  const range = since === undefined ? ["--cached"] : ["--end-of-options", since, "HEAD"];
  const argv = ["-c", "core.quotePath=true", "diff", "-z", "--raw", "--patch", ...addedLines, ...range, "--"];
  const reader = new ChangeReader();
  for await (const chunk of streamGit(place, { argv, signal })) reader.take(chunk);
  return reader.end();
}

/** The full id of a commit; undefined when there is none of this name here. */
export async function findCommit(place: GitPlace, name: string): Promise<string | undefined> {
  const argv = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
  return readGitText(place, { argv }).then(
    (output) => output.trim(),
    () => undefined,
  );
}

/** The tree that holds nothing, by its id in this repository's hash. */
export async function emptyTree(place: GitPlace): Promise<string> {
  return (await readGitText(place, { argv: ["hash-object", "-t", "tree", "--stdin"] })).trim();
}

const addedLines = [
  ...plainDiff,
  "--no-abbrev",
  "--submodule=short",
  "--ignore-submodules=none",
  "--unified=0",
  "--inter-hunk-context=0",
  "-O/dev/null",
];

/** More than anybody types; a commit of a whole archive of text must not fill the memory. */
const mostCharacters = 32 * 1024 * 1024;
/** A line longer than this was not written by a person; its beginning is searched. */
const longestLine = 64 * 1024;

/** Reads `git diff -z --raw --patch` as it comes: NUL-terminated entries, an empty one, then the patch by lines. */
class ChangeReader {
  readonly #paths: ChangedPath[] = [];
  readonly #lines: AddedLine[] = [];
  #rest = "";
  #isPatch = false;
  #status: string | undefined;
  #file: string | undefined;
  #line = 0;
  /** Lines of the hunk at hand that are still to come: removed and added. */
  #left = { removed: 0, added: 0 };
  #kept = 0;
  #cut = false;
  readonly #decoder = new TextDecoder();

  take(chunk: Buffer): void {
    this.#rest += this.#decoder.decode(chunk, { stream: true });
    if (!this.#isPatch) this.#takeEntries();
    if (this.#isPatch) this.#takeLines();
    if (this.#isPatch && this.#rest.length > longestLine * 2) {
      this.#rest = this.#rest.slice(0, longestLine);
    }
  }

  end(): StagedChanges {
    if (this.#isPatch && this.#rest !== "") this.#takeLine(this.#rest);
    return { paths: this.#paths, added: { lines: this.#lines, cut: this.#cut } };
  }

  #takeEntries(): void {
    let start = 0;
    for (let end = this.#rest.indexOf("\0"); end >= 0; end = this.#rest.indexOf("\0", start)) {
      const entry = this.#rest.slice(start, end);
      start = end + 1;
      if (this.#status !== undefined) {
        this.#paths.push({ path: entry, status: statusOf(this.#status) });
        this.#status = undefined;
      } else if (entry.startsWith(":")) {
        this.#status = entry.slice(entry.lastIndexOf(" ") + 1);
      } else {
        // The empty entry between the list and the patch.
        this.#isPatch = true;
        break;
      }
    }
    this.#rest = this.#rest.slice(start);
  }

  #takeLines(): void {
    let start = 0;
    for (let end = this.#rest.indexOf("\n"); end >= 0; end = this.#rest.indexOf("\n", start)) {
      this.#takeLine(this.#rest.slice(start, end));
      start = end + 1;
    }
    this.#rest = this.#rest.slice(start);
  }

  #takeLine(line: string): void {
    if (this.#left.removed > 0 && line.startsWith("-")) this.#left.removed -= 1;
    else if (this.#left.added > 0 && line.startsWith("+")) this.#add(line.slice(1));
    else if (line.startsWith("@@ ")) this.#startHunk(line);
    else if (line.startsWith("+++ ")) this.#file = nameIn(line.slice("+++ ".length));
  }

  #startHunk(line: string): void {
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    this.#left = { removed: Number(hunk?.[1] ?? 1), added: Number(hunk?.[3] ?? 1) };
    this.#line = Number(hunk?.[2] ?? 1);
  }

  #add(text: string): void {
    this.#left.added -= 1;
    const line = this.#line;
    this.#line += 1;
    this.#kept += text.length;
    if (this.#kept > mostCharacters) this.#cut = true;
    else if (this.#file !== undefined) this.#lines.push({ file: this.#file, line, text: text.slice(0, longestLine) });
  }
}

/** Git puts names in quotes that hold a quote, a control character or bytes beyond ASCII, and a tab behind those with a space. */
function nameIn(shown: string): string | undefined {
  const name = shown.replace(/\t$/, "");
  const plain = name.startsWith('"') ? unquoted(name.slice(1, -1)) : name;
  return plain.startsWith("b/") ? plain.slice("b/".length) : undefined;
}

function unquoted(text: string): string {
  const bytes = text.replaceAll(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
  );
  // What is not escaped is ASCII: each character stands for a byte.
  return Buffer.from(bytes, "latin1").toString("utf8");
}

const escapes: { readonly [letter: string]: string } = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

function statusOf(letter: string): ChangedPath["status"] {
  if (letter === "A") return "added";
  if (letter === "D") return "deleted";
  return letter === "T" ? "type changed" : "modified";
}
