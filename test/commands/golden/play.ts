import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Mask } from "./mask.ts";
import type { OutputCheck } from "./output-schemas.ts";
import type { Connection } from "../../../src/postgres/connection.ts";
import { withoutProgress } from "../progress-lines.ts";
import type { Typists } from "../typist/typists.ts";
import { makeLogins } from "../../scenes/logins.ts";
import {
  addExample,
  changeRows,
  commitAll,
  fileIn,
  openPlace,
  type Place,
  placeAs,
  readCommits,
  readHead,
  readPlans,
  runV7,
  writeFileIn,
} from "./place.ts";
import { parseScript, type Step } from "./script.ts";

/** What playing a case gave. */
export interface Played {
  /** The `commands` file as it would read now. */
  readonly text: string;
  /** `--json` documents that break their schema. */
  readonly schemaProblems: readonly string[];
}

/** Who types a case's commands; absent: each has a process of its own. */
export interface Hands {
  readonly typists: Typists;
  /** The first command has a process of its own all the same. */
  readonly beginsAlone: boolean;
}

/** Plays a case's `commands` step by step in a place of its own. */
export async function playCase(folder: string, check: OutputCheck, hands?: Hands): Promise<Played> {
  const steps = parseScript(await readFile(join(folder, "commands"), "utf8"));
  const place = await openPlace(folder);
  try {
    const psql = await place.database.connect();
    const first = hands?.beginsAlone === false ? hands.typists : undefined;
    const game: Game = { place, psql, mask: new Mask(), check, problems: [], head: "", typists: first };
    const parts: string[] = [];
    for (const step of steps) {
      parts.push(await playStep(game, step));
      if (step.action === "run") game.typists = hands?.typists;
    }
    return { text: `${parts.join("\n\n").replaceAll(/(?<=^# .*)\n\n/gm, "\n")}\n`, schemaProblems: game.problems };
  } finally {
    await place.close();
  }
}

/** The target's name, host, login and version. */
function withoutTarget({ target }: Place, text: string): string {
  if (target === undefined) return text;
  const where = new RegExp(String.raw`${target.name} on \S+ as \w+ \(PG \d+\.\d+\)`, "g");
  return text.replaceAll(where, "app on ALPHA as v7 (PG 18.4)").replaceAll(target.name, "app");
}

interface Game {
  readonly place: Place;
  readonly psql: Connection;
  readonly mask: Mask;
  readonly check: OutputCheck;
  readonly problems: string[];
  /** The commit whose history was looked at. */
  head: string;
  /** Absent: each command has a process of its own. */
  typists: Typists | undefined;
}

async function playStep(game: Game, step: Step): Promise<string> {
  if (step.action === "run") return `${step.text}${await runStep(game, step)}`;
  await prepare(game.place, step);
  return step.text;
}

async function prepare(place: Place, step: Exclude<Step, { readonly action: "run" }>): Promise<void> {
  switch (step.action) {
    case "comment":
      return;
    case "write":
      return writeFileIn(place, step.file, step.content);
    case "delete":
      return rm(fileIn(place, step.file), { recursive: true });
    case "example":
      return addExample(place, step.files);
    case "commit":
      return commitAll(place, step.message);
    case "replace":
      return replaceText(place, step);
    case "logins":
      return makeLogins(await place.database.connect(), (await runV7(place, ["db", "grants"])).stdout);
    case "sql":
      return changeRows(await place.database.connect(), step.role, step.application, step.statement);
  }
}

async function replaceText(
  place: Place,
  { file, from, to }: Extract<Step, { readonly action: "replace" }>,
): Promise<void> {
  const text = await readFile(fileIn(place, file), "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  await writeFileIn(
    place,
    file,
    text.replace(from, () => to),
  );
}

async function runStep(
  game: Game,
  { words, login, keys, width }: Extract<Step, { readonly action: "run" }>,
): Promise<string> {
  const { place, mask } = game;
  const typed = words.map((word) => mask.reveal(word));
  const { stdout, stderr, exitCode } = await runV7(login === undefined ? place : placeAs(place, login), typed, {
    columns: width,
    typists: game.typists,
  });
  await learnNames(game);
  if (typed.includes("--json") || typed.includes("json")) checkJson(game, words, stdout);
  const shown = keys === undefined ? stdout : pickKeys(stdout, keys);
  const hide = (text: string): string => mask.hide(withoutTarget(place, text.replaceAll(place.home, "/Users/arthur")));
  const lines = [...indented(hide(shown), "  "), ...indented(withoutProgress(hide(stderr)), "! ")];
  return [...lines, ...(exitCode === 0 ? [] : [`[exit ${exitCode}]`])].map((line) => `\n${line}`).join("");
}

/** Ids get their names in the order in which they came to be. */
async function learnNames(game: Game): Promise<void> {
  const { place, mask, psql } = game;
  const head = await readHead(place);
  if (head !== game.head) for (const commit of await readCommits(place)) mask.add(commit, "commit");
  game.head = head;
  for (const plan of await readPlans(place)) mask.add(plan, "plan");
  for (const { apply_id: apply } of await appliesOf(psql)) mask.add(apply, "apply");
}

/** In a case about migrating, v7's tables may not be there yet. */
async function appliesOf(connection: Connection): Promise<{ apply_id: string }[]> {
  const { rows } = await connection.query("SELECT to_regclass('v7_applies') AS found");
  if (rows[0]?.["found"] === null) return [];
  const text = "SELECT apply_id::text FROM v7_applies ORDER BY started_at";
  return (await connection.query<{ apply_id: string }>(text)).rows;
}

function checkJson({ check, problems }: Game, words: readonly string[], stdout: string): void {
  const errors = check(JSON.parse(stdout) as { readonly command?: unknown });
  if (errors.length > 0) problems.push(`v7 ${words.join(" ")}: ${JSON.stringify(errors, undefined, 2)}`);
}

function pickKeys(stdout: string, keys: readonly string[]): string {
  const document = JSON.parse(stdout) as Record<string, unknown>;
  return keys.map((key) => `${key}: ${JSON.stringify(document[key])}`).join("\n");
}

function indented(text: string, prefix: string): string[] {
  if (text === "") return [];
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : prefix + line));
}
