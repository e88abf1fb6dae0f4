import type { Command, Interfaces } from "@oclif/core";
import { helpTopics } from "./help-topics.ts";

/** Words that are known only by looking: the kinds, the reports, the addresses that documents declare. */
export interface KnownWords {
  /** Those that may be asked about: also the parts that have no document of their own. */
  kinds(): Promise<readonly string[]>;
  /** Those that have documents. */
  documentKinds(): Promise<readonly string[]>;
  reports(): Promise<readonly string[]>;
  addresses(): Promise<readonly string[]>;
}

/** What the last of these words may become: commands, flags, values of flags, and what a command's arguments name; sorted. */
export async function suggestions(
  config: Interfaces.Config,
  words: readonly string[],
  known: KnownWords,
): Promise<readonly string[]> {
  const last = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const found = await candidates(config, before, last, known);
  return [...new Set(found)].filter((word) => word.startsWith(last)).toSorted();
}

async function candidates(
  config: Interfaces.Config,
  before: readonly string[],
  last: string,
  known: KnownWords,
): Promise<readonly string[]> {
  if (before[0] === "help") return [...nextWords(config, before.slice(1)), ...Object.keys(helpTopics)];
  const command = commandOf(config, before);
  if (!command) return nextWords(config, before);
  const flag = flagOf(command, before.at(-1) ?? "");
  if (flag) return flagValues(flag, known);
  if (last.startsWith("-")) return flagWords(command);
  return [...nextWords(config, before), ...(await argumentWords(command, before, known))];
}

/** The words that may follow these in the name of a command. */
function nextWords({ commands }: Interfaces.Config, before: readonly string[]): string[] {
  const start = before.map((word) => `${word}:`).join("");
  return commands
    .filter(({ id, hidden }) => !hidden && id.startsWith(start))
    .map(({ id }) => id.slice(start.length).split(":")[0] ?? "");
}

function commandOf({ commands }: Interfaces.Config, words: readonly string[]): Command.Loadable | undefined {
  const name = words.filter((word) => !word.startsWith("-"));
  for (let length = name.length; length > 0; length -= 1) {
    const command = commands.find(({ id }) => id === name.slice(0, length).join(":"));
    if (command) return command;
  }
  return undefined;
}

type Flag = Command.Loadable["flags"][string];

/** The flag whose value is being typed. */
function flagOf({ flags }: Command.Loadable, word: string): Flag | undefined {
  const flag = Object.values(flags).find(({ name, char }) => word === `--${name}` || word === `-${char ?? ""}`);
  return flag?.type === "option" ? flag : undefined;
}

/** What a flag takes: one of a few words, or what the documents declare of the sort that its help names. */
async function flagValues(flag: Flag, known: KnownWords): Promise<readonly string[]> {
  if (flag.type !== "option") return [];
  const { options, helpValue = "" } = flag;
  if (options !== undefined) return options;
  const sort = String(helpValue).replace("…", "").toLowerCase();
  if (sort === "address") return known.addresses();
  return namedInFlags.has(sort) ? namesOf(await known.addresses(), sort) : [];
}

const namedInFlags = new Set(["phase", "task", "persona"]);

function flagWords({ flags }: Command.Loadable): string[] {
  return [...Object.values(flags).flatMap(({ name, hidden }) => (hidden === true ? [] : [`--${name}`])), "--help"];
}

async function argumentWords(
  { id, args }: Command.Loadable,
  before: readonly string[],
  known: KnownWords,
): Promise<readonly string[]> {
  if (id === "report") return known.reports();
  if (id === "explain") return [...(await known.kinds()), ...(await known.addresses())];
  const given = before.filter((word) => !word.startsWith("-")).length - id.split(":").length;
  const names = Object.keys(args).map((name) => name.replace("…", ""));
  const name = names[given] ?? names.at(-1) ?? "";
  if (name === "kind") return known.documentKinds();
  if (name === "kind|address") return [...(await known.documentKinds()), ...(await known.addresses())];
  if (name === "address" || name === "subject") return known.addresses();
  return named.has(name) ? namesOf(await known.addresses(), name) : [];
}

/** Arguments that take a kind's names alone. */
const named = new Set(["phase", "task", "node"]);

function namesOf(addresses: readonly string[], segment: string): string[] {
  const start = `${segment}/`;
  return addresses.flatMap((address) => (address.startsWith(start) ? [address.slice(start.length)] : []));
}
