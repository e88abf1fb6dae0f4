import { type GitPlace, readGitText } from "./command.ts";
import { harmless } from "./harmless.ts";

/** What HEAD holds of some files. */
export interface BoundFiles {
  /** Undefined before the first commit. */
  readonly commit: string | undefined;
  /** Git's ids of their contents, by path; files that HEAD does not hold are left out. */
  readonly blobs: ReadonlyMap<string, string>;
}

/** HEAD and the contents of these files in it, by one call of git. @throws GitError */
export async function filesInHead(place: GitPlace, paths: readonly string[]): Promise<BoundFiles> {
  // A line is a question.
  const asked = paths.filter((path) => !path.includes("\n"));
  const input = ["HEAD", ...asked.map((path) => `HEAD:${path}`)].map((line) => `${line}\n`).join("");
  const argv = ["cat-file", "--batch-check=%(objecttype) %(objectname)"];
  const [head = "", ...answers] = (await readGitText(place, { argv, input })).split("\n");
  const held = asked.flatMap((path, at): [string, string][] => {
    const [, id] = /^blob ([0-9a-f]+)$/.exec(answers[at] ?? "") ?? [];
    return id === undefined ? [] : [[path, id]];
  });
  return { commit: /^commit ([0-9a-f]+)$/.exec(head)?.[1], blobs: new Map(held) };
}

/** Tracked files that lie here otherwise than HEAD has them. @throws GitError */
export async function filesNotAsInHead(place: GitPlace): Promise<ReadonlySet<string>> {
  const options = ["--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules"];
  const text = await readGitText(place, { argv: [...harmless, "diff", ...options, "HEAD", "--"] });
  return new Set(text.split("\0").filter(Boolean));
}

/** When files were last committed, in milliseconds, by path, as far as this clone's history says. @throws GitError */
export async function lastCommitted(place: GitPlace, paths: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const asked = paths.filter((path) => !path.includes("\n"));
  const found = new Map<string, number>();
  if (asked.length === 0) return found;
  const argv = [
    ...harmless,
    "--literal-pathspecs",
    "log",
    "--format=%x01%ct",
    "--name-only",
    "-z",
    "--no-renames",
    "--stdin",
  ];
  const input = `HEAD\n--\n${asked.map((path) => `${path}\n`).join("")}`;
  for (const commit of (await readGitText(place, { argv, input })).split("\u0001").slice(1)) {
    const [seconds = "", ...names] = commit.split(/[\0\n]+/);
    for (const name of names) if (name !== "" && !found.has(name)) found.set(name, Number(seconds) * 1_000);
  }
  return found;
}
