/**
 * What other tools call it: the words somebody types who knows Terraform, git, Atlas or psql, and v7's own for them. They
 * are not aliases: a script says one thing in one way, and a person learns it at the first try.
 */
export const otherWords: { readonly [typed: string]: string } = {
  check: "validate",
  commit: "record",
  console: "db sql",
  "db create": "db up",
  "db dump": "db export",
  "db load": "db import",
  "db restore": "db import",
  "db shell": "db sql",
  "db start": "db up",
  "db stop": "db down",
  destroy: "apply",
  diff: "plan",
  "drift fix": "pull",
  "drift revert": "plan",
  dump: "db export",
  find: "search",
  format: "fmt",
  grep: "search",
  import: "adopt",
  install: "hooks install",
  lint: "validate",
  list: "graph",
  log: "history",
  ls: "graph",
  migrate: "db migrate",
  query: "db sql",
  refresh: "drift",
  reset: "undo",
  restore: "undo",
  revert: "undo",
  rollback: "undo",
  schema: "db schema",
  sql: "db sql",
  start: "db up",
  state: "graph",
  "state list": "graph",
  "state mv": "new",
  "state rm": "set",
  "state show": "show",
  stop: "db down",
  sync: "index sync",
  test: "validate",
};

/** v7's word for what was typed, the longer beginning first; only such that is a command. */
export function meantByOthers(name: readonly string[], known: readonly string[]): string | undefined {
  for (const length of [2, 1]) {
    const meant = otherWords[name.slice(0, length).join(" ")];
    if (meant !== undefined && known.includes(meant)) return meant;
  }
  return undefined;
}
