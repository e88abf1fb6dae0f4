import type { Code } from "../model/codes/codes.ts";
import type { AddedLine, AddedLines } from "../git/staged-changes.ts";
import { type Finding, sortFindings } from "../model/finding.ts";

/**
 * The secrets in lines that a commit adds, none of which is repeated. A line that ends `v7:allow-secret REASON` is
 * somebody's considered decision; without a reason it is none.
 */
export async function findSecrets({ lines }: AddedLines): Promise<Finding[]> {
  const own = lines.flatMap(ownRules);
  const seen = new Set(own.map(lineKey));
  const known = (await knownForms(lines)).filter((finding) => !seen.has(lineKey(finding)));
  const found = [...own, ...known];
  if (found.length === 0) return [];
  const permits = permitsIn(lines, new Set(found.map(lineKey)));
  return sortFindings([
    ...found.filter((finding) => !permits.given.has(lineKey(finding))),
    ...permits.withoutReason.map(missingReason),
  ]);
}

type FileLine = Pick<Finding, "file" | "line">;

function lineKey({ file, line }: FileLine): string {
  return `${line}:${file}`;
}

/** Anything shorter than a token, a URL or a key's first line cannot hold one, and the library takes its time to load. */
const worthAsking = /[\w+/=.~-]{16,}|:\/\/|-----BEGIN /;

async function knownForms(lines: readonly AddedLine[]): Promise<Finding[]> {
  if (!lines.some(({ text }) => worthAsking.test(text))) return [];
  const { findTokens } = await import("./secret-tokens.ts");
  return findTokens(lines);
}

/** Passwords that have no form of their own: what stands before them gives them away. */
function ownRules({ file, line, text }: AddedLine): Finding[] {
  return rules.flatMap(({ expression, code, describe }) =>
    [...text.matchAll(expression)].flatMap((match): Finding[] => {
      const { value, single, double } = match.groups ?? {};
      if (placeholder.test((value ?? single ?? double ?? "").trim())) return [];
      const place = { file, line, column: match.index + 1 };
      return [{ severity: "error", code, message: `password in ${describe(match)}`, ...place }];
    }),
  );
}

interface Rule {
  /** Its group `value`, or one of `single` and `double` in quotes, is the password. Every repetition has a bound. */
  readonly expression: RegExp;
  readonly code: Code;
  describe(match: RegExpMatchArray): string;
}

const rules: readonly Rule[] = [
  {
    expression:
      /(?<![A-Za-z0-9_])PGPASSWORD["']?(?:=|\s{1,4}=\s{0,4}|\s{0,4}:\s{0,4})(?:'(?<single>[^']{1,200})'|"(?<double>[^"]{1,200})"|(?<value>[^\s'"]{1,200}))/g,
    code: "V7-S002",
    describe: () => "PGPASSWORD=***",
  },
  {
    expression:
      /(?<scheme>[a-z][a-z0-9+.-]{1,30}):\/\/(?<user>[^\s:/@"'<>`]{0,64}):(?<value>[^\s@/"'<>`]{1,200})@(?<host>[\w.[\]-]{0,100})/gi,
    code: "V7-S003",
    describe: ({ groups }) => `${groups?.["scheme"]}://${groups?.["user"]}:***@${groups?.["host"]}`,
  },
];

/** What stands for a password instead of being one: a variable, a command, a gap to fill in. */
const placeholder = /^(?:[$%{<*([].*|\.{2,}|…|x+|-+|pass(?:word|wd)?|pwd|secret)$/i;

/** The marker stands last; only what closes a comment may follow. */
const marker = /v7:allow-secret\b(?<reason>.*?)\s*(?:-->|\*\/)?\s*$/;

interface Permits {
  readonly given: ReadonlySet<string>;
  readonly withoutReason: readonly AddedLine[];
}

function permitsIn(lines: readonly AddedLine[], found: ReadonlySet<string>): Permits {
  const given = new Set<string>();
  const withoutReason: AddedLine[] = [];
  for (const line of lines) {
    const key = lineKey(line);
    const reason = found.has(key) ? marker.exec(line.text)?.groups?.["reason"] : undefined;
    if (reason === undefined) continue;
    if (/\w/.test(reason)) given.add(key);
    else withoutReason.push(line);
  }
  return { given, withoutReason };
}

function missingReason({ file, line, text }: AddedLine): Finding {
  const column = (marker.exec(text)?.index ?? 0) + 1;
  const message = "v7:allow-secret needs a reason behind it";
  return { severity: "error", code: "V7-S005", message, file, line, column };
}
