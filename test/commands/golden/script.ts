/** One step of a case's `commands` file, with the lines it stands on. */
export type Step =
  | {
      readonly action: "run";
      readonly text: string;
      readonly words: readonly string[];
      /** Columns of the terminal it runs in; a pipe without. */
      readonly width?: number;
      /** The login of the database it is typed as; absent: its owner. */
      readonly login?: string;
      readonly keys?: readonly string[];
    }
  | { readonly action: "write"; readonly text: string; readonly file: string; readonly content: string }
  | {
      readonly action: "replace";
      readonly text: string;
      readonly file: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly action: "delete"; readonly text: string; readonly file: string }
  | { readonly action: "example"; readonly text: string; readonly files: readonly string[] }
  | { readonly action: "commit"; readonly text: string; readonly message: string }
  | {
      readonly action: "sql";
      readonly text: string;
      readonly role: string;
      readonly application: string;
      readonly statement: string;
    }
  | { readonly action: "logins"; readonly text: string }
  | { readonly action: "comment"; readonly text: string };

/**
 * Reads a `commands` file. Steps start in the first column:
 *
 *     # a comment
 *     $ v7 plan --json | plan_id summary     what to run; behind the bar, the keys of the document to print
 *     $80 v7 status                          the same in a terminal of 80 columns
 *     write FILE <<EOF … EOF                 replace FILE: OLD -> NEW        delete FILE
 *     commit MESSAGE                         sql ROLE, APPLICATION: STATEMENT
 *     $ arthur: v7 approve b00001            the same as a login of the database
 *     logins                                 gives the tests' logins their memberships, as `v7 db grants` says
 *     example PATH…                          copies more of this repository's state
 *
 * Expected output follows: stdout behind two spaces, stderr behind `! `, `[exit N]` unless 0.
 */
export function parseScript(text: string): Step[] {
  const lines = text.split("\n");
  const steps: Step[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (isOutput(line)) continue;
    const end = line.endsWith("<<EOF") ? lines.indexOf("EOF", at) : at;
    if (end < 0) throw new Error(`no EOF for: ${line}`);
    steps.push(readStep(line, lines.slice(at, end + 1)));
    at = end;
  }
  return steps;
}

function isOutput(line: string): boolean {
  return line.trim() === "" || line.startsWith("  ") || line.startsWith("!") || line.startsWith("[exit ");
}

function readStep(line: string, lines: readonly string[]): Step {
  const text = lines.join("\n");
  const [, word = "", rest = ""] = /^(\S+)\s?(.*)$/.exec(line) ?? [];
  const width = /^\$(\d+)$/.exec(word)?.[1];
  if (width !== undefined) return { ...readCommand(text, rest), width: Number(width) };
  switch (word) {
    case "#":
      return { action: "comment", text };
    case "logins":
      return { action: "logins", text };
    case "$":
      return readCommand(text, rest);
    case "write":
      return {
        action: "write",
        text,
        file: rest.replace(/\s*<<EOF$/, ""),
        content: `${lines.slice(1, -1).join("\n")}\n`,
      };
    case "delete":
      return { action: "delete", text, file: rest };
    case "example":
      return { action: "example", text, files: rest.split(" ") };
    case "commit":
      return { action: "commit", text, message: rest };
    case "replace":
      return {
        action: "replace",
        text,
        ...named(/^(?<file>\S+): (?<from>.*) -> (?<to>.*)$/.exec(rest), line, ["file", "from", "to"]),
      };
    case "sql":
      return {
        action: "sql",
        text,
        ...named(/^(?<role>\w+), (?<application>[^:]+): (?<statement>.*)$/.exec(rest), line, [
          "role",
          "application",
          "statement",
        ]),
      };
    default:
      throw new Error(`no step: ${line}`);
  }
}

function readCommand(text: string, rest: string): Extract<Step, { readonly action: "run" }> {
  const [command = "", keys] = rest.split(" | ");
  const [first = "", ...others] = splitWords(command);
  const login = first.endsWith(":") ? first.slice(0, -1) : undefined;
  const [program, ...words] = login === undefined ? [first, ...others] : others;
  if (program !== "v7") throw new Error(`only v7 is run: ${text}`);
  return {
    action: "run",
    text,
    words,
    ...(login === undefined ? {} : { login }),
    ...(keys === undefined ? {} : { keys: keys.trim().split(/\s+/) }),
  };
}

/** Whether a story happens in a terminal, at least here and there. */
export function needsTerminal(text: string): boolean {
  return /^\$\d+ /m.test(text);
}

/** Splits at spaces, except between double quotes. */
function splitWords(text: string): string[] {
  // A word that is quoted whole by single quotes may hold double ones.
  return [...text.matchAll(/(?<!\S)'([^']*)'(?!\S)|(?:"[^"]*"|[^\s"])+/g)].map(
    ([word, whole]) => whole ?? word.replaceAll('"', ""),
  );
}

function named<Name extends string>(
  match: RegExpExecArray | null,
  line: string,
  names: readonly Name[],
): Record<Name, string> {
  if (!match) throw new Error(`cannot be read: ${line}`);
  return Object.fromEntries(names.map((name) => [name, match.groups?.[name] ?? ""])) as Record<Name, string>;
}
