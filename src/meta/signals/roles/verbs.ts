import type { Role } from "./role.ts";

/**
 * What functions of a program's own are called by those who keep to verbs: weaker than a call whose module is known. The first
 * word of a name decides, and for some the second: to run a query is not to run a program.
 */
export const verbs: Readonly<Record<Role, string>> = {
  collector: "walk crawl discover enumerate collect gather harvest scan inventory fetch scrape probe",
  analyzer:
    "analyze analyse compute calculate compare diff judge score rank classify detect evaluate assess measure estimate audit validate verify lint diagnose percentile correlate",
  transformer:
    "convert transform translate transcode parse serialize deserialize encode decode marshal unmarshal reshape flatten export import",
  reporter: "render print show display draw plot tabulate paint highlight escape summarize wrap pad format emit",
  fixer:
    "fix repair heal restore recover patch rewrite rename move remove delete prune purge cleanup tidy mend migrate archive relocate",
  orchestrator:
    "run start launch spawn dispatch schedule enqueue execute invoke trigger orchestrate supervise process retry wait stop kill",
};

/** Verbs that mean the same whatever value they are a method of. */
const evenOfValues = new Set(
  "walk crawl discover collect gather harvest scan fetch scrape analyze analyse compute calculate judge score rank classify detect evaluate assess audit diagnose convert transform translate render repair recover rewrite orchestrate enqueue dispatch launch".split(
    " ",
  ),
);

/** Functions of languages, called as verbs are. */
const builtIn = new Set(["enumerate", "encodeURIComponent", "decodeURIComponent", "escape", "format"]);

/** Second words that take a verb's meaning away. */
const others =
  /^(?:query|queries|sql|statement|script|transaction|state|flags?|args?|options?|config|error|errors|log|logs|name|url|time|date|version|key|listener|child|class|attribute|item|element|timer|interval|now|with|if|is|at|id|index)$/;

/** Last words of functions that make lines for people. */
const told = /^(?:lines|markdown|html|table|column|columns|cells)$/;

/** First words with which such a function only reads them. */
const reading = /^(?:read|parse|get|split|count|load|find|next|is|has|to|in|on|create|drop|alter)$/;

/** Parts of the names of modules that say what they are for. */
const modules: Readonly<Record<Role, RegExp>> = {
  collector: /^(?:walk|walker|scanner|crawler|scraper|collector|collectors|inventory)$/,
  analyzer: /^(?:metrics|compare|statistics|stats|diff|score|scoring|rank|analysis|analyzer)$/,
  transformer: /^(?:converter|codec|serializer|transform|transformer|marshal)$/,
  reporter:
    /^(?:palette|markdown|table|chart|charts|html|render|renderer|screen|template|templates|escape|terminal|colors?|console)$/,
  fixer: /^(?:rewrite|repair|fixer|cleanup|migrate)$/,
  orchestrator: /^(?:scheduler|pipeline|runner|workers?|workerpool|jobs|queue|supervisor|orchestrator)$/,
};

/** The role that an import of the program's own module speaks for. */
export function roleOfModule(module: string): Role | undefined {
  const last =
    module.split(/[/.:\\]/).findLast((part) => part !== "" && !/^(?:ts|js|mjs|py|sh|ps1|index)$/.test(part)) ?? "";
  const words = wordsOf(last);
  return (Object.entries(modules) as [Role, RegExp][]).find(([, named]) => words.some((word) => named.test(word)))?.[0];
}

const roleOfVerb: ReadonlyMap<string, Role> = new Map(
  (Object.entries(verbs) as [Role, string][]).flatMap(([role, words]) => words.split(" ").map((word) => [word, role])),
);

/** The role that a function's name speaks for; undefined for most. */
export function roleOfName(name: string, isFunction: boolean): Role | undefined {
  if (builtIn.has(name)) return undefined;
  const words = wordsOf(name);
  const [verb = "", second = ""] = words;
  if (isFunction && told.test(words.at(-1) ?? "") && !reading.test(verb) && words.length > 1) return "reporter";

  if (others.test(second) || (!isFunction && !evenOfValues.has(verb))) return undefined;
  return roleOfVerb.get(verb);
}

/** `_run_scan`, `runScan`, `RunScan` and `Run-Scan` are two words each. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}
