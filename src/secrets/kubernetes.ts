import type { Rule, SecretMatch } from "./match.ts";
import { isEverybodys, isPlaceholder } from "./placeholders.ts";

/** What a Secret of Kubernetes holds, in base64 or as text: a manifest in YAML or JSON, alone or in a list. */
export const kubernetesSecrets: Rule = {
  words: ["stringdata", "data:", 'data"'],
  find: ({ text }) => (/["']?kind["']?\s{0,4}:\s{0,4}["']?Secret/.test(text) ? secretsOf(text) : []),
};

function secretsOf(text: string): SecretMatch[] {
  let from = 0;
  return text.split(/(?=\n---)/).flatMap((manifest) => {
    const start = from;
    from += manifest.length;
    return kind.test(manifest) ? [...manifest.matchAll(blocks)].flatMap((block) => entriesOf(block, start)) : [];
  });
}

const kind = /(?:^|\n)[ \t-]{0,40}["']?kind["']?\s{0,4}:\s{0,4}["']?Secret["']?\s{0,4}(?=[,\r\n}]|$)/;

/** `data:` and the lines below it, or its braces. */
const blocks =
  /(?<=^|\n)(?<indent>[ \t-]{0,40})["']?(?<name>data|stringData)["']?\s{0,4}:[ \t]{0,8}(?:#[^\n]{0,200})?(?:\r?\n(?<lines>(?:(?:\k<indent>[ \t]{1,40}[^\n]{0,20000}|[ \t]{0,40})(?:\n|$)){1,400})|\{(?<members>[^}]{1,20000})\})/g;

const entry =
  /(?<=^|\n|\{|["'}\]],|[{,] )[ \t\n]{0,40}["']?(?<key>[\w.-]{1,100})["']?[ \t]{0,4}:[ \t]{0,4}(?:["'](?<quoted>[^"'\n]{1,10000})["']|(?<plain>[^\s"',}#|>][^\n,}#]{0,10000}))/g;

function entriesOf(block: RegExpExecArray, from: number): SecretMatch[] {
  const body = block.groups?.["lines"] ?? block.groups?.["members"] ?? "";
  const start = from + block.index + block[0].indexOf(body);
  const isEncoded = block.groups?.["name"] === "data";
  return [...body.matchAll(entry)].flatMap((match) => {
    const { key = "", quoted, plain } = match.groups ?? {};
    const value = (quoted ?? plain ?? "").trim();
    if (!isSecret(key, value, isEncoded)) return [];
    const at = start + match.index + match[0].indexOf(key);
    const message = "value of a Kubernetes Secret";
    const where = start + match.index + match[0].lastIndexOf(value);
    return [{ rule: "kubernetes-secret", code: "V7-S015", severity: "error", message, at, start: where, value }];
  });
}

function isSecret(key: string, value: string, isEncoded: boolean): boolean {
  if (open.test(key) || isPlaceholder(value)) return false;
  if (!isEncoded) return !isEverybodys(value);
  if (!/^[A-Za-z0-9+/]{4,}={0,2}$/.test(value)) return false;
  const decoded = Buffer.from(value, "base64").toString("utf8").trim();
  return (
    decoded !== "" && !isPlaceholder(decoded) && !isEverybodys(decoded) && !decoded.startsWith("-----BEGIN CERTIFICATE")
  );
}

/** What stands beside a password and is none. */
const open =
  /^(?:user(?:name)?|login|host(?:name)?|port|server|database|db(?:name)?|namespace|region|url|uri|endpoint|bucket|email|name|type|ca\.crt|tls\.crt|ca-cert\S*|cert\S*|issuer|service-account\.name)$/i;
