import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { installHooks } from "../../src/git/hooks/install.ts";
import { openRepository } from "../../src/git/open-repository.ts";
import { lastingNode, type NodeHere } from "../../src/system/lasting-node.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { HookedRepository } from "../support/hooked-repository.ts";

let repository: HookedRepository;
let here: NodeHere;
/** Where a package manager leaves a link to the version at hand. */
let links: string;

beforeEach(() => {
  repository = new HookedRepository();
  links = join(repository.folder, "homebrew/bin");
  here = { own: join(repository.folder, "none"), running: nodeOfVersion("24.1.0") };
  linkNode(here.running);
});

afterEach(() => repository.remove());

function nodeOfVersion(version: string): string {
  return join(repository.folder, "homebrew/Cellar/node", version, "bin/node");
}

function linkNode(node: string): void {
  mkdirSync(dirname(node), { recursive: true });
  writeFileSync(node, `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 });
  mkdirSync(links, { recursive: true });
  rmSync(join(links, "node"), { force: true });
  symlinkSync(node, join(links, "node"));
}

function upgradeNode(): void {
  const old = dirname(dirname(here.running));
  renameSync(old, `${old}.removed`);
  linkNode(nodeOfVersion("24.2.0"));
}

async function install(): Promise<void> {
  const programs = { node: lastingNode(`${links}:/usr/bin:/bin`, here), v7: packagePath("bin/run.js") };
  await installHooks(await openRepository(repository.root), programs);
}

test("a commit is still checked once a package manager has put another Node in place of the one that installed", async () => {
  await install();
  upgradeNode();
  repository.stage("state/tasks/1.2.yaml", "kind: Task\n\tname: x\n");
  const { exitCode, stderr } = repository.commit();
  expect(stderr).toContain("[V7-D001]");
  expect(exitCode).toBe(1);
});

test("a commit from a program that knows nearly no PATH is checked", async () => {
  await install();
  repository.stage("state/tasks/1.2.yaml", "kind: Task\n\tname: x\n");
  const git = repository.run("/bin/sh", ["-c", "command -v git"]).stdout.trim();
  repository.environment = { ...repository.environment, PATH: "/usr/bin:/bin" };
  const { exitCode, stderr } = repository.run(git, ["commit", "--quiet", "--message", "Work order 2025-08-07"]);
  expect(stderr).toContain("[V7-D001]");
  expect(exitCode).toBe(1);
});

test("the project's own Node goes before any other", () => {
  const own = nodeOfVersion("24.0.0");
  linkNode(own);
  expect(lastingNode(links, { ...here, own })).toBe(own);
});

test("a Node that no link leads to is named as it is", () => {
  expect(lastingNode(`relative:${dirname(here.running)}`, here)).toBe(here.running);
});
