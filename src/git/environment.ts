/** What git finds in its environment when v7 calls it. */
export type GitEnvironment = NodeJS.ProcessEnv;

/**
 * Git writes nothing on the side, asks nobody and speaks English. What tells it where to look stays: a hook is told the
 * repository, and the index of this very commit. So does who commits. Editors, pagers and traces have no part in reading.
 */
export function gitEnvironment(environment: NodeJS.ProcessEnv): GitEnvironment {
  return reading(environment, (name) => local.has(name) || anywhere.has(name) || name.startsWith("GIT_CONFIG_"));
}

/** The same for another repository than the one that the environment speaks of: what it says of that one would mix both. */
export function foreignGitEnvironment(environment: NodeJS.ProcessEnv): GitEnvironment {
  return reading(environment, (name) => anywhere.has(name));
}

/** Whether the environment says anything of one repository. */
export function namesRepository(environment: NodeJS.ProcessEnv): boolean {
  return [...local].some((name) => environment[name] !== undefined);
}

function reading(environment: NodeJS.ProcessEnv, keeps: (name: string) => boolean): GitEnvironment {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith("GIT_") || keeps(name));
  return { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
}

/** What keeps git from asking a remote for what a partial clone lacks; older ones only have no way to reach one. */
export const neverFetching = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" } as const;

/** The same place, where git fetches nothing on the side. */
export function withoutFetching<Place extends { readonly environment: GitEnvironment }>(place: Place): Place {
  return { ...place, environment: { ...place.environment, ...neverFetching } };
}

/** A place where a fetch is meant. */
export function withFetching<Place extends { readonly environment: GitEnvironment }>(place: Place): Place {
  const kept = Object.entries(place.environment).filter(([name]) => !Object.hasOwn(neverFetching, name));
  return { ...place, environment: Object.fromEntries(kept) };
}

/** What git clears itself before it starts work in a submodule: `git rev-parse --local-env-vars`. */
const local = new Set([
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_COMMON_DIR",
  "GIT_INDEX_FILE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_NAMESPACE",
  "GIT_CONFIG_COUNT",
  "GIT_CONFIG_PARAMETERS",
]);

const anywhere = new Set([
  "GIT_EXEC_PATH",
  "GIT_CEILING_DIRECTORIES",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_COMMITTER_NAME",
  "GIT_COMMITTER_EMAIL",
  ...Object.keys(neverFetching),
]);
