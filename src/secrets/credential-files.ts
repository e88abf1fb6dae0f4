import { basename } from "node:path";
import { type Judgement, matchesNear, type Rule } from "./match.ts";
import { isEverybodys, isPlaceholder } from "./placeholders.ts";

/** Lines of files that programs keep their passwords in, wherever somebody has copied them to. */
export const credentialLines: readonly Rule[] = [
  {
    // A port is four digits or five; a star stands for any.
    words: [":0000:", ":00000:", ":*:"],
    find: (searched) =>
      matchesNear(searched, pgpass, ({ groups = {} }) =>
        /pgpass/i.test(searched.file) ||
        groups["port"] === "*" ||
        ((groups["plain"] ?? "").length > 3 && /^[A-Za-z*[]|\d\./.test(groups["host"] ?? ""))
          ? told(groups["plain"], "pgpass-line", "a line of a .pgpass file", groups["user"])
          : undefined,
      ),
  },
  {
    words: ["passw"],
    find: (searched) => {
      const judge = (match: RegExpExecArray): Judgement =>
        told(match.groups?.["plain"], "netrc-password", "a line of a .netrc file");
      const isNetrc = /(?:^|[._-])netrc$/.test(basename(searched.file));
      return matchesNear(searched, isNetrc ? netrcPassword : netrc, judge);
    },
  },
  {
    words: ["_authtoken", "_auth", "_password", "npmauth"],
    find: (searched) =>
      matchesNear(searched, npm, (match) =>
        told(match.groups?.["plain"], "registry-auth", "a setting of a package registry"),
      ),
  },
  {
    // What a program like Apache takes passwords for: whoever has the lines tries words on them as fast as he likes.
    words: [":$apr0$", ":$0a$", ":$0b$", ":$0x$", ":$0y$", ":$0$", ":$y$", ":{sha}"],
    find: (searched) =>
      matchesNear(searched, htpasswd, ({ groups = {} }) =>
        /passwd|shadow|users/i.test(basename(searched.file)) || !/^\$[156y]\$/.test(groups["plain"] ?? "")
          ? told(groups["plain"], "password-hash", "a line of a file of users")
          : undefined,
      ),
  },
  {
    words: ["password::"],
    find: (searched) =>
      matchesNear(searched, ldif, (match) => {
        const plain = match.groups?.["plain"] ?? "";
        const decoded = Buffer.from(plain, "base64").toString("utf8");
        return isPlaceholder(decoded) || isEverybodys(decoded) || decoded.includes("\ufffd")
          ? undefined
          : told(plain, "ldif-password", "an entry of LDIF");
      }),
  },
  {
    words: ["requirepass", "masterauth"],
    find: (searched) =>
      matchesNear(searched, redis, (match) => told(match.groups?.["plain"], "redis-password", "a setting of Redis")),
  },
  {
    words: ['" "'],
    find: (searched) =>
      basename(searched.file) === "userlist.txt"
        ? matchesNear(searched, userlist, ({ groups = {} }) =>
            told(groups["plain"], "userlist-line", "a line of PgBouncer's userlist.txt", groups["user"]),
          )
        : [],
  },
  {
    words: ['"auth"'],
    find: (searched) =>
      matchesNear(searched, dockerAuth, (match) => {
        const plain = match.groups?.["plain"] ?? "";
        const decoded = Buffer.from(plain, "base64").toString("utf8");
        const isPair = /^[\x21-\x7e]{1,64}:[\x21-\x7e]{3,}$/.test(decoded);
        return isPair && !isPlaceholder(decoded.slice(decoded.indexOf(":") + 1))
          ? told(plain, "registry-auth", "a setting of a container registry")
          : undefined;
      }),
  },
];

const htpasswd =
  /(?<=^|\n)[ \t]{0,8}(?<user>[\w.@+-]{1,64}):(?<plain>\$(?:apr1|2[abxy]|[156y])\$[\w./$=,]{20,120}|\{SHA\}[A-Za-z0-9+/]{27}=)(?=$|[\s:])/g;
const ldif =
  /(?<=^|\n)(?:user|auth|unicode|samba\w{2,12})?password::[ \t]{1,4}(?<plain>[A-Za-z0-9+/]{4,400}={0,2})(?=\s|$)/gi;

const pgpass =
  /(?<=^|[\n'"`> \t])(?<host>(?:\\:|[^\s:'"`/@]){1,100}|\[[\da-f:]{2,40}\]):(?<port>\d{4,5}|\*):(?<database>(?:\\:|[^\s:'"`/]){1,64}):(?<user>(?:\\:|[^\s:'"`/]){1,64}):(?<plain>(?:\\[:\\]|[^\s:'"`\\]){1,200})(?=$|[\n\r'"`\\<])/g;

const netrc =
  /\b(?:machine\s{1,20}[\w.:-]{1,100}|default)\s{1,20}(?:login|user)\s{1,20}\S{1,100}\s{1,20}(?:account\s{1,20}\S{1,100}\s{1,20})?passw(?:or)?d\s{1,20}["']?(?<plain>[^\s"'`]{1,200})/g;
const netrcPassword = /(?:^|\s)passw(?:or)?d\s{1,20}["']?(?<plain>[^\s"']{1,200})/g;

const redis = /(?:^|\n)[ \t]{0,8}(?:requirepass|masterauth)[ \t]{1,8}["']?(?<plain>[^\s"']{1,200})/g;
const userlist = /(?:^|\n)"(?<user>[^"\n]{1,100})" "(?<plain>[^"\n]{1,200})"/g;

const npm =
  /(?:(?<=[:\s"'/])|^|\n)(?:_authToken|_auth|_password|npmAuthToken|npmAuthIdent)["']?\s{0,4}[=: ]\s{0,4}["']?(?<plain>[^\s"'`]{1,400})/g;

const dockerAuth = /"auth"\s{0,4}:\s{0,4}"(?<plain>[A-Za-z0-9+/]{8,1000}={0,2})"/g;

function told(value: string | undefined, rule: string, where: string, user?: string): Judgement {
  if (value === undefined || isPlaceholder(value) || isEverybodys(value) || value === user || value === "*")
    return undefined;
  return { rule, code: "V7-S014", severity: "error", message: `password in ${where}`, value };
}
