/** How a value was written: quotes keep a shell from filling anything in, or allow it, and tell literals from code. */
export type Quoting = "single" | "double" | "none";

/** Whether a value stands for a secret instead of being one: a variable, a command, a template, a gap to fill in. */
export function isPlaceholder(value: string, quoting: Quoting = "none"): boolean {
  const text = value.trim();
  const fallback = /^\$\{\w{1,80}:?[-=](?<fallback>.*?)\}?$/.exec(text)?.groups?.["fallback"];
  if (fallback !== undefined) return fallback === "" || isPlaceholder(fallback) || isEverybodys(fallback);
  return isVariable(text, quoting) || forms.some((form) => form.test(text)) || saysSo(text);
}

/** What images and services start with, and everybody knows: such a value hides nothing. */
export function isEverybodys(value: string): boolean {
  return defaults.has(value.toLowerCase());
}

const defaults: ReadonlySet<string> = new Set(
  "postgres postgresql root admin guest test mysql mariadb minioadmin rabbitmq redis mongo mongodb sa user demo".split(
    " ",
  ),
);

/** `$NAME`; `$ecret1` is none: a dollar sign that stands for an s, digits within, signs behind. */
function isVariable(text: string, quoting: Quoting): boolean {
  if (/^\$(?:[A-Z_][A-Z0-9_]*|[0-9@#?*])$/.test(text)) return true;
  if (quoting === "single" || !/^\$(?:this->|self\.)?[A-Za-z_]+(?:\.[A-Za-z_]+){0,4}\d{0,2}$/.test(text)) return false;
  return !/^\$(?:ecret|ecur|tr|uper|ummer|pring|un|tar|afe|alt|ales|hadow|ilver|now|nake|hutt|esam|word|pider)/i.test(
    text,
  );
}

const forms: readonly RegExp[] = [
  /^$/,
  // Variables, commands and templates of shells and of what fills texts in.
  /^\$[({]/,
  /^\$(?:env|script|global):\w+/i,
  /^\$\$?\{/,
  /^`/,
  /^\{\{/,
  /^\{[\w.:$ ()[\]'"-]*\}$/,
  /^#\{.*\}$/,
  /^<%/,
  /^%[A-Za-z_]\w*%$/,
  /^%(?:\(\w+\))?[sdvq]$/,
  /^%\{.*\}$/,
  /^@@?\w+@@?$/,
  /^:\w+$/,
  /^__\w+__$/,
  // Where it is kept instead.
  /^(?:env|file|vault|op|ref\+\w+|secret|secrets|ssm|kms|awskms|keyring|keychain|pass|bw|sops|doppler|azurekeyvault|projects):/i,
  /^\$?ENC\[/,
  /^ENC\(/,
  /^!(?:vault|secret|env|ref|sub|getatt|importvalue|reference|include)\b/i,
  /^\$ANSIBLE_VAULT/,
  /^arn:aws/,
  /^(?:process\.env|os\.environ|os\.getenv|import\.meta|secrets|vars|var|local|data|module|env|config|settings|self|this|params?|args|options|opts|credentials)[.[(]/,
  // Gaps.
  /^[A-Za-z]$/,
  /^<[^<>]*>$/,
  /^<[A-Za-z][\w -]*$/,
  /^\[[A-Za-z][\w .:'’-]*\]?$/,
  /^\([A-Za-z][\w .:'’-]*\)?$/,
  /^(?:\*+|•+|●+|#+|_+|-+|\.{2,}|…+|\?+|=+|~+|[xX]{2,}|(?:[xX]+[-_])+[xX]+|[yYzZ]{3,}|0+)$/,
  /^[\w-]{0,4}(?:\.{3}|…)[\w-]{0,4}$/,
  /^[\w-]{0,8}(?:[xX]{6,}|\*{3,}|0{12,})[\w-]{0,4}$/,
  /\b(?:EXAMPLE|REDACTED|PLACEHOLDER|CHANGE_?ME)\b|EXAMPLE(?:KEY)?$/,
];

/** Words that say themselves that the secret is elsewhere, alone or together: `changeme`, `your-password-here`. */
function saysSo(text: string): boolean {
  if (!/^[\w .:!-]+$/.test(text)) return false;
  const words = text
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  if (words.length === 0) return true;
  const together = words.join("");
  return (
    alone.test(together) ||
    (words.every((word) => gapWord.test(word)) && words.some((word) => sayingWord.test(word)) && words.length < 8)
  );
}

const kinds = "(?:passwords?|passwd|passphrase|passwort|pwd|pass|pw|secrets?|tokens?|key|apikey|credentials?|auth)";
const said =
  "(?:my|your|the|our|some|any|this|that|here|goes|text|string|value|change|changed|replace|insert|enter|add|set|put|fill|use|see|ask|" +
  "test|testing|dummy|fake|mock|sample|example|redacted|removed|hidden|masked|omitted|todo|tbd|fixme|placeholder|required|optional|" +
  "none|null|nil|undefined|true|false|empty|unset|unknown|na|generate|generated)";
/** They say nothing alone. */
const beside =
  "(?:a|an|new|old|real|actual|very|super|top|strong|secure|long|random|unique|valid|" +
  "db|database|postgres|user|users|admin|root|login|account|client|api|access|private|public|bearer|github|aws|app|application|service|" +
  "demo|local|dev|default|initial|plain|go|in|of|for|from|to|with|me|it|please|same|as|not|no|do|is|or|and|be|must|should|will|" +
  "env|vault|manager|store|keychain)";
const gapWord = new RegExp(`^(?:${kinds}|${said}|${beside})$`);
const sayingWord = new RegExp(`^(?:${kinds}|${said})$`);
const alone = new RegExp(
  `^(?:${kinds}|change(?:me|it|this|d)(?:now|please|later)?\\d{0,2}|(?:please)?replace(?:me|this)|(?:my|your|the|some|an?|super|test|dummy|fake|sample|example|db|user|admin|root|secure|strong|new|old)*(?:${kinds})+(?:here|goeshere|value|string|placeholder)?` +
    `|redacted|removed|hidden|masked|placeholder|dummy|example|sample|fake|mock|none|null|nil|undefined|true|false|empty|unset|unknown|todo|tbd|fixme|string|str|text|value|required|optional|yes|no|on|off|n a|na|default|foo|bar|baz|foobar)$`,
);

/** Whether what stands without quotes is an expression of a programming language, and no literal. */
export function isCode(text: string): boolean {
  return (
    /[(){}]|^\[|=>|->|::|^[&|>!@]|^\*[A-Za-z_]|^new$|^await$|^async$|^typeof$|^lambda$|^function$/.test(text) ||
    /^[A-Za-z_$][\w$]*(?:(?:\?\.|\.)[A-Za-z_$][\w$]*|\[[^\]]*\])+[;,]?$/.test(text) ||
    /^(?:str|string|String|int|bool|boolean|bytes|Buffer|any|unknown|object|Optional\S*|Option<\S*|SecretStr|number|undefined|null|None|nil|True|False|true|false|self|this)[;,|?]?$/.test(
      text,
    )
  );
}

/** Letters and digits mixed without a pattern a person would read, as programs make them. */
export function looksRandom(text: string): boolean {
  if (text.length < 12 || /\s/.test(text) || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  if (isIdentity(text) || /^(?:https?:|\/|\.{1,2}\/|~\/)/.test(text)) return false;
  if (/^[a-z]+(?:[-_.][a-z]+)*[-_.]?v?\d{1,4}$/i.test(text)) return false;
  return bitsPerCharacter(text) >= (text.length < 20 ? 2.8 : 3);
}

/** A UUID, a digest or a version: it names something, and opens nothing. */
export function isIdentity(text: string): boolean {
  return (
    /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i.test(text) ||
    /^(?:sha(?:1|256|384|512)|md5)[-:]/i.test(text) ||
    /^[\^~>=<v ]{0,3}\d+(?:\.\d+)+(?:[-+][\w.]+)?$/.test(text) ||
    /^\d{4}-\d\d-\d\d/.test(text)
  );
}

function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
