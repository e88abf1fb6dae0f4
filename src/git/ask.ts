import type { GitPlace } from "./command.ts";

/**
 * Asks git a question about history that only a person waits for; undefined when it has no answer, such as for a commit
 * that is not here. Hooks and scans ask by `command.ts`, because loading a library takes longer than git does.
 */
export async function askGit({ root, environment }: GitPlace, argv: readonly string[]): Promise<string | undefined> {
  const { simpleGit } = await import("simple-git");
  const known = Object.fromEntries(Object.entries(environment).filter(([name]) => isForGit(name)));
  // The environment is made for git already, and the words here have nothing of a person's in them.
  const library = simpleGit({ baseDir: root, allowEnvironment: Object.keys(known), unsafe });
  try {
    const answer = await library.env(known).raw([...argv]);
    // Git says no without a word, and the library takes that for an answer.
    return answer === "" ? undefined : answer;
  } catch {
    return undefined;
  }
}

const unsafe = {
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeExec: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeHooksPath: true,
};

/** Editors and pagers have no part in an answer, and the library refuses to run with them. */
function isForGit(name: string): boolean {
  return name.startsWith("GIT_") || system.has(name);
}

const system = new Set([
  "PATH",
  "HOME",
  "XDG_CONFIG_HOME",
  "USER",
  "LOGNAME",
  "LC_ALL",
  "SystemRoot",
  "USERPROFILE",
  "TMPDIR",
]);
