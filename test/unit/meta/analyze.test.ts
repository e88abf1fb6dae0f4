import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { analyzerVersion } from "../../../src/meta/signals/analysis.ts";
import { analyzeFiles, type FileToAnalyze } from "../../../src/meta/signals/analyze.ts";
import { grammarsVersion } from "../../../src/syntax/parser.ts";
import { analyzeAll, analyzeOne, file, scan } from "./scene.ts";

const signal = new AbortController().signal;

describe("an analysis", () => {
  test("says the figures of a file, and what read it", async () => {
    expect(await analyzeOne("tools/scan.py", scan)).toMatchObject({
      language: "python",
      parser: "tree-sitter-python 0.3.1",
      status: "analyzed",
      lines: 7,
      code_lines: 5,
      complexity: 3,
      max_complexity: 3,
      functions: 1,
      is_test: false,
      is_entry: false,
      uses_shared_helper: null,
      is_generated: false,
    });
  });

  test.each([
    ["phase.ts", "typescript"],
    ["Phase.tsx", "typescript"],
    ["gate.mjs", "javascript"],
    ["gate.go", "go"],
    ["gate.rs", "rust"],
    ["Gate.java", "java"],
    ["gate.sh", "shell"],
    ["Gate.PS1", "powershell"],
  ])("knows the language of %s", async (path, language) => {
    expect(await analyzeOne(path, "x")).toMatchObject({ language, status: "analyzed" });
  });

  test("knows a script without an ending by its first line", async () => {
    expect(await analyzeOne("bin/refresh", "#!/usr/bin/env python3\nprint(1)\n")).toMatchObject({
      language: "python",
      is_entry: true,
    });
  });

  test.each([
    ["test/gate.go", "package gate", true],
    ["gate_test.go", "package gate", true],
    ["src\\gate.spec.ts", "", true],
    ["checks/gates.py", "import pytest\n\nwith pytest.raises(ValueError):\n    gate()\n", true],
    ["src/latest.py", "", false],
    ["src/contest/gate.py", "import unittest\n", false],
  ])("says whether %s is a test", async (path, text, is_test) => {
    expect(await analyzeOne(path, text)).toMatchObject({ is_test });
  });

  test.each([
    ["gaps.ts", 'import { gaps } from "@v7-tools/v7/meta";', true],
    ["gaps.py", "from v7_meta import gaps", true],
    ["gaps.py", "import sqlite3", false],
    ["gaps.py", "import sqlite3\nfrom v7_meta import gaps", false],
    ["gaps.ts", 'import pg from "pg";', false],
    ["gaps.go", 'package gaps\nimport _ "database/sql"', false],
    ["gaps.sh", "psql -c 'select 1'", false],
    ["gaps.py", "# import sqlite3\nimport json", null],
  ])("says whether %s asks the database by the shared helper: %s", async (path, text, uses_shared_helper) => {
    expect(await analyzeOne(path, text)).toMatchObject({ uses_shared_helper });
  });

  test("of what nobody reads says its lines alone", async () => {
    expect(await analyzeOne("docs/phase.md", "# Phase\n\nText")).toMatchObject({
      language: null,
      parser: "none",
      status: "unsupported",
      lines: 3,
      code_lines: null,
      complexity: null,
      roles: [],
    });
    expect(await analyzeOne("logo.png", Buffer.from([1, 0, 10, 10]))).toMatchObject({
      status: "unsupported",
      lines: 0,
    });
  });
});

test("the version of the analyzer names grammars that are installed", () => {
  const require = createRequire(import.meta.url);
  const { version } = require("@vscode/tree-sitter-wasm/package.json") as { version: string };
  expect(grammarsVersion).toBe(version);
  expect(analyzerVersion).toMatch(/^\d+\.[0-9a-f]{12}$/);
});

describe("analyzing many files", () => {
  const many = (count: number): FileToAnalyze[] =>
    Array.from({ length: count }, (_, at) => file(`phase-${at}.py`, `${scan}\nphase = ${at}\n`.repeat((at % 7) + 1)));

  test("gives each file's analysis once, whatever the order and the number of threads", async () => {
    const files = many(300);
    const forwards = await analyzeAll(files, { workers: 1 });
    const backwards = await analyzeAll(files.toReversed(), { workers: 3 });
    expect(forwards.size).toBe(300);
    expect(Object.fromEntries(backwards)).toEqual(Object.fromEntries(forwards));
  });

  test("reads no further than it is asked", async () => {
    let read = 0;
    const files = many(2_000).map((one) => ({ ...one, read: () => ((read += 1), one.read()) }));
    for await (const _ of analyzeFiles(files, { signal, workers: 1 })) break;
    expect(read).toBeLessThan(400);
  });

  test("ends with the signal's reason", async () => {
    const gone = new AbortController();
    const answers = analyzeFiles(many(2_000), { signal: gone.signal, workers: 2 });
    await answers.next();
    gone.abort(new Error("nobody waits"));
    await expect(async () => {
      while (!(await answers.next()).done);
    }).rejects.toThrow("nobody waits");
  });

  test.each(["for await (const _ of answers) break;", "gone.abort(); await answers.next().catch(() => undefined);"])(
    "leaves no thread behind: a process ends by itself after %s",
    async (ending) => {
      const program = `
        const { analyzeFiles } = await import(${JSON.stringify(import.meta.resolve("../../../src/meta/signals/analyze.ts"))});
        const gone = new AbortController();
        const read = () => Promise.resolve(Buffer.from("scan()"));
        const files = Array.from({ length: 500 }, (_, at) => ({ id: String(at), path: "scan.py", read }));
        const answers = analyzeFiles(files, { signal: gone.signal, workers: 2 });
        await answers.next();
        ${ending}
        console.log("done");`;
      const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
      expect(stdout).toBe("done\n");
    },
  );

  test("takes less than 600 MB for nine grammars on two threads, whatever V8 would make of them", async () => {
    const program = `
      const { analyzeFiles } = await import(${JSON.stringify(import.meta.resolve("../../../src/meta/signals/analyze.ts"))});
      const texts = { py: "a()", ps1: "a", ts: "a()", tsx: "a()", js: "a()", go: "package a", rs: "fn a() {}", java: "class A {}", sh: "a" };
      const files = Array.from({ length: 3600 }, (_, at) => {
        const [ending, text] = Object.entries(texts)[at % 9];
        return { id: String(at), path: "a." + ending, read: () => Promise.resolve(Buffer.from((text + "\\n").repeat(9))) };
      });
      for await (const _ of analyzeFiles(files, { signal: new AbortController().signal, workers: 2 }));
      console.log(process.resourceUsage().maxRSS / 1024);`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
    expect(Number(stdout)).toBeLessThan(600);
  });

  test("begins nothing for a signal that came before", async () => {
    const answers = analyzeFiles(many(1), { signal: AbortSignal.abort(new Error("too late")) });
    await expect(answers.next()).rejects.toThrow("too late");
  });

  test("tells what goes wrong with the list of files", async () => {
    async function* broken(): AsyncGenerator<FileToAnalyze> {
      yield file("a.py", scan);
      throw new Error("the list broke");
    }
    await expect(analyzeAll(broken())).rejects.toThrow("the list broke");
  });
});
