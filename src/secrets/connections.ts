import { firstGroup, type Judgement, matchesNear, type Rule } from "./match.ts";
import { isEverybodys, isPlaceholder, looksRandom } from "./placeholders.ts";

function rule(words: readonly string[], expression: () => RegExp, where: string): Rule {
  return { words, find: (searched) => matchesNear(searched, expression(), (match) => judged(match, where)) };
}

const parts = (
  "password passwd pwd passphrase sslpassword secret client_secret api_key api-key apikey access_token auth_token token sig " +
  "signature x-amz-signature key"
).split(" ");

const valueOfPair = String.raw`(?:\\?'(?<single>[^'\n]{1,200}?)\\?'|\\?"(?<double>[^"\n]{1,200}?)\\?"|(?<plain>[^\s'";&,)]{1,200}))`;

const libpq = new RegExp(
  String.raw`(?<![\w.])(?:host(?:addr)?|user|dbname|port|sslmode)\s?=\s?[^;\n]{0,200}?[\s"']password\s?=(?!>)\s?${valueOfPair}`,
  "g",
);
const libpqReversed = new RegExp(
  String.raw`(?<![\w.])password\s?=\s?${valueOfPair}\s[^;\n]{0,200}?(?<![\w.])(?:host(?:addr)?|user|dbname|sslmode)\s?=`,
  "g",
);

const place =
  "(?:server|data source|datasource|host(?:name)?|addr(?:ess)?|user(?: ?id|name)?|uid|database|initial catalog|dsn|driver|port|endpoint|servicename)";
const secret = "(?:password|pwd|passwd)";
const pairs = new RegExp(
  String.raw`(?<![\w.])${place}\s?=[^=\n"';]{1,200};(?:[^\n"]{0,300}?;)?\s?${secret}\s?=\s?${valueOfPair}`,
  "gi",
);
const pairsReversed = new RegExp(
  String.raw`(?<![\w.])${secret}\s?=\s?(?:'(?<single>[^'\n]{1,200})'|(?<plain>[^\s'";&,)]{1,200}));\s?(?:[^\n"]{0,300}?;)?\s?${place}\s?=`,
  "gi",
);

const query = /[?&;](?:amp;)?(?<part>[\w-]{2,20})=(?<plain>[^\s&"'`<>#;)\\]{1,400})/gi;

const goDsn = /(?<![\w:/.@-])(?<user>[\w.-]{1,64}):(?<plain>[^\s"'`]{1,200}?)@(?:tcp|unix|udp)\(/g;

/** `sqlplus USER/PASSWORD@//ALPHA:1521/ORCL`, and the same in addresses of JDBC. */
const oracle =
  /(?:jdbc:oracle:(?:thin|oci):|(?:sqlplus|expdp|impdp|sqlldr|rman target)\s+(?:-\w+\s+)*['"]?)(?<user>[\w$#]{1,64})\/(?<plain>[^\s"'/@]{1,100})@/gi;

const azureKey = /(?:AccountKey|SharedAccessKey|SharedSecretValue)=(?<plain>[A-Za-z0-9+/]{20,120}={0,2})/g;

function judged(match: RegExpExecArray, where: string): Judgement {
  const value = firstGroup(match, "single", "double", "plain") ?? "";
  if (isPlaceholder(value) || isEverybodys(value) || value === match.groups?.["user"]) return undefined;
  return {
    rule: "connection-password",
    code: "V7-S012",
    severity: "error",
    message: `password in ${where}`,
    value,
  };
}

/** Words such as `key` and `token` stand in many an address; only what is made by a program counts there. */
function judgedPart(match: RegExpExecArray): Judgement {
  const { part = "", plain: value = "" } = match.groups ?? {};
  if (!parts.includes(part.toLowerCase()) || isPlaceholder(value) || isEverybodys(value)) return undefined;
  if (!/^(?:ssl)?pass|^pwd/i.test(part) && !looksRandom(decoded(value))) return undefined;
  const message = `${/pass|pwd/i.test(part) ? "password" : "secret"} in the query of an address`;
  return { rule: "connection-password", code: "V7-S012", severity: "error", message, value };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Passwords in what programs connect by, beside URLs: libpq's words, ADO's and ODBC's pairs, DSNs, parts of queries. */
export const connectionPasswords: readonly Rule[] = [
  rule(["password"], () => libpq, "a connection string of libpq"),
  rule(["password"], () => libpqReversed, "a connection string of libpq"),
  rule(["password", "pwd", "passwd"], () => pairs, "a connection string"),
  rule(["password", "pwd", "passwd"], () => pairsReversed, "a connection string"),
  rule(["@tcp(", "@unix(", "@udp("], () => goDsn, "a DSN"),
  rule(["jdbc:oracle", "sqlplus", "expdp", "impdp", "sqlldr", "rman target"], () => oracle, "a connection of Oracle's"),
  rule(["accountkey=", "sharedaccesskey=", "sharedsecretvalue="], () => azureKey, "a connection string of Azure"),
  {
    words: parts.flatMap((part) => [`?${part}=`, `&${part}=`, `;${part}=`]),
    find: (searched) => matchesNear(searched, query, judgedPart),
  },
];
