/** Settings under which nothing that a repository's own configuration names is started, by whoever wrote it. */
export const harmless: readonly string[] = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "safe.bareRepository=explicit",
].flatMap((setting) => ["-c", setting]);
