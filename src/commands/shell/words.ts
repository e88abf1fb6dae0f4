import { nearest } from "../../model/nearest.ts";
import { meantByOthers, otherWays } from "./other-words.ts";

/** What the words typed after `v7` ask for. */
export type Request =
  | { readonly kind: "help"; readonly words: readonly string[] }
  | { readonly kind: "command"; readonly id: string; readonly words: readonly string[] }
  | { readonly kind: "unknown"; readonly name: string; readonly nearest: string | undefined };

const flagsWithValue = new Set(["--repo", "-C", "--database-url", "--actor"]);
const helpFlags = new Set(["--help", "-h"]);

/** Finds the command in what was typed. Global flags may stand before it: `v7 --repo DIR db up`. Ids look like `db:up`. */
export function readRequest(words: readonly string[], ids: readonly string[]): Request {
  const start = leadingFlags(words);
  const rest = words.slice(start);
  const name = untilFlag(rest);
  const id = longestKnown(name, ids);
  if (id === undefined && name[0] === "help") return { kind: "help", words: name.slice(1) };
  if (name.length === 0) return { kind: "help", words: [] };
  if (id === undefined && isTopic(name.join(":"), ids)) return { kind: "help", words: name };
  if (id === undefined) return { kind: "unknown", name: unknownName(name, ids), nearest: nearestCommand(name, ids) };
  if (wantsHelp(rest)) return { kind: "help", words: id.split(":") };
  return { kind: "command", id, words: [...words.slice(0, start), ...rest.slice(id.split(":").length)] };
}

/** True when `--json` or `--format json` was typed, whether or not the rest can be parsed. */
export function wantsJson(words: readonly string[]): boolean {
  const typed = beforeSeparator(words);
  return typed.includes("--json") || typed.includes("--format=json") || typed[typed.indexOf("--format") + 1] === "json";
}

function leadingFlags(words: readonly string[]): number {
  let index = 0;
  while (words[index]?.startsWith("-") === true && words[index] !== "--")
    index += flagsWithValue.has(words[index] ?? "") ? 2 : 1;
  return index;
}

function untilFlag(words: readonly string[]): string[] {
  const end = words.findIndex((word) => word.startsWith("-"));
  return words.slice(0, end < 0 ? words.length : end);
}

function longestKnown(name: readonly string[], ids: readonly string[]): string | undefined {
  for (let length = name.length; length > 0; length -= 1) {
    const id = name.slice(0, length).join(":");
    if (ids.includes(id)) return id;
  }
  return undefined;
}

function isTopic(name: string, ids: readonly string[]): boolean {
  return ids.some((id) => id.startsWith(`${name}:`));
}

/** As far as it is a topic, and one word more; two words at least, as of most commands. */
function unknownName(name: readonly string[], ids: readonly string[]): string {
  const length = name.findIndex((_, at) => !isTopic(name.slice(0, at + 1).join(":"), ids)) + 1;
  return name.slice(0, Math.max(2, length)).join(" ");
}

function nearestCommand(name: readonly string[], ids: readonly string[]): string | undefined {
  const known = ids.map((id) => id.replaceAll(":", " "));
  if (Object.hasOwn(otherWays, name[0] ?? "")) return undefined;
  const topics = known.filter((id) => id.includes(" ")).map((id) => id.split(" ")[0] ?? id);
  return (
    meantByOthers(name, known) ??
    nearest(unknownName(name, ids), known) ??
    nearest(name[0] ?? "", [...known, ...topics])
  );
}

function wantsHelp(words: readonly string[]): boolean {
  return beforeSeparator(words).some((word) => helpFlags.has(word));
}

function beforeSeparator(words: readonly string[]): readonly string[] {
  const end = words.indexOf("--");
  return end < 0 ? words : words.slice(0, end);
}
