import { Help, type Interfaces } from "@oclif/core";
import { Failure } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import { helpGroups } from "./help-groups.ts";
import { helpTopics } from "./help-topics.ts";

/**
 * The help that was asked for: a command's, a topic's, a page about no single command, or the overview. Throws V7-C002 for
 * words that name none of them.
 */
export async function helpText(config: Interfaces.Config, words: readonly string[]): Promise<string> {
  const [topic = ""] = words;
  if (words.length === 0) return overview(config);
  const page = Object.hasOwn(helpTopics, topic) ? helpTopics[topic] : undefined;
  if (page) return `${page.summary}\n\n${page.text}\n`;
  requireKnown(config, words);
  const help = new HelpText(config, config.pjson.oclif.helpOptions);
  await help.showHelp([...words]);
  return help.text();
}

/** The framework's help as a text: it would print it past the pager, however wide its lines are. */
class HelpText extends Help {
  readonly #parts: string[] = [];

  text(): string {
    return this.#parts.map((part) => `${part}\n`).join("");
  }

  protected override log(...parts: string[]): void {
    this.#parts.push(parts.join(" "));
  }
}

/** Every command and topic under what it is for, one line each. */
function overview(config: Interfaces.Config): string {
  const summaries = summariesOf(config);
  const width = Math.max(...[...summaries.keys()].map((name) => name.length));
  const groups = Object.entries(helpGroups).flatMap(([title, names]) => [
    title,
    ...names.map((name) => `  ${name.padEnd(width)}  ${shortened(summaries.get(name) ?? "", lineWidth - width - 4)}`),
    "",
  ]);
  const pages = Object.entries(helpTopics).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    "v7 makes the database what the documents in git say.",
    "",
    ...groups,
    "Pages: v7 help PAGE",
    ...pages,
    "",
    "v7 COMMAND --help says how a command is used, v7 explain what words mean.",
    "",
  ].join("\n");
}

const lineWidth = 80;

/** The first of its sentences, and of that as much as fits. */
function shortened(summary: string, width: number): string {
  const [text = ""] = summary.length <= width ? [summary] : summary.split(/[;:] /);
  if (text.length <= width) return text;
  const cut = text.slice(0, width - 1);
  return `${cut.slice(0, cut.lastIndexOf(" ")).replace(/[,;:]$/, "")}…`;
}

function summariesOf(config: Interfaces.Config): ReadonlyMap<string, string> {
  const topics = config.topics
    .filter(({ name }) => !name.includes(":"))
    .map(({ name, description }) => [name, description ?? ""] as const);
  const commands = config.commands
    .filter(({ id, hidden }) => !id.includes(":") && !hidden)
    .map(({ id, summary }) => [id, summary ?? ""] as const);
  return new Map([...topics, ...commands]);
}

function requireKnown({ commandIDs, topics }: Interfaces.Config, words: readonly string[]): void {
  const names = [...commandIDs, ...topics.map(({ name }) => name)];
  if (names.includes(words.join(":"))) return;
  const known = [...names.map((name) => name.replaceAll(":", " ")), ...Object.keys(helpTopics)];
  const meant = nearest(words.join(" "), known);
  throw new Failure(
    "V7-C002",
    `no help about ${words.join(" ")}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
    {
      next: ["All commands: v7 --help", "Kinds, fields and codes: v7 explain"],
    },
  );
}
