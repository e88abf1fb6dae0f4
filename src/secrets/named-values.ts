import type { Code } from "../model/codes/codes.ts";
import type { Severity } from "../model/finding.ts";
import type { Rule, Searched, SecretMatch } from "./match.ts";
import { isCode, isEverybodys, isIdentity, isPlaceholder, looksRandom, type Quoting } from "./placeholders.ts";
import { nameSource, nameWords, type SecretName, secretName } from "./secret-names.ts";

/**
 * Passwords that have no form of their own: a name before them gives them away. However a language, a shell or a file of
 * settings gives a value to a name, it is one of the connections below.
 */
export const namedValues: Rule = {
  words: nameWords,
  find: (searched) => {
    const ends = new Set<number>();
    return searched.hits.flatMap((hit) => {
      const match = nameAt(searched.text, hit);
      const end = match === null ? 0 : match.index + match[0].length;
      if (match === null || ends.has(end)) return [];
      ends.add(end);
      return [...valueBehind(searched, match), ...valueBefore(searched, match)];
    });
  },
};

/** The whole name that a word is part of. */
function nameAt(text: string, hit: number): RegExpExecArray | null {
  let start = hit;
  while (start > 0 && hit - start < longestName && /[\w.-]/.test(text[start - 1] ?? "")) start -= 1;
  // A name is no path and no option: it begins with a letter, and `--` stands before it.
  while (start < hit && /[.-]/.test(text[start] ?? "")) start += 1;
  name.lastIndex = start;
  const match = name.exec(text);
  return match !== null && match.index + match[0].length > hit ? match : null;
}

const longestName = 80;
const name = new RegExp(nameSource, "iy");

const quoted = String.raw`(?:'(?<single>(?:[^'\\\n]|\\.|''){1,300})'|\\?"(?<double>(?:[^"\\\n]|\\(?!")[^\n]){1,300})\\?"|${"`"}(?<back>[^${"`"}\n$]{1,300})${"`"})`;
const bare = String.raw`(?<plain>[^\s'"${"`"},;]{1,300})`;
const prefix =
  String.raw`(?:[bBuUrRfF@$]|(?:\[\]byte|Buffer\.from|SecretStr|Secret|SecureString|String|str|bytes|(?:Secret)?String::(?:from|new)|` +
  String.raw`(?:Secret|SecretBox|Zeroizing|Cow|Box)::(?:new|from)|Some|new (?:String|Secret\w{0,10}|NetworkCredential)|std::string(?:_view)?)\(|\(\s{0,40})?`;

interface Connection {
  readonly expression: RegExp;
  readonly onlyBehind?: RegExp;
  /** What it says of the value alone: of prose and of what could be two words only what looks made up. */
  readonly asks?: "made up" | "prose";
}

/** What may stand between a name and its value, tried in this order right behind the name. */
const connections: readonly Connection[] = [
  // variable "db_password" { default = "…" }
  {
    expression: new RegExp(String.raw`"\s{0,4}\{[^{}]{0,600}?\bdefault\s{0,20}=\s{0,20}${quoted}`, "y"),
    onlyBehind: /\bvariable\s{1,4}"$/,
  },
  // NAME="$(printf '%s' '…')", NAME=$(echo …)
  {
    expression: new RegExp(
      String.raw`[ \t]{0,4}=[ \t]{0,4}"?(?:\$\(|${"`"})\s{0,4}(?:printf\s{1,4}(?:--\s{1,4})?["']?%s(?:\\n)?["']?|echo(?:\s{1,4}-\w{1,3})?)\s{1,4}(?:${quoted}|${bare})`,
      "y",
    ),
  },
  // password: >-, and one word on the line below
  {
    expression:
      /["']?[ \t]{0,4}:[ \t]{1,4}[|>][+-]?\d?[ \t]{0,8}\r?\n[ \t]{1,40}(?<plain>\S{1,300})[ \t]{0,8}(?=\r?\n|$)/y,
  },
  // "name": "PGPASSWORD", "value": "…" · <add key="…" value="…"> · - name: PGPASSWORD, value: … below
  {
    expression: new RegExp(
      String.raw`\\?["']?\s{0,4},?\s{0,120}\\?["']?(?:value|defaultValue)\\?["']?\s{0,4}[:=]\s{0,4}(?:${quoted}|${bare})`,
      "iy",
    ),
  },
  // Set-Item Env:NAME -Value "…" · <key>password</key> <string>…</string>
  { expression: new RegExp(String.raw`["']?[ \t]{1,4}-Value[ \t]{1,4}(?:${quoted}|${bare})`, "iy") },
  { expression: /<\/key>\s{0,40}<string>(?<plain>[^<>\s]{1,200})(?=<\/string>)/y, onlyBehind: /<key>$/ },
  // let password: String = "…", Dim pwd As String = "…"
  {
    expression: new RegExp(
      String.raw`(?:\(\))?(?:\s{0,2}:\s{0,2}|\s{1,4}As\s{1,4})[\w&'<>\[\].|? ]{1,40}?\s{0,2}=\s{0,2}${prefix}${quoted}`,
      "iy",
    ),
  },
  // "name": "…", name => '…', os.environ["NAME"] = "…"
  {
    expression: new RegExp(
      String.raw`(?:\\?["'])?[\])}]{0,2}[ \t]{0,8}(?:=>|:=|\?=|\|\|=|=(?![=~])|:(?![:=]))[ \t]{0,8}${prefix}${quoted}`,
      "y",
    ),
  },
  // NAME=…, name: …; with a blank behind it alone, NAME= is empty
  {
    expression: new RegExp(
      String.raw`(?:\\?["'])?[\])}]{0,2}(?:[ \t]{1,8}(?:=>|:=|\?=|=(?![=~]))[ \t]{0,8}|[:?]?=(?![=~])|[ \t]{0,8}(?:=>|:(?![:=]))[ \t]{0,8})${bare}`,
      "y",
    ),
  },
  // setenv("NAME", "…"), ["--password", "…"]
  { expression: new RegExp(String.raw`\\?["']\s{0,4},\s{0,8}${prefix}${quoted}`, "y"), onlyBehind: /["'](?:--?)?$/ },
  // <password>…</password>
  { expression: /(?:\s[^<>\n]{0,80})?>(?<plain>[^<>\s]{1,200})(?=<\/)/y, onlyBehind: /<(?:[\w.-]{1,40}:)?$/ },
  { expression: /["'](?:\s[^<>\n]{0,80})?>(?<plain>[^<>\s]{1,200})(?=<\/)/y, onlyBehind: /=["']$/ },
  // ENV NAME …, setx NAME …, set -x NAME …, aws configure set name …, --password …
  {
    expression: new RegExp(
      String.raw`["']?[ \t]{1,4}(?:${quoted}|(?<plain>[^\s'"${"`"},;=-][^\s'"${"`"},;]{0,300}))`,
      "y",
    ),
    onlyBehind:
      /(?:^|[\s;&|"'`(])(?:ENV|ARG|setx(?:\s+\/[mM])?|setenv|set\s+-[a-zA-Z]{1,5}|set-item\s+["']?env:|config\s+set|configure\s+set|secret\s+set)\s{0,4}["']?$|(?:^|[\s;&|"'`(])--?$/i,
  },
  // {password, "…"}, {password, <<"…">>}
  {
    expression: new RegExp(String.raw`\s{0,4},\s{0,8}(?:<<)?${quoted}`, "y"),
    onlyBehind: /\{\s{0,4}$/,
    asks: "made up",
  },
  // storePassword "…", password '…', (setq smtp-password "…"), {:db-password "…"}
  {
    expression: new RegExp(
      String.raw`(?<!(?:^|[^\w.-])pass)[ \t]{1,8}(?!${"`"})${quoted}(?=[ \t]{0,8}(?:[\r\n;,)}\]]|$|[:\w][\w-]{0,40}[ \t"'=]))`,
      "y",
    ),
    asks: "made up",
  },
  // The password is …
  {
    expression: new RegExp(
      String.raw`["'*_]{0,2}[ \t]{1,4}(?:is|was|lautet|ist|es|est|é|è)(?:[ \t]{1,4}now|[ \t]{1,4}still)?[ \t]{0,2}:?[ \t]{1,4}["'“*_${"`"}]{0,2}(?<plain>[^\s'"“”${"`"},;]{4,100}?)(?:(?=["'”*_${"`"}]{0,2}(?:[.,;:!?)]{0,3}(?:\r?\n|$)|[.,;:!?)]{1,3}\s)|["'”${"`"}])|(?<=[A-Z!-/:-@]\S{0,100})(?=\s))`,
      "y",
    ),
    asks: "prose",
  },
];

/** `${NAME:-…}`: the value of a variable that is not set. */
const defaults: readonly Connection[] = [{ expression: /:?[-=](?<plain>[^\s'"`},;]{1,300})\}/y }];

/** Looks far enough to see a command before a name. */
const lookBehind = 40;

function valueBehind({ file, text }: Searched, match: RegExpExecArray): SecretMatch[] {
  const written = match.groups?.["name"] ?? "";
  const name = secretName(written);
  if (name === undefined) return [];
  const end = match.index + match[0].length;
  const before = text.slice(Math.max(0, match.index - lookBehind), match.index);
  const isVariable = before.endsWith("${");
  for (const { expression, onlyBehind, asks } of isVariable ? defaults : connections) {
    if (onlyBehind && !onlyBehind.test(before)) continue;
    expression.lastIndex = end;
    const found = expression.exec(text);
    if (found === null) continue;
    const value = literalIn(found);
    // Shells have the output of a command between such quotes.
    if (value === undefined || (found.groups?.["back"] !== undefined && !codeFile.test(file))) continue;
    const given = { written, name, file, ...value, isTight: !/^\W*\s/.test(found[0].slice(0, -value.value.length)) };
    // In a list of names the next one is no value.
    const isList = name.kind === "bare" && /^\\?["']\s*,/.test(found[0]) && !isMixed(value.value);
    if (isList || !isSecretValue(given) || !isEnough(given, asks)) return [];
    const start = end + found[0].lastIndexOf(value.value);
    const around = text.slice(Math.max(0, match.index - nearBefore), start);
    const said = asks !== "prose" && isInUse(given, around, found[0]) ? { ...given, isUsed: true } : given;
    return [{ ...(asks === "prose" ? warned(given) : told(said)), at: match.index, start, value: value.value }];
  }
  return [];
}

/** What is next to a name by chance is a word, as a rule. */
function isEnough({ value, name }: Given, asks: Connection["asks"]): boolean {
  if (asks === undefined) return true;
  if (!isMixed(value) || /[:?]$/.test(value) || value.length < 5) return false;
  if (asks === "made up") return true;
  return name.holds === "password" && /\d/.test(value) && /[A-Za-z]/.test(value) && !schemes.test(value);
}

/** What passwords are turned into, and measured by. */
const schemes =
  /^(?:base|utf-?|sha-?|md|argon|s?crypt|bcrypt|pbkdf|scram|aes-?|rot|rfc-?|v|ascii|latin|iso-?|\d+\D?[a-z]+$)-?\d|^\d+-?[a-z]+$/i;

/** Who connects with a password that stands there, uses it: no example of a form, and no word of one. */
function isInUse({ file }: Given, before: string, connection: string): boolean {
  if (/--set(?:-string|-literal)?[= ]["']?[^\s"']{0,300}$/.test(before.slice(0, before.length - connection.length)))
    return true;
  if (/^(?:\s[^<>]{0,80})?>/.test(connection) && /\.(?:xml|config|pom)$/i.test(file)) return true;
  const call = codeFile.test(file) ? connecting.exec(before)?.[0] : undefined;
  return call !== undefined && !/localhost|127\.0\.0\.1|\[?::1/.test(call);
}

const nearBefore = 400;
const connecting =
  /\b(?:create(?:Connection|Pool|PoolCluster|Client|Transport)|[Cc]onnect|(?:new\s{1,4}|\.)(?:Connection|Pool|Client|Sequelize|Redis))\s?\(\s{0,20}(?:[^(){}]{0,100}\{)?[^(){}]{0,300}$/;

/** `{"value": "…", "name": "PGPASSWORD"}` */
function valueBefore({ file, text }: Searched, match: RegExpExecArray): SecretMatch[] {
  const written = match.groups?.["name"] ?? "";
  const isQuoted = /["']/.test(text[match.index - 1] ?? "") && /["']/.test(text[match.index + match[0].length] ?? "");
  if (!isQuoted) return [];
  const from = Math.max(0, match.index - 500);
  const found = valueFirst.exec(text.slice(from, match.index - 1));
  const value = found && literalIn(found);
  const said = secretName(written);
  if (!found || !value || said === undefined) return [];
  const given = { written, name: said, file, ...value, isTight: false };
  const start = from + found.index + found[0].indexOf(value.value);
  return isSecretValue(given) ? [{ ...told(given), at: match.index, start, value: value.value }] : [];
}

const valueFirst = new RegExp(
  String.raw`["']?value["']?\s{0,4}[:=]\s{0,4}${quoted}\s{0,4},?\s{0,80}["']?(?:name|key)["']?\s{0,4}[:=]\s{0,4}$`,
);

interface Literal {
  readonly value: string;
  readonly quoting: Quoting;
}

function literalIn({ groups = {} }: RegExpExecArray): Literal | undefined {
  const { single, double, back, plain } = groups;
  if (single !== undefined) return { value: single, quoting: "single" };
  if (double ?? back) return { value: double ?? back ?? "", quoting: "double" };
  const value = plain?.replace(/(?:\\n|\\r|\\)+$/, "").replace(/(?<![({[].{0,200})[)}\]]+$/, "");
  return value ? { value, quoting: "none" } : undefined;
}

interface Given extends Literal {
  readonly written: string;
  readonly name: SecretName;
  readonly file: string;
  /** Without a blank between the name, its connection and the value: so shells and files of variables write. */
  readonly isTight: boolean;
  /** Where it stands something is connected to or set up with it. */
  readonly isUsed?: boolean;
}

function isSecretValue(given: Given): boolean {
  const { value, quoting, name, written, isTight } = given;
  if (isPlaceholder(value, quoting)) return false;
  if (name.kind === "pg") return !isEverybodys(value) && !(quoting === "none" && !isTight && isCode(value));
  if (isEverybodys(value) || value.toLowerCase() === written.toLowerCase()) return false;
  if (quoting === "none" && (isCode(value) || !mayBeBare(given))) return false;
  if (/^(?:https?|file|ssh|git):\/\//i.test(value) || /^(?:\.{0,2}|~)\/[\w./-]+$/.test(value)) return false;
  return name.holds === "password" ? isPassword(given) : isToken(value);
}

/** In source code what stands without quotes is a name, unless a shell's words are quoted there. */
function mayBeBare({ file, written, isTight, value }: Given): boolean {
  if (!codeFile.test(file)) return true;
  return isTight && written === written.toUpperCase() && /[^A-Za-z_]/.test(value);
}

const codeFile =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|go|java|kt|kts|scala|rb|rs|c|h|cc|cpp|hpp|cs|fs|php|swift|m|dart|ex|exs|erl|lua|pl|r|jl|groovy|clj|hs|ml|zig|sol)$/i;

function isPassword({ value, quoting, name, file, isTight }: Given): boolean {
  if (value.length < 4 || value.length > 200) return false;
  if (/\s/.test(value))
    return name.kind === "named" && quoting !== "none" && /\d/.test(value) && /[^\w\s.,:'-]/.test(value);
  if (/^[\^~>=<v]?\d+(?:\.\d+)+(?:[-+][\w.]+)?$/.test(value)) return false;
  if (isIdentity(value) && !/^\d/.test(value)) return name.kind === "named";
  if (isMixed(value)) return true;
  if (/^[A-Z][a-z]+$/.test(value) || value.length < 6) return name.kind === "named" && quoting === "none" && isTight;
  if (/^[a-z]+(?:[-_.][a-z]+)+$/i.test(value))
    return (
      name.kind === "named" &&
      (quoting !== "none" || isTight) &&
      !/[-_.](?:key|secret|password|token|ref)$/i.test(value)
    );
  return name.kind === "named" || quoting !== "none" || settingsFile.test(file) ? !labels.test(value) : false;
}

const settingsFile = /(?:^|\/)\.?env(?:\.[\w.-]+)?$|\.(?:ya?ml|ini|cfg|conf|cnf|properties|toml|env)$/i;

/** More than letters: what somebody made up, or a program. */
function isMixed(value: string): boolean {
  return /[A-Za-z\u0080-\uffff]/.test(value)
    ? /\d|[^\p{L}\p{M}\p{N}_.\-\s]/u.test(value) || /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(value)
    : value.length >= 6;
}

/** What forms, schemas and options hold where a password would stand. */
const labels =
  /^(?:current|hidden|visible|confirm|forgotten|invalid|incorrect|missing|correct|encrypted|hashed|plaintext|generated|provided|disabled|enabled|prompt|kerberos|ldap|scram|trust|peer|basic|bearer|digest|contrase[nñ]a|mot|motdepasse|kennwort|passwort|wachtwoord|senha|heslo|haslo|has\u0142o|salasana|l\u00f6senord|parola|integer|number|object|array|format|inherit|always|never|manual|automatic|external|internal|kubernetes|docker|github|gitlab|google|azure|rotate|rotated|expired|length|minimum|maximum)$/i;

function isToken(value: string): boolean {
  if (isIdentity(value) || value.length < 8 || /\s/.test(value)) return false;
  return looksRandom(value) || (/\d/.test(value) && /[A-Za-z]/.test(value) && /[^\w.\-/:]/.test(value));
}

interface Told {
  readonly rule: string;
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
}

function warned({ name, written }: Given): Told {
  const message = `this looks like a ${name.holds === "password" ? "password" : "secret"}: ${written}`;
  return { rule: "bare-secret", code: "V7-S016", severity: "warning", message };
}

function told(given: Given): Told {
  const { name, written, value, isTight, quoting } = given;
  if (name.kind === "pg")
    return { rule: "pg-password", code: "V7-S002", severity: "error", message: "password in PGPASSWORD=***" };
  const what = name.holds === "password" ? "password" : "secret";
  const isError =
    given.isUsed === true ||
    (name.kind === "named"
      ? isStrong(value) || isTight || quoting !== "none" || /\d/.test(value)
      : name.holds === "token" && isStrong(value));
  if (isError) return { rule: "named-secret", code: "V7-S010", severity: "error", message: `${what} in ${written}` };
  return warned(given);
}

/** What a value says that stands below a name, as in a table; undefined where it is no secret. */
export function toldBelow(file: string, written: string, value: string): Told | undefined {
  const name = secretName(written);
  if (name === undefined) return undefined;
  const given: Given = { file, written, name, value, quoting: "double", isTight: false };
  return isSecretValue(given) && isEnough(given, "made up") ? told(given) : undefined;
}

function isStrong(value: string): boolean {
  return value.length >= 20 && looksRandom(value);
}
