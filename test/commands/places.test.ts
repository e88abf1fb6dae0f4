import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { typedAddress } from "../../src/model/address.ts";
import { validate } from "../../src/checks/validate.ts";
import { initialize } from "../../src/engine/edit/init.ts";
import { openWorkspace } from "../../src/context.ts";
import { openRepository } from "../../src/git/open-repository.ts";

let folder = "";

function git(...argv: string[]): void {
  execFileSync("git", ["-c", "user.name=Layer 1 Guardian", "-c", "user.email=guardian@v7.example", ...argv], {
    cwd: folder,
    stdio: "pipe",
  });
}

function open(directory: string, anywhere = false): ReturnType<typeof openWorkspace> {
  const signal = new AbortController().signal;
  return openWorkspace({ directory, environment: {}, applicationName: "v7 plan", signal, anywhere });
}

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "v7-places-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a folder that is none of v7's", () => {
  test("is refused, with what to do, and nothing is made there", async () => {
    await expect(open(folder)).rejects.toMatchObject({ code: "V7-C014", next: [expect.anything(), "v7 init"] });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("is refused also where it is a git repository", async () => {
    git("init", "--quiet");
    await expect(open(folder)).rejects.toMatchObject({ code: "V7-C014" });
    expect(existsSync(join(folder, ".git/v7"))).toBe(false);
  });

  test("answers to those who may ask anywhere, who get no database made", async () => {
    const workspace = await open(folder, true);
    await expect(workspace.database.connect("read")).rejects.toMatchObject({ code: "V7-B001" });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("gets no database for an empty folder state, which may be anybody's", async () => {
    mkdirSync(join(folder, "state"));
    const workspace = await open(folder);
    await expect(workspace.database.connect("write")).rejects.toMatchObject({ code: "V7-C014", next: ["v7 init"] });
    expect(readdirSync(folder, { recursive: true })).toEqual(["state"]);
  });

  test("is one of v7's while HEAD holds what the disk lacks", async () => {
    git("init", "--quiet");
    mkdirSync(join(folder, "state"));
    writeFileSync(join(folder, "state/.gitkeep"), "");
    git("add", "--all");
    git("commit", "--quiet", "--message", "Declare the seven phases");
    rmSync(join(folder, "state"), { recursive: true });
    await expect(open(folder)).resolves.toMatchObject({ repository: { root: folder } });
  });
});

describe("a folder without a document", () => {
  async function validated(environment: { readonly CI?: string }): Promise<boolean> {
    mkdirSync(join(folder, "state"));
    const signal = new AbortController().signal;
    const workspace = await openWorkspace({ directory: folder, environment, applicationName: "v7 validate", signal });
    const request = { paths: [], scope: "documents", since: undefined } as const;
    return (await validate(workspace, request)).output.valid;
  }

  test("is an error where CI is set", async () => {
    await expect(validated({ CI: "true" })).rejects.toMatchObject({ code: "V7-D028" });
  });

  test("is none where a person asks", async () => {
    expect(await validated({})).toBe(true);
  });
});

describe("v7 init", () => {
  test("below the top of a git repository names the top, and makes nothing", async () => {
    git("init", "--quiet");
    const directory = join(folder, "migration");
    await expect(initialize({ directory, example: false })).rejects.toMatchObject({
      code: "V7-C015",
      next: [`v7 init ${typedAddress(folder)}`],
    });
    expect(existsSync(directory)).toBe(false);
  });

  test("before git init leaves the database where it is", async () => {
    const home = join(folder, ".v7");
    mkdirSync(join(home, "pg"), { recursive: true });
    git("init", "--quiet");
    expect(await openRepository(folder)).toMatchObject({ home, isGit: true });
  });
});

test("a branch to apply from that no clone has is a warning, with those there are", async () => {
  git("init", "--quiet", "--initial-branch", "main");
  mkdirSync(join(folder, "state"));
  const text = "apiVersion: v7/v1\nkind: Policy\nmetadata: { name: default }\nspec: { applyFrom: { branch: mian } }\n";
  writeFileSync(join(folder, "state/policy.yaml"), text);
  git("add", "--all");
  git("commit", "--quiet", "--message", "Apply from main");
  const { output } = await validate(await open(folder), { paths: [], scope: "documents", since: undefined });
  expect(output).toMatchObject({ valid: true, findings: [{ severity: "warning", code: "V7-D029", line: 4 }] });
  expect(output.findings[0]?.message).toContain("there are main");
});
