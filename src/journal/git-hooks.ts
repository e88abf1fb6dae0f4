import { existsSync } from "node:fs";
import { join } from "node:path";
import { GitError } from "../git/command.ts";
import { installHooks, uninstallHooks } from "../git/hooks/install.ts";
import { hooksStatus } from "../git/hooks/report.ts";
import type { Repository } from "../git/repository.ts";
import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { HooksOutput } from "../model/output/hooks.ts";
import { lastingNode } from "../system/lasting-node.ts";
import { packagePath } from "../system/package-file.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** A program that manages hooks itself, and would like to be told about v7 in its own file. */
type HookManager = HooksOutput["managers"][number];

/** Has git call v7 beside whatever is there. */
export function installGitHooks(workspace: Workspace): Promise<Answer<HooksOutput>> {
  const programs = { node: lastingNode(workspace.variable("PATH")), v7: packagePath("bin/run.js") };
  return inRepository(workspace, async ({ repository }) => {
    await installHooks(repository, programs);
    return reportOf(repository);
  });
}

/** Takes v7's hooks out; what was there before is as it was. */
export function uninstallGitHooks(workspace: Workspace): Promise<Answer<HooksOutput>> {
  return inRepository(workspace, async ({ repository }) => {
    await uninstallHooks(repository);
    return reportOf(repository);
  });
}

/** Which of v7's hooks git calls, and what keeps it from the others. */
export function gitHooksStatus(workspace: Workspace): Promise<Answer<HooksOutput>> {
  return inRepository(workspace, ({ repository }) => reportOf(repository));
}

async function reportOf(repository: Repository): Promise<Answer<HooksOutput>> {
  const { way, gitVersion, directory, hooks } = await hooksStatus(repository);
  return answer({ way, git_version: gitVersion, directory, hooks, managers: managersIn(repository.root) });
}

async function inRepository<T>(workspace: Workspace, work: (workspace: Workspace) => Promise<T>): Promise<T> {
  if (!workspace.repository.isGit)
    throw new Failure("V7-H002", "this folder is no git repository", { next: ["git init"] });
  try {
    return await work(workspace);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const message = `git's hooks cannot be changed here: ${error.message.split("\n")[0]}`;
    throw new Failure("V7-H003", message, { cause: error, next: ["v7 hooks status"] });
  }
}

/** The folder or the configuration is read-only, locked, or on a full disk. */
function isRefusal(error: unknown): error is Error {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return error instanceof GitError || ["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR", "EEXIST"].includes(code);
}

function managersIn(root: string): HookManager[] {
  return managerFiles.flatMap(([manager, files]) =>
    files.some((file) => existsSync(join(root, file))) ? [manager] : [],
  );
}

const managerFiles: readonly (readonly [HookManager, readonly string[]])[] = [
  ["husky", [".husky"]],
  ["lefthook", ["lefthook.yml", ".lefthook.yml", "lefthook.yaml", "lefthook.toml", "lefthook.json"]],
  ["pre-commit", [".pre-commit-config.yaml"]],
];
