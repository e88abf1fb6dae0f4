/** What a name says about the value that it is given. */
export interface SecretName {
  /** `pg`: libpq's own variable. `named`: whose password it is stands with it. `bare`: no more than `password`. */
  readonly kind: "pg" | "named" | "bare";
  /** Passwords are what people think of; tokens and keys are long, and made by programs. */
  readonly holds: "password" | "token";
}

const keyOwners =
  "api app access account private secret signing signature encryption auth master shared storage service webhook admin jwt hmac license".split(
    " ",
  );

/** Password in other languages; what is not ASCII is read as `password` before: `seen-text.ts`. */
const foreign =
  "kennwort|senha|contrasena|mot de passe|motdepasse|wachtwoord|adgangskode|kodeord|losenord|salasana|heslo|haslo|jelszo|sifre|parola d'ordine|parola".split(
    "|",
  );

/** The source of an expression for names that may say secret, as identifiers, settings and variables are written. */
export const nameSource =
  String.raw`(?<![A-Za-z0-9_])(?<name>[A-Za-z0-9_.\-]{0,80}?(?:pass(?:word|wd|phrase|wort|code|ord)?|pwd|pw|${foreign.join("|")}|secret(?:[_-]?key[_-]?base)?|token|` +
  String.raw`(?:${keyOwners.join("|")})[_-]?key|credentials?|connectionstring)` +
  String.raw`(?:[_-]?(?:\d{1,3}|prod|production|dev|staging|stage|live|old|new|value|text|plain|plaintext|string|str|base64|b64|primary|secondary|current|main)){0,2})(?![A-Za-z0-9_])`;

/** What stands in every such name. */
export const nameWords: readonly string[] = [
  ..."pass pwd pw secret token credential connectionstring".split(" "),
  ...foreign,
  ...keyOwners.flatMap((owner) => [`${owner}key`, `${owner}_key`, `${owner}-key`]),
];

/** Undefined for names that only sound like it: `next_page_token`, `bypass`, `passwordFile`. */
export function secretName(name: string): SecretName | undefined {
  const words = wordsOf(name);
  if (words.some((word, index) => innocent.has(word) && !opensStore(word, words[index + 1]))) return undefined;
  const at = words.findLastIndex((word, index) => isSecretWord(word, words[index - 1]));
  if (at < 0) return undefined;
  const word = words[at] ?? "";
  const holds = passwordWords.has(word) ? "password" : "token";
  if (/^pgpassword$/i.test(words.join("")) || words.includes("pgpassword")) return { kind: "pg", holds };
  const others = words.slice(0, keyWords.has(word) ? at - 1 : at).filter((other) => !neutral.has(other));
  const isUpper = name === name.toUpperCase() && words.length > 1;
  return { kind: others.length > 0 || isUpper ? "named" : "bare", holds };
}

/** `DB_PASSWORD`, `dbPassword`, `db.password` and `db-password` are two words each. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** `keyStorePassword` opens a store, as a `passwordStore` does not. */
function opensStore(word: string, next: string | undefined): boolean {
  return word === "store" && next !== undefined && passwordWords.has(next);
}

function isSecretWord(word: string, before: string | undefined): boolean {
  if (keyWords.has(word)) return before !== undefined && keyOwners.includes(before);
  return passwordWords.has(word) || tokenWords.test(word);
}

const keyWords: ReadonlySet<string> = new Set(["key"]);

const passwordWords: ReadonlySet<string> = new Set([
  ...foreign,
  ...(
    "passe passord password passwd passphrase passwort passcode pwd pass pw pgpassword dbpassword dbpass userpassword rootpassword " +
    "sslpassword mypassword adminpassword keypass storepass sshpass smtppass redispassword mysqlpwd"
  ).split(" "),
]);

const tokenWords =
  /^(?:secret|token|credentials?|connectionstring|apikey|appkey|accesskey|accountkey|secretkey|privatekey|authkey|masterkey|sharedkey|clientsecret|appsecret|authtoken|accesstoken|refreshtoken|bottoken|apitoken)$/;

/** Names with these words in them tell of a secret, and hold none. */
const innocent: ReadonlySet<string> = new Set(
  (
    "page next previous continuation cursor sync csrf xsrf public design color sort primary foreign partition cache count max min length limit " +
    "regex pattern policy type kind field label hint placeholder title message error errors description help prompt input selector testid id ids " +
    "file path url uri endpoint name names ref arn expiry expires ttl lifetime age history hash hashed digest algorithm provider manager store service_name " +
    "no without fake mock dummy example sample invalid wrong bad incorrect mismatched expected forgot forgotten reset is has show hide toggle require requires required validate check verify verified strength"
  ).split(" "),
);

/** Whose password it is, they do not say. */
const neutral: ReadonlySet<string> = new Set(
  (
    "my the a mot de d ordine your our this self new old current confirm confirmation repeat user test testing default form login plain text " +
    "auth access refresh bearer client private api app secret token config settings options opts params data const let var export value string str raw"
  ).split(" "),
);
