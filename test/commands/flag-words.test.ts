import { describe, expect, test } from "vitest";
import { readPackageFile } from "../../src/system/package-file.ts";

// A meaning has one flag, and a flag one meaning: whoever knows one command knows the next. A new flag says here what it means.
const meanings: { readonly [flag: string]: string } = {
  accept: "a hazard that is accepted",
  acceptance: "what must be so that it is done",
  actor: "who does this",
  all: "every line, where only the first are printed",
  "allow-closing": "how many gaps may close at once",
  "allow-mass-delete": "how many may go at once",
  "also-port": "a second port to answer at",
  app: "a program that was used",
  apply: "go on to plan, ask and apply",
  approved: "consent",
  as: "the persona somebody speaks as",
  ask: "ask those who must agree",
  by: "whose deeds are told",
  change: "what happened to a file",
  check: "write nothing, and let the exit code say whether there is something to write",
  claim: "take what is first",
  collect: "look at machines anew",
  command: "a statement of SQL",
  commit: "commit the edit",
  compat: "whether old clients go on beside new ones",
  compatible: "whether what came before still works",
  component: "a component",
  config: "what a program of agents is to be told",
  "count-up-to": "the most rows that a table may have to be counted",
  dart: "a task's id in DART",
  "database-url": "the database",
  days: "a number of days",
  deliverable: "where a result lies",
  "depends-on": "what comes first",
  description: "what a change does elsewhere",
  detail: "a change as JSON",
  diff: "show what differs, and write nothing",
  "dry-run": "do it and take it back",
  enum: "an enum",
  error: "what went wrong",
  example: "a smallest one to begin with",
  execute: "scan what is named",
  "exit-code": "let the exit code say whether something was found",
  explain: "why a path is registered or not",
  ext: "an extension",
  file: "the file that declares it",
  for: "how long it is good",
  force: "do it to somebody else's work",
  "force-conflicts": "whose document's value is taken in a conflict",
  forget: "a folder whose scans count no more",
  format: "a format, of what is printed or read",
  from: "where to read from",
  full: "all of it",
  host: "a name or address of this machine",
  hours: "a number of hours",
  impact: "the least impact score",
  install: "the scheduler that is to run it",
  issue: "what blocks it",
  json: "one JSON document",
  kind: "a kind",
  last: "the newest",
  layer: "a layer",
  like: "a file to be like",
  limit: "how many are listed",
  link: "a link that lets a browser in",
  "lock-timeout": "how long to wait for a lock",
  map: "what a value becomes",
  met: "the number of a criterion that is met",
  metric: "what was measured, by its name",
  metrics: "what was measured, as JSON",
  "min-lines": "the least lines of source",
  mitigation: "what keeps harm small",
  mode: "how a search compares",
  name: "what a new one is called",
  "no-color": "no colours",
  "no-pager": "print straight away",
  note: "what is to be remembered with it",
  number: "how many are named",
  "observed-at": "when it was seen",
  on: "a day",
  output: "the file to write",
  outside: "what was changed outside v7",
  override: "a gate to pass",
  param: "a parameter of a report",
  path: "which files",
  pending: "what waits",
  persona: "who is responsible",
  phase: "a phase",
  pillar: "a pillar",
  port: "where it listens",
  print0: "paths for xargs -0",
  project: "a project",
  queued: "only what webhooks asked for",
  "read-only": "as the login that may only read",
  reason: "why, for the record",
  reorder: "values may compare in another order",
  repo: "the repository",
  resume: "go on with what was cut off",
  retest: "what is to be tested again",
  revert: "what is restored",
  revoke: "take an approval back",
  risk: "how much can go wrong",
  role: "what a machine is for",
  root: "a declared root",
  run: "the name of a run of an evaluation",
  scan: "scan as well",
  scope: "the project that something is about",
  score: "a number from 1 to 10",
  scores: "what scores are made of",
  secrets: "look for secrets too",
  seed: "a seed's tables",
  session: "a session",
  severity: "how bad it is",
  since: "only what came after",
  sql: "the statements",
  staged: "what is staged",
  state: "how a session or a machine stands",
  status: "a status",
  story: "tell what happened, instead of how it stands",
  sync: "bring the index up to date first",
  target: "what is meant: resources of a plan, a database",
  "target-name": "a new name",
  task: "a task",
  terms: "tell what a number is made of",
  "tested-by": "who tested",
  theirs: "the other side's value in a conflict",
  title: "a title",
  token: "where the token lies",
  top: "how many of the most valuable",
  type: "a type",
  uninstall: "the scheduler that is no longer to run it",
  until: "only what came before",
  verify: "compare with what should be",
  weeks: "a number of weeks",
  with: "a plan on top of the rows",
  without: "what is left as it is",
  workflow: "a workflow",
  write: "install what is printed",
};

interface Flag {
  readonly name: string;
  readonly char?: string;
  readonly type: "boolean" | "option";
  readonly aliases?: readonly string[];
  readonly hidden?: boolean;
}

const { commands } = JSON.parse(readPackageFile("dist/oclif.manifest.json")) as {
  readonly commands: { readonly [id: string]: { readonly flags: { readonly [name: string]: Flag } } };
};
const flags = Object.values(commands).flatMap((command) =>
  Object.values(command.flags).filter(({ hidden }) => !hidden),
);
const byName = Map.groupBy(flags, ({ name }) => name);

test("each flag of the manifest has a meaning here, and each meaning is a flag's alone", () => {
  expect([...byName.keys()].toSorted()).toEqual(Object.keys(meanings));
  expect(new Set(Object.values(meanings)).size).toBe(Object.keys(meanings).length);
});

describe("a flag is the same wherever it is", () => {
  test.each([
    ["its letter", ({ char }: Flag) => char],
    ["whether it takes a value", ({ type }: Flag) => type],
    ["what it was called once", ({ aliases }: Flag) => aliases?.join(" ") ?? ""],
  ])("%s", (_, partOf) => {
    const differing = [...byName].filter(([, same]) => new Set(same.map(partOf)).size > 1).map(([name]) => name);
    expect(differing).toEqual([]);
  });
});

test("what a flag was called once is no other flag of the same command, and no letter is two flags'", () => {
  const clashes = Object.entries(commands).flatMap(([id, command]) => {
    const own = Object.values(command.flags);
    const words = own.flatMap(({ name, aliases = [], char = name }) => [
      name,
      ...aliases,
      ...(char === name ? [] : [char]),
    ]);
    return new Set(words).size === words.length ? [] : [id];
  });
  expect(clashes).toEqual([]);
});
