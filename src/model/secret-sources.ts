import { shortestSecret } from "./secrets.ts";

/** Where the secrets of a process come from. */
export interface SecretSources {
  readonly environment: { readonly [name: string]: string | undefined };
  /** What was typed: a URL among it may hold a password. */
  readonly words: readonly string[];
  /** Passwords of a password file. */
  readonly passwords: readonly string[];
}

/** The values that must not be seen: passwords in URLs and connection strings, and variables whose names say secret. */
export function secretsIn({ environment, words, passwords }: SecretSources): string[] {
  const values = Object.values(environment).flatMap((value) => value ?? []);
  const named = Object.entries(environment).flatMap(([name, value]) => (secretName.test(name) && value ? [value] : []));
  const found = [...values, ...words].flatMap(passwordsOf);
  const everybodyKnows = new Set([
    ...usualPasswords,
    ...publicNames(environment),
    ...[...values, ...words].flatMap(namesOf),
  ]);
  return [...new Set([...named, ...found, ...passwords])].filter(
    (value) => value.length >= shortestSecret && !everybodyKnows.has(value),
  );
}

/** PGPASSWORD, V7_API_TOKEN, DART_WEBHOOK_SECRET, AWS_SECRET_ACCESS_KEY … */
const secretName = /(?:PASSWORD|PASSWD|PASSPHRASE|TOKEN|SECRET|SECRET_ACCESS_KEY|API_?KEY)$/i;

/** A database `postgres` with the user `postgres` and the password `postgres` hides nothing; to blank the word would. */
const usualPasswords = ["postgres", "postgresql", "password", "passwd", "secret", "changeme", "example"];

function publicNames(environment: SecretSources["environment"]): string[] {
  return ["PGUSER", "PGDATABASE", "PGHOST", "USER", "LOGNAME"].flatMap((name) => environment[name] ?? []);
}

/**
 * `postgres://user:password@host`, `?password=…`, `password='…'`. An address that is written wrongly counts as well: its
 * password may reach to any of its `@`.
 */
function passwordsOf(text: string): string[] {
  if (!text.includes("://") && !text.includes("=")) return [];
  const inUrls = [...text.matchAll(/:\/\/[^\s:/@]*:(?!\d{1,5}\/)(\S*)@/g)].flatMap(([, rest = ""]) =>
    untilEachAt(rest),
  );
  const assigned = [...text.matchAll(/(?:password|passwd|sslpassword)=(?:'((?:[^'\\]|\\.)*)'|([^\s&']+))/gi)].map(
    ([, quoted, plain]) => quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "",
  );
  return [...inUrls, ...assigned].flatMap((value) => [value, decoded(value)]);
}

const mostSigns = 8;

function untilEachAt(rest: string): string[] {
  const parts = rest.split("@").slice(0, mostSigns);
  return [rest, ...parts.map((_, index) => parts.slice(0, index + 1).join("@"))];
}

/** User, host and database of a URL. */
function namesOf(text: string): string[] {
  return [...text.matchAll(/:\/\/([^\s:/@]*)(?::[^\s/@]*)?@([^\s:/@]*)(?::\d+)?(?:\/([^\s?]*))?/g)].flatMap((match) =>
    match.slice(1).flatMap((name: string | undefined) => (name === undefined ? [] : [decoded(name)])),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
