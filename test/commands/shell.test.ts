import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");

describe("v7", () => {
  test("--version names the package's version", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(v7("--version")).toEqual({ status: 0, stdout: `v7 ${version}\n`, stderr: "" });
  });

  test("an unknown command exits 127 and suggests", () => {
    expect(v7("explian")).toEqual({
      status: 127,
      stdout: "",
      stderr: "Error: no command explian; did you mean explain? [V7-C002]\n  All commands: v7 --help\n",
    });
  });

  test("--json prints one document, also when the command is unknown", () => {
    const { status, stdout, stderr } = v7("explian", "--json");
    expect({ status, stderr, document: JSON.parse(stdout) }).toMatchObject({
      status: 127,
      stderr: "",
      document: { format_version: 1, command: "explian", error: { code: "V7-C002", findings: [] } },
    });
  });

  test("a missing argument exits 1 in v7's own words", () => {
    expect(v7("show")).toEqual({
      status: 1,
      stdout: "",
      stderr: "Error: missing SUBJECT [V7-C001]\n  v7 show --help\n",
    });
  });

  test("a usage error in --json holds no typed value", () => {
    const { status, stdout } = v7("explain", "V7-D001", "--pasword=hunter2", "--json");
    expect(status).toBe(1);
    expect(stdout).not.toContain("hunter2");
    expect(JSON.parse(stdout)).toMatchObject({ command: "explain", error: { code: "V7-C001" } });
  });

  test("a number that no column holds is refused before anything is asked", () => {
    expect(v7("files", "--limit", "99999999999999999999")).toEqual({
      status: 1,
      stdout: "",
      stderr: "Error: limit is a number of at most 2147483647 [V7-C001]\n  v7 files --help\n",
    });
  });

  test("a place that cannot be written is no bug", () => {
    expect(v7("init", "/sys/v7")).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^Error: \/sys\/v7.*\[V7-C013\]/),
    });
  });

  test("help of a command shows an example and the global flags", () => {
    const { status, stdout } = v7("explain", "--help");
    expect(status).toBe(0);
    expect(stdout).toContain("$ v7 explain V7-D012");
    expect(stdout).toContain("--database-url=URL");
  });

  test("help of every command shows an example", () => {
    const { commands } = JSON.parse(readFileSync(join(root, "dist", "oclif.manifest.json"), "utf8"));
    const without = Object.entries<{ examples?: string[] }>(commands).filter(
      ([, { examples }]) => (examples?.length ?? 0) === 0,
    );
    expect(without.map(([id]) => id)).toEqual([]);
  });

  test("a reader that goes away changes neither exit code nor stderr", () => {
    const command = `"${process.execPath}" bin/run.js explain V7-D001 | true; echo "\${PIPESTATUS[0]}"`;
    const done = spawnSync("bash", ["-c", command], { cwd: root, encoding: "utf8" });
    expect(done).toMatchObject({ stdout: "0\n", stderr: "" });
  });

  test("colours only where they are wanted", () => {
    expect(v7("explain", "V7-D001").stdout).not.toContain("\u001b");
    const forced = spawnSync(process.execPath, ["bin/run.js", "explain", "V7-D001"], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, FORCE_COLOR: "1" },
    });
    expect(forced.stdout).toContain("\u001b[1m");
  });
});

function v7(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const { FORCE_COLOR: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/run.js", ...words], {
    cwd: root,
    encoding: "utf8",
    env,
  });
  return { status, stdout, stderr };
}
