import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packagePath } from "../src/system/package-file.ts";

let clone = "";

beforeEach(() => {
  clone = realpathSync(mkdtempSync(join(tmpdir(), "v7 klön-")));
  for (const file of ["scripts/bootstrap.mjs", "scripts/inputs.mjs", "bin/machine.js", "package.json"]) copy(file);
  write("package-lock.json", "{}\n");
  // Stands for npm: tells what it was asked for, and makes what an installation leaves.
  write(
    "tools/npm",
    `#!/bin/sh\nrm -rf node_modules && mkdir -p node_modules/.bin\necho "$*" >> asked\n[ ! -x after ] || ./after\n`,
  );
  chmodSync(join(clone, "tools/npm"), 0o755);
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

describe("the first command in a clone", () => {
  test("installs what the lockfile says, once", () => {
    expect(bootstrap().status).toBe(0);
    expect(bootstrap().stderr).toBe("");
    expect(asked()).toEqual(["ci --ignore-scripts --no-audit --no-fund --loglevel=error"]);
    write("package-lock.json", "{ }\n");
    bootstrap();
    expect(asked()).toHaveLength(2);
  });

  test("asks again what npm could not finish", () => {
    after("exit 1");
    expect(bootstrap()).toMatchObject({ status: 1, stderr: expect.stringMatching(/^v7: npm ci .* failed$/m) });
    after("exit 0");
    expect(bootstrap().status).toBe(0);
    expect(asked()).toHaveLength(2);
  });

  test("takes the machine's Node where it is new enough, also beside the packaged one", () => {
    after(`${packaged} && ln -s ../${machineName}/bin/node node_modules/.bin/node`);
    bootstrap();
    expect(chosenNode()).toBe(realpathSync(process.execPath));
  });

  test("takes the packaged Node where the machine's is too old", () => {
    after(packaged);
    bootstrap(oldNode);
    expect(chosenNode()).toBe(join(clone, "node_modules", machineName, "bin/node"));
  });

  test("says what is missing where the machine's Node is too old and no packaged one came", () => {
    expect(bootstrap(oldNode)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^v7: Node 24 or newer is needed, and none comes as a package for /m),
    });
  });

  test("names the machine's Node by the link that stays when a package manager puts another in its place", () => {
    symlinkSync(process.execPath, join(clone, "tools/node"));
    bootstrap();
    expect(readlinkSync(join(clone, "node_modules/.bin/node"))).toBe(join(clone, "tools/node"));
  });

  test("finds another Node when the chosen one went away", () => {
    bootstrap();
    rmSync(join(clone, "node_modules/.bin/node"));
    symlinkSync(join(clone, "Cellar/node/24.0.0/bin/node"), join(clone, "node_modules/.bin/node"));
    bootstrap();
    expect(chosenNode()).toBe(realpathSync(process.execPath));
    expect(asked()).toHaveLength(1);
  });
});

describe("on Windows", () => {
  const sentence =
    "v7: Windows itself is not supported: set up its Linux by wsl --install (WSL 2), once, and run the same command there\n";

  test("the first command says where v7 runs, in one sentence, and does nothing", () => {
    expect(bootstrap(windows)).toMatchObject({ status: 1, stdout: "", stderr: sentence });
    expect(existsSync(join(clone, "asked"))).toBe(false);
  });

  test.each([["--help"], ["validate"], ["hook", "pre-commit"]])("v7 %s %s does, too", (...words) => {
    expect(run([...windows, packagePath("bin/run.js"), ...words])).toMatchObject({
      status: 1,
      stdout: "",
      stderr: sentence,
    });
  });
});

/** Lets a process believe in another machine. */
const windows = ["--import", 'data:text/javascript,Object.defineProperty(process,"platform",{value:"win32"})'];
const oldNode = ["--import", 'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.9.0"}})'];

const machineName = `${process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node"}-${process.platform}-${process.arch}`;
const packaged = `mkdir -p node_modules/${machineName}/bin && touch node_modules/${machineName}/bin/node`;

function bootstrap(options: readonly string[] = []): { status: number | null; stdout: string; stderr: string } {
  const { stderr, ...done } = run([...options, join(clone, "scripts/bootstrap.mjs"), "--no-build"]);
  return { ...done, stderr: stderr.replace("v7: installing packages (once, under a minute)\n", "") };
}

function run(words: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, PATH: `${join(clone, "tools")}:/usr/bin:/bin` };
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: clone, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

/** What npm's stand-in does at its end. */
function after(command: string): void {
  write("after", `#!/bin/sh\n${command}\n`);
  chmodSync(join(clone, "after"), 0o755);
}

function asked(): string[] {
  return readFileSync(join(clone, "asked"), "utf8").trimEnd().split("\n");
}

function chosenNode(): string {
  return realpathSync(join(clone, "node_modules/.bin/node"));
}

function copy(file: string): void {
  mkdirSync(dirname(join(clone, file)), { recursive: true });
  copyFileSync(packagePath(file), join(clone, file));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(clone, file)), { recursive: true });
  writeFileSync(join(clone, file), text);
}
