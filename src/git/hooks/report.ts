import { existsSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { readGitText } from "../command.ts";
import type { Hook } from "../../model/output/hooks.ts";
import type { Repository } from "../repository.ts";
import { pathBefore, readInstalled } from "./installed.ts";
import { exists, isRunnable, keptPath } from "./kept.ts";
import { areLinkedTreesLed } from "./linked-trees.ts";
import { type HookPlace, type HookWay, readHookPlace, wayFor } from "./place.ts";
import { type HookName, hookNames, isShim, programsOf, sectionOf } from "./shims.ts";
import { isSameFolder } from "../../system/folder-stamp.ts";
import { readTextFile } from "../../system/text-file.ts";

interface HooksStatus {
  readonly way: HookWay;
  readonly gitVersion: string;
  /** Where v7's hooks are. */
  readonly directory: string;
  readonly hooks: readonly Hook[];
}

/** Which of v7's hooks git calls, and why not the others. */
export async function hooksStatus(repository: Repository): Promise<HooksStatus> {
  const place = await readHookPlace(repository);
  const installed = readInstalled(place.own);
  const { hooksPath, folder } = pathBefore(place, installed);
  const way = installed?.way ?? wayFor({ ...place, hooksPath });
  const question = {
    way,
    wasInstalled: installed !== undefined,
    directory: way === "files" ? place.usual : place.own,
    passedBy: passedBy(place, way) ?? passedByElsewhere(repository, place, way),
    configured: way === "configuration" ? await configuredSections(repository) : undefined,
    before: resolve(repository.root, folder ?? place.directory),
  };
  const hooks = hookNames.map((name) => hookStatus({ name, ...question }));
  return { way, gitVersion: place.gitVersion, directory: question.directory, hooks };
}

interface Question {
  readonly name: HookName;
  readonly way: HookWay;
  readonly wasInstalled: boolean;
  /** The folder v7's hooks are in. */
  readonly directory: string;
  /** Why git calls none of them. */
  readonly passedBy: string | undefined;
  /** The hooks that git's configuration names; undefined where it need not. */
  readonly configured: ReadonlySet<string> | undefined;
  /** The folder git would look into without v7. */
  readonly before: string;
}

function hookStatus(question: Question): Hook {
  const { name, way, directory, before } = question;
  const path = join(directory, name);
  const text = readTextFile(path);
  const other = way === "files" ? keptPath(path) : join(before, name);
  const isOurs = text !== undefined && isShim(text);
  const calls = isOurs && way !== "configuration" && isRunnable(other) ? other : null;
  const [state, problem] = isOurs ? judge(question, path, text) : absence(question, path, text);
  return { name, state, calls, problem };
}

type Judgement = readonly [state: Hook["state"], problem: string | null];

function absence({ wasInstalled }: Question, path: string, text: string | undefined): Judgement {
  if (!wasInstalled && !exists(keptPath(path))) return ["missing", null];
  return text === undefined ? ["missing", "its script is gone"] : ["replaced", "another hook stands in its place"];
}

function judge({ name, passedBy: reason, configured }: Question, path: string, text: string): Judgement {
  if (reason !== undefined) return ["replaced", reason];
  if (configured?.has(sectionOf(name)) === false) return ["replaced", "git's configuration does not name it"];
  if (!isRunnable(path)) return ["broken", "its script cannot be run"];
  const { node = "node", v7 = "v7" } = programsOf(text) ?? {};
  const gone = !isRunnable(node) ? node : existsSync(v7) ? undefined : v7;
  return gone === undefined ? ["installed", null] : ["broken", `${gone} is gone`];
}

/** Somebody has set `core.hooksPath` since, or git has become older. */
function passedBy({ hooksPath, own, directory, gitVersion }: HookPlace, way: HookWay): string | undefined {
  if (way === "configuration")
    return wayFor({ gitVersion, hooksPath: undefined }) === way
      ? undefined
      : `git ${gitVersion} knows no configured hooks`;
  const isCalled = way === "files" ? hooksPath === undefined : isSameFolder(directory, own);
  return isCalled ? undefined : `git looks into ${directory}`;
}

/** The path of v7's folder that linked work trees go by, is of a place where the repository no longer is. */
function passedByElsewhere(repository: Repository, { own, hooksPath }: HookPlace, way: HookWay): string | undefined {
  const isConcerned = way === "path" && hooksPath?.scope === "local" && !isAbsolute(hooksPath.value);
  return !isConcerned || areLinkedTreesLed(repository, own) ? undefined : "linked work trees do not find it";
}

async function configuredSections(repository: Repository): Promise<ReadonlySet<string>> {
  const argv = ["config", "--name-only", "--get-regexp", String.raw`^hook\.v7-.*\.command$`];
  const output = await readGitText(repository, { argv }).catch(() => "");
  return new Set([...output.matchAll(/^hook\.(.*)\.command$/gm)].map(([, section = ""]) => section));
}
