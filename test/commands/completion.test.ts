import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { optional } from "../support/optional.ts";
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
  ["what a flag names, by the sort that its help says", ["plan", "--target", "phase/1"], ["phase/1"]],
  ["a persona", ["phase", "approve", "1", "--as", "The"], ["The Architect"]],
  ["no part where a document is begun", ["new", "serv"], []],
  ["a part where it is asked about", ["explain", "serv"], ["service"]],
  ["rows of a kind or of an address", ["adopt", "Pe"], ["Persona"]],
  ["a page of help", ["help", "exit"], ["exit-codes"]],
])("completes %s", (_, words, expected) => {
  expect(suggested(...words)).toEqual(expected);
});

const environment = { ...process.env, PATH: `${packagePath("node_modules/.bin")}:${process.env["PATH"] ?? ""}` };

function shellSays(program: string, ...words: readonly string[]): string {
  return execFileSync(program, words, { cwd: root, encoding: "utf8", env: environment });
}

test.runIf(optional.descriptorFolder.isThere()).each([
  ["un", "undo unlock"],
  ["show persona/The\\ A", "persona/The\\ Architect"],
])("bash completes by what v7 prints for it: %s", (typed, completed) => {
  const script = `source <(v7 completion bash); COMP_WORDS=(v7 ${typed}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _v7; echo "\${COMPREPLY[*]}"`;
  expect(shellSays("bash", "-c", script)).toBe(`${completed}\n`);
});

// A shell behind a terminal of zsh's own, in which v7 says what it was called with.
const interactive = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'autoload -U compinit; compinit -D; source <(v7 completion zsh)'
zpty -w shell 'v7() { if [[ $1 == completion ]]; then command v7 "$@"; else printf "<%s>" "$@"; echo END; fi }; echo REA""DY'
zpty -r shell out '*READY*'
zpty -w -n shell "$1"$'\\t\\n'
zpty -r shell out '*END*'
print -r -- "$out"
`;

test.runIf(optional.zsh.isThere() && optional.descriptorFolder.isThere()).each([
  ["v7 und", "<undo>END"],
  [String.raw`v7 show persona/The\ A`, "<show><persona/The Architect>END"],
])("zsh completes what is typed there: %s", (typed, called) => {
  expect(shellSays("zsh", "-fc", interactive, "zsh", typed)).toContain(called);
});

test.runIf(optional.fish.isThere()).each([
  ["v7 un", "undo\nunlock\n"],
  [String.raw`v7 show persona/The\ A`, "persona/The Architect\n"],
])("fish completes what is typed there: %s", (typed, offered) => {
  const script = "v7 completion fish | source; complete -C $argv[1]";
  expect(shellSays("fish", "--no-config", "-c", script, typed)).toBe(offered);
});
