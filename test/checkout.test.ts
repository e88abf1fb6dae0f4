import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { foldedName } from "../src/model/file-name.ts";
import { packagePath } from "../src/system/package-file.ts";

test("no two paths in git are one where names fold, files and folders", () => {
  const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: packagePath("."), encoding: "utf8" });
  const paths = new Set(tracked.split("\0").flatMap(withFolders));
  expect([...Map.groupBy(paths, foldedName).values()].filter(({ length }) => length > 1)).toEqual([]);
});

/** `a/b/c` is `a`, `a/b` and `a/b/c`. */
function withFolders(path: string): string[] {
  const names = path.split("/");
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}
