import type { CodeFacts } from "../../../syntax/read-code.ts";
import { type Evidence, type Role, roles, type RoleSignal } from "./role.ts";
import { type Matcher, matcherOf } from "./match-calls.ts";
import { type Profile, profiles } from "./profiles.ts";
import type { Signal } from "../tables/signal.ts";
import { signalTables } from "../tables/index.ts";
import { roleOfModule, roleOfName } from "./verbs.ts";

/** Says which roles a file has, by its calls and imports. */
export type RolesOf = (language: string, facts: CodeFacts) => readonly RoleSignal[];

/** Confidence from which on a score is believed. */
const enough = 0.6;

/** Holds what is worked out of the tables, once a language. */
export function roleDetector(): RolesOf {
  const matchers = new Map<string, Matcher>();
  return (language, facts) => {
    const table = signalTables[language];
    if (table === undefined) return [];
    const matcher = matchers.get(language) ?? matcherOf(table);
    matchers.set(language, matcher);
    return rolesBy(observe(facts, matcher), facts);
  };
}

/** Where a kind of call was seen. */
interface Seen {
  readonly calls: Evidence[];
  readonly imports: Evidence[];
}

interface Observed {
  readonly signals: ReadonlyMap<Signal, Seen>;
  /** Calls of functions that a verb names, each name once. */
  readonly verbs: ReadonlyMap<Role, Evidence[]>;
  /** How often those were called again. */
  readonly repeats: ReadonlyMap<Role, number>;
  /** Functions of the file's own that a verb names. */
  readonly defined: ReadonlyMap<Role, Evidence[]>;
  readonly calls: number;
}

function observe(facts: CodeFacts, matcher: Matcher): Observed {
  const signals = new Map<Signal, Seen>();
  const verbs = new Map<Role, Evidence[]>();
  const defined = new Map<Role, Evidence[]>();
  const seen = (signal: Signal): Seen => {
    const found = signals.get(signal) ?? { calls: [], imports: [] };
    signals.set(signal, found);
    return found;
  };
  const named = new Set<string>();
  const repeats = new Map<Role, number>();
  const asksOthers = facts.imports.some(({ module }) => matcher.ofImport(module).includes("fetch"));
  for (const call of facts.calls) {
    const { line, name } = call;
    const meanings = matcher.ofCall(call, asksOthers);
    for (const signal of meanings) seen(signal).calls.push({ line, signal, text: `${shown(name)}(…)` });
    const last = name.slice(name.lastIndexOf(".") + 1);
    const role = meanings.length > 0 ? undefined : roleOfName(last, call.isFunction);
    if (role === undefined) continue;
    if (named.has(last)) repeats.set(role, (repeats.get(role) ?? 0) + 1);
    else push(verbs, role, { line, signal: "name", text: `${shown(name)}(…)` });
    named.add(last);
  }
  for (const { module, line } of facts.imports) {
    const own = /^[.#]|^(?:crate|super)\b/.test(module) ? roleOfModule(module) : undefined;
    if (own !== undefined) push(defined, own, { line, signal: "import", text: `import ${shown(module)}` });
    for (const signal of matcher.ofImport(module))
      seen(signal).imports.push({ line, signal, text: `import ${shown(module)}` });
  }
  addRewrites(signals);
  for (const { name, line } of facts.definitions) {
    const role = roleOfName(name, true);
    if (role !== undefined) push(defined, role, { line, signal: "definition", text: shown(name) });
  }
  return { signals, verbs, repeats, defined, calls: facts.calls.length };
}

/** What is read, replaced within and written is a rewrite; where it is serialized, it becomes something else. */
function addRewrites(signals: Map<Signal, Seen>): void {
  const replaced = signals.get("replace");
  if (replaced === undefined || !signals.has("read") || !signals.has("write") || signals.has("serialize")) return;
  const { calls, imports } = signals.get("rewrite") ?? { calls: [], imports: [] };
  signals.set("rewrite", { calls: [...calls, ...replaced.calls], imports });
}

function push(map: Map<Role, Evidence[]>, role: Role, evidence: Evidence): void {
  map.set(role, [...(map.get(role) ?? []), evidence]);
}

/** The end of a long name says what is called. */
function shown(name: string): string {
  const text = name.replace(/[\p{Cc}\u2028\u2029]/gu, " ");
  return text.length <= 60 ? text : `…${text.slice(-59)}`;
}

interface Scored {
  readonly role: Role;
  readonly score: number;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

function rolesBy(observed: Observed, facts: CodeFacts): RoleSignal[] {
  const scored = roles.map((role) => scoreOf(role, profiles[role], observed, facts)).filter(({ score }) => score > 0);
  const ratio = ({ role, score }: Scored): number => score / profiles[role].threshold;
  const best = Math.max(0, ...scored.map(ratio));
  return scored
    .toSorted((left, right) => ratio(right) - ratio(left) || (left.role < right.role ? -1 : 1))
    .map((each) => ({
      ...each,
      is_role: ratio(each) >= 1 && each.confidence >= enough && ratio(each) >= best * profiles[each.role].besidePoint,
    }));
}

function scoreOf(
  role: Role,
  { weights, needs, byNames, threshold }: Profile,
  observed: Observed,
  facts: CodeFacts,
): Scored {
  const verbs = observed.verbs.get(role) ?? [];
  const defined = observed.defined.get(role) ?? [];
  let [score, strong] = [0, 0];
  const evidence: { readonly weight: number; readonly at: Evidence }[] = [];
  for (const [signal, weight] of Object.entries(weights) as [Signal, number][]) {
    const seen = observed.signals.get(signal);
    if (seen === undefined) continue;
    const worth = weight * strengthOf(signal, seen, observed);
    score += worth;
    const [first] = [...seen.calls, ...seen.imports];
    if (weight <= 0 || first === undefined) continue;
    evidence.push({ weight: worth, at: first });
    if (seen.calls.length > 0 && weight >= 1) strong += 1;
  }
  const named = nameScore(verbs.length, defined.length) + Math.min(0.5, 0.1 * (observed.repeats.get(role) ?? 0));
  score += named - (role === "transformer" ? keepsItsForm(observed) : 0);
  for (const at of [...verbs.slice(0, 2), ...defined.slice(0, 1)]) evidence.push({ weight: named / 2, at });
  const has = (signal: Signal): boolean => observed.signals.has(signal);
  const isFounded = needs.every((some) => some.some(has)) || (byNames && verbs.length + defined.length >= 3);
  return {
    role,
    score: isFounded && evidence.length > 0 ? rounded(score) : 0,
    confidence: confidenceOf({ strong, names: verbs.length + defined.length, excess: score / threshold - 1 }, facts),
    evidence: evidence
      .toSorted((left, right) => right.weight - left.weight || left.at.line - right.at.line)
      .slice(0, 5)
      .map(({ at }) => at),
  };
}

/** What reads and writes one form alone, and converts nothing, keeps a state rather than making something else of it. */
function keepsItsForm({ signals }: Observed): number {
  if (signals.has("convert")) return 0;
  const forms = (signal: Signal): string[] =>
    (signals.get(signal)?.calls ?? []).map(({ text }) => form.exec(text)?.[0].toLowerCase() ?? text);
  const [read, written] = [new Set(forms("parse")), new Set(forms("serialize"))];
  return read.size === 1 && written.size === 1 && [...read].every((each) => written.has(each)) ? 2 : 0;
}

const form = /json|csv|ya?ml|toml|xml|excel|parquet|pickle|proto/i;

/** Different calls of a kind say more than one, and an import alone says less; what is printed counts by its share. */
function strengthOf(signal: Signal, { calls, imports }: Seen, observed: Observed): number {
  if (calls.length === 0) return imports.length > 0 ? 0.5 : 0;
  if (signal === "print") return Math.min(2, 0.3 + (3 * calls.length) / Math.max(10, observed.calls));
  const different = new Set(calls.map(({ text }) => text)).size;
  const more = 0.25 * (different - 1) + (calls.length > different ? 0.1 : 0) + (imports.length > 0 ? 0.25 : 0);
  return Math.min(2, 1 + more);
}

function nameScore(calls: number, definitions: number): number {
  return Math.min(2, 0.5 * calls) + Math.min(0.75, 0.25 * definitions);
}

interface Ground {
  readonly strong: number;
  readonly names: number;
  /** How far the score is over its threshold, by it. */
  readonly excess: number;
}

function confidenceOf({ strong, names, excess }: Ground, { unread }: CodeFacts): number {
  const ground = 0.4 + 0.2 * Math.min(3, strong) + 0.06 * Math.min(5, names) + 0.15 * Math.max(-1, Math.min(1, excess));
  return rounded(Math.max(0, Math.min(0.98, ground)) * (1 - unread / 3));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
