import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packagePath } from "../../src/system/package-file.ts";

/** How a command ended. */
export interface Typed {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A new repository with an embedded server of its own, and a person who types in it. */
export interface OwnClone {
  readonly root: string;
  /** Types `v7 …`, from a folder below the root if one is named. */
  v7(words: readonly string[], place?: { readonly below?: string; readonly environment?: NodeJS.ProcessEnv }): Typed;
  git(...words: readonly string[]): void;
  /** Stops the server and removes everything. */
  remove(): void;
}

/** Made by `v7 init`, with the example if it is wanted. */
export function openOwnClone({ example = false }: { readonly example?: boolean } = {}): OwnClone {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "v7-clone-")));
  const git = (...words: readonly string[]): void => {
    const person = ["-c", "user.name=Arthur", "-c", "user.email=arthur@example.org"];
    spawnSync("git", ["-C", root, ...person, ...words], { stdio: "ignore" });
  };
  const v7: OwnClone["v7"] = (words, { below = ".", environment = {} } = {}) => {
    const cwd = join(root, below);
    mkdirSync(cwd, { recursive: true });
    const env = { ...surroundings(), ...environment };
    const argv = [packagePath("bin/run.js"), ...words];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd, env, encoding: "utf8", input: "" });
    return { status, stdout, stderr };
  };
  git("init", "--quiet", "--initial-branch=main");
  v7(["init", ...(example ? ["--example"] : [])]);
  const remove = (): void => {
    v7(["db", "down"]);
    rmSync(root, { recursive: true, force: true });
  };
  return { root, v7, git, remove };
}

/** Nobody's configuration, and no other database. */
function surroundings(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  return { PATH, TMPDIR, NODE_COMPILE_CACHE, GIT_CONFIG_GLOBAL: "/dev/null", V7_ACTOR: "Arthur" };
}
