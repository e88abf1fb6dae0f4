import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packagePath } from "../../src/system/package-file.ts";
import { typeAndWait } from "./typist/waiting-typist.ts";

/** How a command ended. */
export interface Typed {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where somebody types, and what their shell knows besides. */
export interface PlaceOfTyping {
  /** From a folder below the root. */
  readonly below?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A new repository with an embedded server of its own, and a person who types in it. */
export interface OwnClone {
  readonly root: string;
  /** Types `v7 …` into a process that goes on. */
  v7(words: readonly string[], place?: PlaceOfTyping): Typed;
  /** The same in a process of its own, as people do. */
  v7Alone(words: readonly string[], place?: PlaceOfTyping): Typed;
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
  const stand = ({ below = ".", environment = {} }: PlaceOfTyping) => {
    const folder = join(root, below);
    mkdirSync(folder, { recursive: true });
    return { folder, environment: { ...surroundings(), ...environment } };
  };
  const v7: OwnClone["v7"] = (words, place = {}) => {
    const { exitCode, ...said } = typeAndWait({ words, ...stand(place) });
    return { status: exitCode, ...said };
  };
  const v7Alone: OwnClone["v7"] = (words, place = {}) => {
    const { folder, environment } = stand(place);
    const options = { cwd: folder, env: environment, encoding: "utf8", input: "" } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [packagePath("bin/run.js"), ...words], options);
    return { status, stdout, stderr };
  };
  git("init", "--quiet", "--initial-branch=main");
  v7Alone(["init", ...(example ? ["--example"] : [])]);
  const remove = (): void => {
    v7(["db", "down"]);
    rmSync(root, { recursive: true, force: true });
  };
  return { root, v7, v7Alone, git, remove };
}

/** Nobody's configuration, and no other database. */
function surroundings(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  return { PATH, TMPDIR, NODE_COMPILE_CACHE, GIT_CONFIG_GLOBAL: "/dev/null", V7_ACTOR: "Arthur" };
}
