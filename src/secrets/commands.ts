import { firstGroup, type Judgement, matchesNear, type Rule } from "./match.ts";
import { isEverybodys, isPlaceholder, looksRandom } from "./placeholders.ts";

function judged(match: RegExpExecArray): Judgement {
  const value = firstGroup(match, "single", "double", "plain") ?? "";
  if (isPlaceholder(value) || isEverybodys(value) || value === match.groups?.["user"]) return undefined;
  if (/^\d{1,6}$/.test(value) || value.startsWith("-")) return undefined;
  const message = "password among the words of a command";
  return { rule: "command-password", code: "V7-S014", severity: "error", message, value };
}

function basicHeader(match: RegExpExecArray): Judgement {
  const value = match.groups?.["plain"] ?? "";
  const decoded = Buffer.from(value, "base64").toString("latin1");
  const [, password] = /^[\x20-\x7e]{0,100}?:([\x20-\x7e]{1,200})$/.exec(decoded) ?? [];
  return password === undefined || isPlaceholder(password) ? undefined : header(value);
}

function header(value: string): Judgement {
  return { rule: "http-auth", code: "V7-S014", severity: "error", message: "password or token in a header", value };
}

const word = String.raw`(?:'(?<single>[^'\n]{1,200})'|\\?"(?<double>[^"\n]{1,200}?)\\?"|(?<plain>[^\s'"${"`"});|&]{1,200}))`;
const pair = String.raw`(?:'(?<user>[^'\n:]{0,100}):(?<single>[^'\n]{1,200})'|\\?"(?:[^"\n:]{0,100}):(?<double>[^"\n]{1,200}?)\\?"|(?:[^\s'"${"`"}:$<]{0,100}):(?<plain>[^\s'"${"`"});|&<>]{1,200}))`;

const commands: readonly { readonly words: readonly string[]; readonly expression: RegExp }[] = [
  {
    words: [" -u", " --user", " --proxy-user", " --auth", " -a ", "curl -u"],
    expression: new RegExp(
      String.raw`\b(?:curl|wget|http|https|xh|lftp|httpie|ncftpput|ab|wrk)\s(?:[^\n]{0,300}?\s)?(?:-u\s{0,4}|--user[= ]\s{0,4}|--proxy-user[= ]|-U\s{1,4}|-a\s{1,4}|-A\s{1,4}|--auth[= ])${pair}`,
      "g",
    ),
  },
  {
    words: ["mysql", "mariadb", "mycli"],
    expression: new RegExp(
      String.raw`\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mycli|mysqlimport)\s(?:[^\n|;&]{0,200}?\s)?-p(?=[^\s-])${word}`,
      "g",
    ),
  },
  {
    words: ["sshpass"],
    expression: new RegExp(String.raw`\bsshpass\s{1,4}-p\s{0,4}${word}`, "g"),
  },
  {
    words: ["sqlcmd", "bcp", "osql"],
    expression: new RegExp(String.raw`\b(?:sqlcmd|bcp|osql)\s(?:[^\n|;&]{0,200}?\s)?-P\s{0,4}${word}`, "g"),
  },
  {
    words: ["redis-cli"],
    expression: new RegExp(String.raw`\bredis-cli\s(?:[^\n|;&]{0,200}?\s)?(?:-a|--pass)\s{1,4}${word}`, "g"),
  },
  {
    words: [
      "mongo",
      "login",
      "twine",
      "kinit",
      "ldap",
      "influx",
      "clickhouse",
      "rabbitmqadmin",
      "vncpasswd",
      "zip",
      "7z ",
      "keytool",
      "cqlsh",
      "snowsql",
    ],
    expression: new RegExp(
      String.raw`\b(?:mongo|mongosh|mongodump|mongorestore|mongoexport|docker login|podman login|buildah login|skopeo login|helm registry login|oc login|az login|twine upload|kinit|ldapsearch|ldapadd|ldapmodify|influx|clickhouse-client|rabbitmqadmin|vncpasswd|zip|unzip|7z|keytool|cqlsh|snowsql)\s(?:[^\n|;&]{0,200}?\s)?(?:-p|-w|-P)\s{1,4}${word}`,
      "g",
    ),
  },
  {
    words: ["rabbitmqctl"],
    expression: new RegExp(
      String.raw`\brabbitmqctl\s{1,4}(?:add_user|change_password)\s{1,4}\S{1,64}\s{1,4}${word}`,
      "g",
    ),
  },
  {
    words: ["htpasswd"],
    expression: new RegExp(
      String.raw`\bhtpasswd\s{1,4}-\w{0,6}b\w{0,6}\s{1,4}\S{1,200}\s{1,4}\S{1,100}\s{1,4}${word}`,
      "g",
    ),
  },
  {
    words: ["pass:"],
    expression: new RegExp(String.raw`-(?:passin|passout|pass|k)\s{1,4}["']?pass:(?<plain>[^\s'"]{1,200})`, "g"),
  },
  {
    words: ["sudo", "chpasswd", "--password-stdin", "passwd --stdin"],
    expression: new RegExp(
      String.raw`\becho\s{1,4}(?:-n\s{1,4})?["']?(?:[\w.-]{1,64}:)?(?<plain>[^\s'"|]{1,200})["']?\s{0,4}\|\s{0,4}(?:sudo\s{1,4}(?:-\w{1,4}\s{1,4})*-S\b|(?:sudo\s{1,4})?chpasswd|docker login\b[^\n]{0,200}--password-stdin|passwd --stdin)`,
      "g",
    ),
  },
  {
    words: ["securestring"],
    expression: new RegExp(String.raw`\bConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?${word}`, "gi"),
  },
  {
    words: ["invoke-sqlcmd", "net use"],
    expression: new RegExp(
      String.raw`\b(?:Invoke-Sqlcmd|net use)\b[^\n]{0,200}?\s(?:-Password|/user:\S{1,100})\s{1,4}${word}`,
      "gi",
    ),
  },
  {
    words: [
      "requests.",
      "httpx.",
      "basicauth",
      "basic_auth",
      "usernamepassword",
      "passwordauthentication",
      "networkcredential",
      "login(",
      "pdo(",
      "dbi->connect",
      "getconnection(",
      "mysqli",
      "mysql.connect",
    ],
    expression: new RegExp(
      String.raw`\b(?:requests\.\w{2,8}|httpx\.\w{2,8}|HTTPBasicAuth|BasicAuth|basic_auth|SetBasicAuth|basicAuth|usernamePassword|PasswordAuthentication|NetworkCredential|login|PDO|DBI->connect|DriverManager\.getConnection|mysqli|mysqli_connect|(?:py)?mysql\.connect)\((?:[^\n()]{0,200}?,\s{0,4}(?=["'][^"'\n]{1,100}["']\s{0,4},\s{0,4}["'][^"'\n]{3,200}["']\s{0,4}[,)]))?(?:[^\n()]{0,200}?auth\s{0,2}=\s{0,2}\()?\s{0,4}["'](?<user>[^"'\n]{1,100})["']\s{0,4},\s{0,4}["'](?<plain>[^"'\n]{3,200})["']`,
      "g",
    ),
  },
];

const basic = /\bBasic\s{1,4}(?<plain>[A-Za-z0-9+/]{8,400}={0,2})(?![\w+/=])/g;
const bearer =
  /\b(?:Bearer|Token|ApiKey|GenieKey|x-api-key\s{0,2}:|api-key\s{0,2}:|private-token\s{0,2}:|x-vault-token\s{0,2}:|x-auth-token\s{0,2}:)\s{1,4}["']?(?<plain>[\w.~+/=-]{16,2000})/gi;

/** Passwords among the words of commands, and in headers of requests. */
export const commandPasswords: readonly Rule[] = [
  ...commands.map(({ words, expression }): Rule => ({
    words,
    find: (searched) => matchesNear(searched, expression, judged),
  })),
  { words: ["basic"], find: (searched) => matchesNear(searched, basic, basicHeader) },
  {
    words: ["bearer", "token", "apikey", "geniekey", "api-key"],
    find: (searched) =>
      matchesNear(searched, bearer, (match) => {
        const value = match.groups?.["plain"] ?? "";
        return isPlaceholder(value) || !looksRandom(value) ? undefined : header(value);
      }),
  },
];
