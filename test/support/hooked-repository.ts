import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packagePath } from "../../src/system/package-file.ts";
import { typeAndWait } from "../commands/typist/waiting-typist.ts";

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Git 2.54 and newer, by its path: V7_TEST_GIT, else the one in the PATH. Undefined where both are older. */
export function configuredHooksGit(): string | undefined {
  return [process.env["V7_TEST_GIT"] ?? "", gitInPath()].find(callsConfiguredHooks);
}

function callsConfiguredHooks(git: string): boolean {
  const { stdout } = spawnSync(git || "git", ["version"], { encoding: "utf8" });
  const [, major = 0, minor = 0] = /(\d+)\.(\d+)/.exec(stdout)?.map(Number) ?? [];
  return git !== "" && (major > 2 || (major === 2 && minor >= 54));
}

function gitInPath(): string {
  const env = { PATH: process.env["PATH"] };
  return spawnSync("/bin/sh", ["-c", "command -v git"], { env, encoding: "utf8" }).stdout.trim();
}

/** A real repository, worked on with the real git and the real `bin/run.js`. No database is there. */
export class HookedRepository {
  /** Holds the repository and whatever a test puts beside it. */
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "v7-hooks-")));
  readonly root = join(this.folder, "migration");
  environment: NodeJS.ProcessEnv = {
    PATH: process.env["PATH"],
    HOME: this.folder,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Arthur",
    GIT_AUTHOR_EMAIL: "arthur@example.org",
    GIT_COMMITTER_NAME: "Arthur",
    GIT_COMMITTER_EMAIL: "arthur@example.org",
  };

  /**
   * Unless another git is given, one that calls no configured hooks, or passes for one. Of a prepared repository all is
   * copied: nothing that git or v7 keeps there names its folder.
   */
  constructor(git?: string, prepared?: HookedRepository) {
    mkdirSync(this.root);
    if (git !== undefined) this.#useGit(`#!/bin/sh\nexec '${git}' "$@"\n`);
    else if (callsConfiguredHooks(gitInPath())) this.pretendGit("2.53.0");
    if (prepared !== undefined) cpSync(prepared.root, this.root, { recursive: true });
    else this.#begin();
  }

  #begin(): void {
    this.git("init", "--quiet", "--initial-branch=main");
    // Documents are declared here, though there are none yet.
    mkdirSync(join(this.root, "state"));
  }

  /** Another one, which is as this one is now. */
  copy(): HookedRepository {
    return new HookedRepository(undefined, this);
  }

  /** From now on git says that it is of this version. */
  pretendGit(version: string): void {
    this.#useGit(
      `#!/bin/sh\nif [ "$1" = version ]; then echo "git version ${version}"; else exec '${gitInPath()}' "$@"; fi\n`,
    );
  }

  #useGit(text: string): void {
    this.environment = { ...this.environment, PATH: `${this.program("git", text)}:${process.env["PATH"]}` };
  }

  /** Git's stdout; throws with what git said when it fails. */
  git(...argv: readonly string[]): string {
    const ran = this.tryGit(...argv);
    if (ran.exitCode !== 0) throw new Error(`git ${argv.join(" ")}: ${ran.stderr}`);
    return ran.stdout.trimEnd();
  }

  tryGit(...argv: readonly string[]): Ran {
    return this.run("git", argv);
  }

  /** Typed into a process that goes on, but for what git calls: that has a start of its own. */
  v7(...words: readonly string[]): Ran {
    if (words[0] === "hook") return this.run(process.execPath, [packagePath("bin/run.js"), ...words]);
    return typeAndWait({ words, folder: this.root, environment: this.environment });
  }

  run(program: string, argv: readonly string[], directory = this.root): Ran {
    const done = spawnSync(program, argv, { cwd: directory, env: this.environment, encoding: "utf8" });
    return { exitCode: done.status ?? -1, stdout: done.stdout, stderr: done.stderr };
  }

  /** The same, beside others; resolves to git's exit code. */
  start(argv: readonly string[], directory: string): Promise<number | null> {
    const child = spawn("git", [...argv], { cwd: directory, env: this.environment, stdio: "ignore" });
    return new Promise((resolve) => child.on("close", resolve));
  }

  write(file: string, text: string, mode?: number): void {
    const path = join(this.root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    if (mode !== undefined) chmodSync(path, mode);
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), "utf8");
  }

  /** SHA-256 of a file's bytes, and its mode. */
  fingerprint(file: string): string {
    const path = join(this.root, file);
    const digest = createHash("sha256").update(readFileSync(path)).digest("hex");
    return `${digest} ${(statSync(path).mode & 0o777).toString(8)}`;
  }

  stage(file: string, text: string): void {
    this.write(file, text);
    this.git("add", "--", file);
  }

  commit(...words: readonly string[]): Ran {
    return this.tryGit("commit", "--quiet", "--message", "Work order 2025-08-07", ...words);
  }

  /** A program of this name that stands before the real one. Returns the folder, which goes to PATH. */
  program(name: string, text: string): string {
    const folder = join(this.folder, "programs");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), text, { mode: 0o755 });
    return folder;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The document of a phase. */
export function phase(name: string, title: string): string {
  return `apiVersion: v7/v1
kind: Phase
metadata:
  name: "${name}"
spec:
  name: ${title}
  status: not_started
  leadPersona: The Architect
`;
}

/** The document of a task that may wait for another. */
export function task(name: string, title: string, dependsOn?: string): string {
  return `apiVersion: v7/v1
kind: Task
metadata:
  name: "${name}"
spec:
  name: ${title}
  status: pending
  responsiblePersona: Layer 1 Data Sentinel
${dependsOn === undefined ? "" : `  dependsOn: ["${dependsOn}"]\n`}`;
}
