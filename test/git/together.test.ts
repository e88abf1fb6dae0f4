import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GitError, type GitPlace, readGitText } from "../../src/git/command.ts";
import { gitEnvironment } from "../../src/git/environment.ts";
import { askTogether } from "../../src/git/together.ts";

let place: GitPlace;

beforeAll(() => {
  const root = mkdtempSync(join(tmpdir(), "v7-together-"));
  place = { root, environment: gitEnvironment(process.env) };
  execFileSync("git", ["init", "--quiet", "--initial-branch=main", root]);
  writeFileSync(join(root, "it's 'quoted'.md"), "# Assessment\n");
  execFileSync("git", ["-C", root, "add", "--all"]);
});

afterAll(() => rmSync(place.root, { recursive: true, force: true }));

test("each call has its own answer, whatever its words", async () => {
  const { branch, names, hash } = askTogether(place, (gathering) => ({
    branch: readGitText(gathering, { argv: ["symbolic-ref", "HEAD"] }),
    names: readGitText(gathering, { argv: ["ls-files", "-z", "--", "it's 'quoted'.md", "$(date); *"] }),
    hash: readGitText(gathering, { argv: ["hash-object", "--stdin"], input: "" }),
  }));
  expect(await branch).toBe("refs/heads/main\n");
  expect(await names).toBe("it's 'quoted'.md\0");
  expect(await hash).toBe("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\n");
});

test("what one answers is another's input, and where it fails there is none", async () => {
  const { text, nothing } = askTogether(place, (gathering) => {
    const idOf = (object: string): Promise<string> =>
      readGitText(gathering, { argv: ["rev-parse", "--verify", object] });
    const contentOf = (input: Promise<string>): Promise<string> =>
      readGitText(gathering, { argv: ["cat-file", "--batch", "--buffer"], input });
    return { text: contentOf(idOf(":it's 'quoted'.md")), nothing: contentOf(idOf(":absent.md")) };
  });
  expect(await text).toMatch(/^\w+ blob 13\n# Assessment\n\n$/);
  expect(await nothing).toBe("");
});

test("more than seven calls are answered, too", async () => {
  const branches = askTogether(place, (gathering) =>
    Array.from({ length: 9 }, () => readGitText(gathering, { argv: ["symbolic-ref", "HEAD"] })),
  );
  expect(new Set(await Promise.all(branches))).toEqual(new Set(["refs/heads/main\n"]));
});

test("a call that fails says so, and the others answer", async () => {
  const { wrong, branch } = askTogether(place, (gathering) => ({
    wrong: readGitText(gathering, { argv: ["rev-parse", "--verify", "--quiet", "HEAD:v7.yaml"] }),
    branch: readGitText(gathering, { argv: ["symbolic-ref", "HEAD"] }),
  }));
  await expect(wrong).rejects.toThrow(GitError);
  await expect(wrong).rejects.toMatchObject({ status: 1 });
  expect(await branch).toBe("refs/heads/main\n");
});

test("more than a pipe holds comes through while another call waits to be read", async () => {
  const bytes = "Assessment\n".repeat(50_000);
  writeFileSync(join(place.root, "long.md"), bytes);
  execFileSync("git", ["-C", place.root, "add", "--all"]);
  const [first, second] = askTogether(place, (gathering) => [
    readGitText(gathering, { argv: ["cat-file", "blob", ":long.md"] }),
    readGitText(gathering, { argv: ["cat-file", "blob", ":long.md"] }),
  ]);
  expect(await second).toBe(bytes);
  expect(await first).toBe(bytes);
});

test("a call that comes later starts by itself", async () => {
  const later = askTogether(place, (gathering) => () => readGitText(gathering, { argv: ["symbolic-ref", "HEAD"] }));
  expect(await later()).toBe("refs/heads/main\n");
});

test("where git cannot start, every call fails", async () => {
  const nowhere = { ...place, root: join(place.root, "absent") };
  const answers = askTogether(nowhere, (gathering) => [
    readGitText(gathering, { argv: ["symbolic-ref", "HEAD"] }),
    readGitText(gathering, { argv: ["rev-parse", "HEAD"] }),
  ]);
  expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
