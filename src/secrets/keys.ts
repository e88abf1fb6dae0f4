import { type Judgement, matchAt, type Rule, type Searched, type SecretMatch } from "./match.ts";

function atHits(
  searched: Searched,
  back: number,
  expression: RegExp,
  judge: (match: RegExpExecArray) => Judgement,
): SecretMatch[] {
  return searched.hits.flatMap((hit) => matchAt(searched, expression, Math.max(0, hit - back), judge));
}

function keyBetween(match: RegExpExecArray): Judgement {
  const body = bodyOf(match.groups?.["body"] ?? "");
  return body === undefined ? undefined : { ...told, value: body };
}

function encodedKey([text]: RegExpExecArray): Judgement {
  const isKey = /-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY/.test(Buffer.from(text, "base64").toString("latin1"));
  return isKey ? { ...told, value: text.slice(0, longestValue) } : undefined;
}

const told = { rule: "private-key", code: "V7-S004", severity: "error", message: "secret: private key" } as const;

/** Enough to tell one key from another: the first hundred characters of two may be alike. */
const longestValue = 240;

/** From the first line to the last, or to where the stretch ends: half a key is one too. */
const armoured =
  /-{4,5}\s?BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?\s?-{4,5}(?<body>(?:(?!-{4,5}\s?(?:END|BEGIN))[\s\S]){0,12000})/y;

/**
 * The base64 of an armoured key without what texts put around it: indents, quotes, `\n` of strings, marks of mail and
 * diffs, headers. Undefined where there is no key between the lines.
 */
function bodyOf(between: string): string | undefined {
  const lines = between
    .replaceAll(/\\[nr]/g, "\n")
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^[\s>"'`+#*/|,-]{0,40}/, "").replace(/[\s"'`,+\\;)]{0,10}$/, ""));
  const wordy = /^[A-Za-z-]{2,40}:\s|\s/;
  const base64 = lines.filter(
    (line) => !wordy.test(line) && /^[A-Za-z0-9+/=._-]{4,}$/.test(line) && !line.startsWith("="),
  );
  const whole = (base64.length > 0 ? base64 : oneLine(between)).join("");
  const isKey =
    whole.length >= 40 && /\d/.test(whole) && /[a-z]/.test(whole) && /[A-Z]/.test(whole) && new Set(whole).size > 12;
  return isKey ? whole.slice(0, longestValue) : undefined;
}

/** Some put it on one line, with blanks instead of line ends. */
function oneLine(between: string): string[] {
  return between.split(/\s+/).filter((word) => /^[A-Za-z0-9+/=]{30,}$/.test(word));
}

interface BareKey {
  readonly words: readonly string[];
  readonly expression: RegExp;
  /** How far before the word it begins. */
  readonly back?: number;
}

const bare: readonly BareKey[] = [
  // DER in base64, by how each kind begins: PKCS#1, PKCS#8, SEC 1, OpenSSH.
  {
    words: ["mii"],
    expression:
      /(?<![A-Za-z0-9+/])(?<value>MII[A-Za-z0-9+/]{2,3}(?:IBAAKCA|IBADANBgkqhkiG9w0BAQEFAASC|gIBAAKC|ICXAIBAAKBg)[A-Za-z0-9+/]{60,220})/y,
  },
  {
    words: [
      "mhccaqeei",
      "migkagebbd",
      "mihcagebbei",
      "mighageamb",
      "mig2ageamb",
      "mihuageamb",
      "mc4caqawbqydk2v",
      "mec",
    ],
    expression:
      /(?<![A-Za-z0-9+/])(?<value>(?:MHcCAQEEI|MIGkAgEBBD|MIHcAgEBBEI|MIGHAgEAMBMGByqGSM49|MIG2AgEAMBAGByqGSM49|MIHuAgEAMBAGByqGSM49|MC4CAQAwBQYDK2VwBCIEI|MEcCAQAwBQYDK2VxBDsEO|MC4CAQAwBQYDK2VuBCIEI)[A-Za-z0-9+/]{20,220}={0,2})/y,
  },
  {
    words: ["b3blbnnzac1rzxktdje"],
    expression: /(?<![A-Za-z0-9+/])(?<value>b3BlbnNzaC1rZXktdjE[A-Za-z0-9+/]{60,220})/y,
  },
  { words: ["age-secret-key-1"], expression: /(?<![A-Za-z0-9])(?<value>AGE-SECRET-KEY-1[0-9A-Z]{58})(?![A-Za-z0-9])/y },
  { words: ["private-lines"], expression: /Private-Lines:\s{0,4}\d{1,3}\s{1,4}(?<value>[A-Za-z0-9+/=]{20,64})/y },
  // A JSON Web Key: its part d is the private one.
  { words: ['"kty"'], expression: /"kty"[^{}]{1,4000}?"d"\s{0,4}:\s{0,4}"(?<value>[\w-]{40,220})/y },
  { words: ['"d"'], expression: /"d"\s{0,4}:\s{0,4}"(?<value>[\w-]{40,220})[\w-]{0,800}"[^{}]{1,4000}?"kty"/y },
  { words: ["privatekey"], expression: /PrivateKey\s{0,4}=\s{0,4}(?<value>[A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/y },
];

/** A whole file in base64, as CI variables and kubeconfigs hold one. */
const encoded = /LS0tLS1CRUdJTi[A-Za-z0-9+/]{60,400}/y;

/** Private keys: of every kind of armour, as one line of a setting, and in formats of their own. */
export const privateKeys: readonly Rule[] = [
  {
    words: ["private key"],
    find: (searched) =>
      searched.hits.flatMap((hit) => {
        const before = searched.text.slice(Math.max(0, hit - 60), hit);
        const begin = /-{4,5}\s?BEGIN [A-Z0-9 ]{0,40}$/.exec(before);
        return begin === null ? [] : matchAt(searched, armoured, hit - begin[0].length, keyBetween);
      }),
  },
  ...bare.map(({ words, expression, back = 0 }): Rule => ({
    words,
    find: (searched) =>
      atHits(searched, back, expression, (match) => ({ ...told, value: match.groups?.["value"] ?? match[0] })),
  })),
  { words: ["ls0tls1crudjti"], find: (searched) => atHits(searched, 0, encoded, encodedKey) },
];
