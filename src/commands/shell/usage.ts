import { Failure } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";

/** What a command accepts, for the message about what was typed instead. */
export interface Usage {
  /** As typed: `db up`. */
  readonly command: string;
  /** Without the dashes. */
  readonly flags: readonly string[];
}

/** Turns the parser's error into v7's own words. Values that were typed are never repeated: one may be a password. */
export function usageFailure(error: unknown, usage: Usage): unknown {
  if (!(error instanceof Error) || error instanceof Failure) return error;
  const next = [`v7 ${usage.command} --help`];
  return new Failure("V7-C001", usageMessage(error, usage), { next });
}

function usageMessage(error: Error, usage: Usage): string {
  // The parser paints what it says on a terminal; v7 paints by itself.
  const message = error.message.replaceAll(/\u001b\[[\d;]*m/g, "");
  const unknown = listOf(error, "flags");
  if (unknown.length > 0) return unknownFlags(unknown.map(String), usage);
  const names = listOf(error, "args").map((item) =>
    typeof item === "object" && item !== null && "name" in item ? String(item.name) : "",
  );
  if (message.startsWith("Missing")) return `missing ${names.map((name) => name.toUpperCase()).join(", ")}`;
  if (message.startsWith("Unexpected argument")) return "more arguments than this command takes";
  return withoutTypedValue(message);
}

function unknownFlags(flags: readonly string[], usage: Usage): string {
  const named = flags.map((flag) => {
    const name = flag.replace(/=.*/su, "");
    const meant = nearest(name.replace(/^-+/, ""), usage.flags);
    return meant === undefined ? name : `${name}; did you mean --${meant}?`;
  });
  return `unknown ${flags.length === 1 ? "flag" : "flags"} ${named.join(", ")}`;
}

function withoutTypedValue(message: string): string {
  const lines = message.split("\n").filter((line) => line !== "" && !line.startsWith("See more help"));
  const [first = "cannot be parsed", second] = lines.map((line) => line.trim());
  return lowerFirst(
    heading(first, second)
      .replace(/^Expected (--[\w-]+)=.* to be one of: /su, "$1 takes one of: ")
      .replace(/^Expected .* to be one of: /su, "the argument is one of: ")
      .replace(/^Flag (--[\w-]+)/u, "flag $1")
      .replace(/ but received: .*/su, "")
      .replace(/=\S+/gu, ""),
  );
}

function heading(first: string, second: string | undefined): string {
  if (second === undefined) return first;
  const flag = /^Parsing (--[\w-]+)/u.exec(first)?.[1];
  if (flag !== undefined) return `${flag}: ${lowerFirst(second)}`;
  return /^The following errors? occurred/.test(first) ? second : first;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function listOf(error: Error, key: string): readonly unknown[] {
  const value: unknown = Reflect.get(error, key);
  return Array.isArray(value) ? value : [];
}
