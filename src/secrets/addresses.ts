import { type Judgement, matchAt, type Rule } from "./match.ts";
import { isEverybodys, isPlaceholder } from "./placeholders.ts";

/** Passwords in URLs: `postgres://arthur:…@ALPHA/aya_rag`. */
export const urlPasswords: Rule = {
  words: ["://"],
  find: (searched) =>
    searched.hits.flatMap((at) => {
      const scheme = /['([]?[A-Za-z][A-Za-z0-9+.-]{1,40}$/.exec(searched.text.slice(Math.max(0, at - 42), at));
      return scheme === null ? [] : matchAt(searched, address, at - scheme[0].length, judged);
    }),
};

/** All up to the end of the word; where the password ends in it is worked out. */
const address =
  /(?<open>['([]?)(?<scheme>[A-Za-z][A-Za-z0-9+.-]{1,40}):\/\/(?<user>[^\s:/@"'<>`\\]{0,128}):(?<rest>[^\s"`<>]{1,400})/y;

function judged(match: RegExpExecArray): Judgement {
  const { open = "", scheme = "", user = "", rest = "" } = match.groups ?? {};
  const word = endOfWord(open, rest);
  const parts = takenApart(scheme, word);
  if (parts === undefined) return undefined;
  const { password, host } = parts;
  if (isPlaceholder(password) || /^sha\d+$|^md5$/.test(host)) return undefined;
  if (isLocal(host) && (password === user || isEverybodys(password))) return undefined;
  const shownUser = /^[A-Za-z_][A-Za-z_.-]{0,23}\d{0,4}$/.test(user) ? user : user === "" ? "" : "***";
  const shownHost = word.slice(word.lastIndexOf("@") + 1).match(/^[\w.[\]-]{0,100}/)?.[0] ?? "";
  const message = `password in ${scheme}://${shownUser}:***@${shownHost}`;
  return { rule: "url-password", code: "V7-S003", severity: "error", message, value: password };
}

/** A quote or a bracket before the address closes it. */
function endOfWord(open: string, rest: string): string {
  const next = rest.search(/[a-z][a-z0-9+.-]{1,40}:\/\//i);
  const word = next < 0 ? rest : rest.slice(0, next);
  if (open === "'") return word.split("'", 1)[0] ?? "";
  return open === "(" || open === "[" ? word.replace(/[)\]][^@]*$/, "") : word;
}

interface Authority {
  readonly password: string;
  readonly host: string;
}

/**
 * A password may hold an `@`, and where it is written wrongly a `/`: it ends at the first `@` behind which a whole host
 * stands. Undefined where what follows the colon is a port.
 */
function takenApart(scheme: string, word: string): Authority | undefined {
  if (/^\d{1,5}(?=[/?#,;)\]'"]|$)/.test(word)) return undefined;
  for (let at = word.indexOf("@"); at > 0; at = word.indexOf("@", at + 1)) {
    const password = word.slice(0, at);
    // Here what stands behind a slash is a path, as in https://ALPHA:latest/image@sha256.
    if (password.includes("/") && /^(?:https?|oci|docker|git)$/i.test(scheme)) return undefined;
    const host = /^(?<host>\[[\da-f:.]+\]|\$?\{?[\w.-]*\}?)(?::[\w${}]*)?(?=[/?#,;)\]'"\\*]|$)/i.exec(
      word.slice(at + 1),
    );
    if (host !== null) return { password, host: host.groups?.["host"] ?? "" };
  }
  const last = word.lastIndexOf("@");
  return last > 0
    ? { password: word.slice(0, last), host: word.slice(last + 1).match(/^[\w.-]*/)?.[0] ?? "" }
    : undefined;
}

/** This machine, or a service of the same compose file: what opens such a database opens nothing else. */
function isLocal(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0|host\.docker\.internal|db|database|postgres|postgresql|pg|mysql|mariadb|redis|mongo|mongodb|rabbitmq|)$/i.test(
    host,
  );
}
