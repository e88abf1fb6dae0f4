import { describe, expect, test } from "vitest";
import { grammars } from "../../../src/syntax/grammars/index.ts";
import { type CodeFacts, loadReader } from "../../../src/syntax/read-code.ts";

async function read(grammar: string, text: string, steps = 10_000): Promise<CodeFacts | undefined> {
  const known = grammars[grammar];
  if (known === undefined) throw new Error(`there is no grammar ${grammar}`);
  return (await loadReader(known)).read(text, steps);
}

async function names(grammar: string, text: string): Promise<(string | undefined)[]> {
  return (await read(grammar, text))?.calls.map(({ name }) => name) ?? [];
}

describe("calls bear the names of the modules they are from", () => {
  test("Python: modules, members and their other names", async () => {
    const text = `import os, numpy as np
from pathlib import Path as P
from .scan import walk_projects
os.walk(root)
np.mean(sizes)
P(root).rglob("*.py")
walk_projects()
`;
    expect(await names("python", text)).toEqual([
      "os.walk",
      "numpy.mean",
      "pathlib.Path().rglob",
      "pathlib.Path",
      "walk_projects",
    ]);
  });

  test("TypeScript: promises are the module itself, what is our own has no module", async () => {
    const text = `import { readdir as list } from "node:fs/promises";
import * as fs from "fs";
import { scan } from "./scan.ts";
import type { Scan } from "./scan.ts";
const { spawn } = require("node:child_process");
await list(root); fs.statSync(root); scan(root); spawn("git"); new Worker(file); rows?.map((row) => row.size);
`;
    expect(await names("typescript", text)).toEqual([
      "require",
      "fs.readdir",
      "fs.statSync",
      "scan",
      "child_process.spawn",
      "Worker",
      "rows.map",
    ]);
  });

  test("Go: a package by the last part of its path", async () => {
    const text = `package main
import (
  fp "path/filepath"
  "github.com/google/go-github/v47/github"
)
func main() { fp.WalkDir(root, visit); github.NewClient(nil); w.Flush() }
`;
    expect(await names("go", text)).toEqual(["filepath.WalkDir", "github.NewClient", "w.Flush"]);
  });

  test("Rust: uses in braces, with other names and of itself, without std", async () => {
    const text = `use std::{fs::{self, File as Handle}, process::Command};
use walkdir::WalkDir;
fn main() { for entry in WalkDir::new(root) { fs::read(entry); Handle::open(p)?; Command::new("git"); println!("{}", 1); rows.iter().collect::<Vec<_>>(); } }
`;
    expect(await names("rust", text)).toEqual([
      "walkdir.WalkDir.new",
      "fs.read",
      "fs.File.open",
      "process.Command.new",
      "println",
      "rows.iter().collect",
      "rows.iter",
    ]);
  });

  test("Java: by the class, for constructors too", async () => {
    const text = `import static java.nio.file.Files.walk;
class Inventory { void scan() { walk(root); Files.size(path); new FileWriter(file).write(text); this.print(); } }
`;
    expect(await names("java", text)).toEqual([
      "Files.walk",
      "Files.size",
      "FileWriter().write",
      "FileWriter",
      "this.print",
    ]);
  });

  test("a shell: what sudo and xargs start, wherever it lies", async () => {
    const text = `sudo -n /usr/bin/find . -print0 | xargs -0 -P 4 sed -i s/a/b/`;
    expect(await names("bash", text)).toEqual(["find", "sed"]);
  });

  test("PowerShell: in lower case, static members too", async () => {
    const text = `Get-ChildItem $Root -Recurse | ForEach-Object { [System.IO.File]::ReadAllText($_) }
& git status`;
    expect(await names("powershell", text)).toEqual(["get-childitem", "foreach-object", "io.file.readalltext", "git"]);
  });
});

test.each([
  ["python", `# os.walk(root)\nDOC = """os.walk(root)"""\n`],
  ["typescript", "// readdir(root)\nconst doc = `readdir(root)`;\n"],
  ["go", "package a\n// filepath.Walk(root)\nvar doc = `filepath.Walk(root)`\n"],
  ["rust", '// fs::read_dir(root)\nconst DOC: &str = "fs::read_dir(root)";\n'],
  ["java", 'class A { /* Files.walk(root) */ String doc = "Files.walk(root)"; }\n'],
  ["bash", "# find .\ndoc='find .'\n"],
  ["powershell", "# Get-ChildItem\n$doc = 'Get-ChildItem'\n"],
])("in %s, comments and texts call nothing", async (grammar, text) => {
  expect((await read(grammar, text))?.calls).toEqual([]);
});

test("what a file's own tests call is not what it calls", async () => {
  const text =
    "fn a() { fs::read(b); }\n#[cfg(test)]\nmod tests {\n  #[test]\n  fn c() { fs::write(d); }\n}\nfn e() { fs::copy(f, g); }\n";
  const facts = await read("rust", text);
  expect(facts?.calls.map(({ name }) => name)).toEqual(["fs.read", "fs.copy"]);
  expect(facts?.complexities).toEqual([1, 1, 1]);
});

describe("complexity is counted as lizard counts it", () => {
  test.each([
    [
      "python",
      "def scan(a):\n    for x in a:\n        if x and a or not x:\n            return [y for y in a if y]\n",
      [7],
    ],
    ["python", "if debug:\n    pass\n", []],
    ["typescript", "function scan(a?: number) { return a ? (a ?? 1) : rows.filter((row) => row.a && row.b); }", [2, 3]],
    ["go", "package a\nfunc scan() { for { select { case <-a: default: } }; if a && b {} }", [5]],
    ["rust", "fn scan() -> R { match a { 1 => 2, 2 => 3, _ => 4 }; if a || b { read()? } }", [6]],
    ["java", "class A { int scan() { try { return a ? 1 : 2; } catch (E e) { while (b) {} } } }", [4]],
    ["java", "interface A { int scan(); default int size() { return 1; } }", [1]],
    ["bash", "scan() { if a && b; then case $c in x) d;; y) e;; esac; fi; }", [5]],
    ["powershell", "function Scan { if ($a -and $b) { foreach ($c in $d) { } } }", [4]],
  ])("%s: %s", async (grammar, text, complexities) => {
    expect((await read(grammar, text))?.complexities).toEqual(complexities);
  });

  test("a shell's script is a unit of its own when it does something", async () => {
    expect(await read("bash", "set -e\nif test -f a; then rm a; fi\n")).toMatchObject({
      scriptComplexity: 2,
      startsByItself: true,
    });
    expect(await read("bash", "set -e\nsource lib.sh\nscan() { find .; }\n")).toMatchObject({
      scriptComplexity: null,
      startsByItself: false,
    });
  });
});

describe("lines of code", () => {
  test.each([
    ["python", '"""Scans."""\n# one\n\nx = 1  # two\ny = """\n# three\n"""\n', 4],
    ["typescript", "/* one\n two */ const a = 1;\n// three\n\nconst b = `\n// four`;\n", 3],
    ["java", "/** one\n */\nclass A {\n\n}\n", 2],
    ["bash", "#!/bin/sh\n# one\n\nfind .\n", 1],
  ])("%s leaves out blanks and comments: %j", async (grammar, text, lines) => {
    expect((await read(grammar, text))?.codeLines).toBe(lines);
  });

  test("a line ends at a line feed alone: U+2028 and form feeds are blanks within it", async () => {
    expect((await read("python", "a = 'x\u2028y'\f; b = 1\n"))?.codeLines).toBe(1);
  });
});

describe("what starts by itself", () => {
  test.each([
    ["python", 'if __name__ == "__main__":\n    main()\n', true],
    ["python", "def main():\n    if __name__ == 'x':\n        pass\n", false],
    ["typescript", "const [, , root] = process.argv;", true],
    ["typescript", "if (import.meta.main) run();", true],
    ["typescript", "export function start() { return process.argv; }", false],
    ["go", "package main\nfunc main() {}", true],
    ["go", "package scan\nfunc main() {}", false],
    ["rust", "fn main() {}", true],
    ["rust", "fn scan() { fn main() {} }", false],
    ["java", "class A { public static void main(String[] args) {} }", true],
    ["powershell", "function Scan { Get-Item . }", false],
    ["powershell", "Get-Item .", true],
  ])("%s: %s", async (grammar, text, starts) => {
    expect((await read(grammar, text))?.startsByItself).toBe(starts);
  });
});

test("what takes the parser too many steps is given up, and the parser reads on", async () => {
  const python = grammars["python"];
  if (python === undefined) throw new Error("there is no Python");
  const reader = await loadReader(python);
  expect(reader.read("scan()\n".repeat(10_000), 50)).toBeUndefined();
  expect(reader.read("scan()\n", 50)?.calls).toHaveLength(1);
});

test("a tree that is as deep as its text is long is walked", async () => {
  const facts = await read("python", `x = ${"(".repeat(5_000)}scan()${")".repeat(5_000)}\n`);
  expect(facts?.calls.map(({ name }) => name)).toEqual(["scan"]);
});

test("how much could not be read is said", async () => {
  expect((await read("python", "def scan(:\n    ((((\n"))?.unread).toBeGreaterThan(0.3);
  expect((await read("python", "def scan():\n    pass\n"))?.unread).toBe(0);
});
