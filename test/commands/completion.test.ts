import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";

const root = packagePath("");

function suggested(...words: string[]): string[] {
  const argv = [packagePath("bin/run.js"), "completion", "--suggest", "--repo", root, "--", ...words];
  return execFileSync(process.execPath, argv, { encoding: "utf8" }).split("\n").filter(Boolean);
}

test.each([
  ["a command", ["pl"], ["plan"]],
  ["a command's second word", ["task", "sh"], ["show"]],
  ["a flag", ["plan", "--fo"], ["--force-conflicts", "--format"]],
  ["a flag's value", ["plan", "--format", "m"], ["markdown"]],
  ["a kind", ["new", "Ph"], ["Phase"]],
  ["an address that a document declares", ["show", "task/1."], ["task/1.1", "task/1.2"]],
  ["a task's name where a verb takes tasks", ["task", "start", "1."], ["1.1", "1.2"]],
  ["a report", ["report", "veloc"], ["velocity"]],
  ["a page of help", ["help", "exit"], ["exit-codes"]],
])("completes %s", (_, words, expected) => {
  expect(suggested(...words)).toEqual(expected);
});

test("bash completes by what v7 prints for it", () => {
  const script = `source <(v7 completion bash); COMP_WORDS=(v7 un); COMP_CWORD=1; _v7; echo "\${COMPREPLY[@]}"`;
  const path = `${packagePath("node_modules/.bin")}:${process.env["PATH"] ?? ""}`;
  const printed = execFileSync("bash", ["-c", script], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH: path },
  });
  expect(printed).toBe("undo unlock\n");
});
