import { deeds } from "../model/deed.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { Kinds, RuleInWords } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";

/** What Policy says, a sentence for each rule, in the order of its fields: who is asked about what, and what it does with drift. */
export function policyInWords(kinds: Kinds, fields: Fields): RuleInWords[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    const words = phrases[field];
    if (words === undefined) return [];
    return words(kinds, value).map(([place, says, kind = null]) => ({ field, rule: field + place, says, kind }));
  });
}

/** A rule's place below its field, its sentence, and the kind it is about. */
type Phrase = readonly [place: string, says: string, kind?: string];

const phrases: { readonly [field: string]: (kinds: Kinds, value: Json) => readonly Phrase[] } = {
  planTtl: (_, lifetime) => [["", `a saved plan and its approvals are good for ${lifetimeInWords(String(lifetime))}`]],
  applyFrom: (_, checkout) => checkoutInWords(objectOf(checkout)),
  drift: (kinds, drift) => driftInWords(kinds, objectOf(drift)),
  approvals: (kinds, rules) => listOf(rules).map((rule, index) => approvalInWords(kinds, objectOf(rule), `[${index}]`)),
  completion: (_, completion) => {
    const { asks, testsBy } = objectOf(completion);
    const ofTasks = listOf(asks).flatMap((proof) => proofs[String(proof)] ?? []);
    const whose = listOf(testsBy).length === 0 ? "" : `, as ${listOf(testsBy).join(" or ")} imported them`;
    return [
      ...(ofTasks.length === 0
        ? []
        : [[".asks", `a task is completed when ${ofTasks.join(", and ")}`, "Task"] as const]),
      ...(listOf(asks).includes("tests")
        ? [[".asks", `a file is migrated when its tests pass${whose}`, "FilePlan"] as const]
        : []),
    ];
  },
  commands: (_, commands) =>
    listOf(commands).map((words, at) => [`[${at}]`, `machines may run ${listOf(words).map(String).join(" ")}`, "Node"]),
  meta: (_, meta) => {
    const { weights, ...limits } = objectOf(meta);
    return [
      ...Object.entries(limits).map(([field, limit]): Phrase => [
        `.${field}`,
        `the meta collector's ${field} is ${inWords(limit)}`,
      ]),
      ...Object.entries(objectOf(weights)).map(([term, weight]): Phrase => [
        `.weights.${term}`,
        `an action's ${term} counts ${inWords(weight)} times`,
      ]),
    ];
  },
  impacts: (_, impacts) =>
    objectOf(impacts).ofHighRisk === true
      ? [[".ofHighRisk", "work of high risk needs an impact that names it", "Impact"]]
      : [],
  fileplan: (_, fileplan) => {
    const { targetName } = objectOf(fileplan);
    return targetName === undefined
      ? []
      : [[".targetName", `a new file name has the form ${inWords(targetName)}`, "FilePlan"]];
  },
};

const proofs: { readonly [proof: string]: string } = {
  criteria: "its criteria are met",
  deliverables: "its files are at HEAD",
  commits: "its commits are on the branch of applies",
};

/** `phase.status to approved asks The Architect`. */
function approvalInWords(kinds: Kinds, { when, by, distinct }: JsonObject, place: string): Phrase {
  const own = distinct === true ? "; who wrote the change does not count" : "";
  const says = `${matchInWords(kinds, objectOf(when))} asks ${listOf(by).map(inWords).join(" and ")}${own}`;
  const { kind } = objectOf(when);
  return typeof kind === "string" ? [place, says, kind] : [place, says];
}

/** Which changes a rule matches: of what it leaves out, all. */
function matchInWords(kinds: Kinds, { kind, action, field, to }: JsonObject): string {
  if (field === undefined)
    return `every ${actionInWords(action)}${kind === undefined ? "" : ` of ${one(kinds, kind)}`}`;
  const name = `${kind === undefined ? "any " : `${segmentOf(kinds, kind)}.`}${inWords(field)}`;
  const change = to === undefined ? `every change of ${name}` : `${name} to ${inWords(to)}`;
  return action === undefined ? change : `${change}, in ${action === "create" ? "a new row" : "a row that is there"},`;
}

function actionInWords(action: Json | undefined): string {
  const words: { readonly [action: string]: string } = { create: "creation", update: "update", delete: "removal" };
  return words[String(action)] ?? "change";
}

/** `a task`, `an impact`; of deeds the name that plans have. */
function one(kinds: Kinds, kind: Json): string {
  const word = Object.hasOwn(deeds, String(kind)) ? `${String(kind)} plan` : segmentOf(kinds, kind);
  return `${/^[aeiou]/i.test(word) ? "an" : "a"} ${word}`;
}

/** What the kind is called in addresses. */
function segmentOf(kinds: Kinds, name: Json): string {
  const kind = kinds.byName(String(name));
  return kind?.part?.segment ?? kind?.segment ?? String(name);
}

function checkoutInWords({ branch, clean }: JsonObject): Phrase[] {
  return [
    ...(branch === undefined ? [] : [[".branch", `applies are made from the branch ${inWords(branch)}`] as const]),
    ...(clean === true ? [[".clean", "applies are made from what is committed"] as const] : []),
  ];
}

function driftInWords(kinds: Kinds, { default: usual, kinds: exceptions }: JsonObject): Phrase[] {
  const treated = (decision: Json | undefined): string => (decision === "revert" ? "reverted" : "kept");
  return [
    ...(usual === undefined ? [] : [[".default", `drift is ${treated(usual)}`] as const]),
    ...Object.entries(objectOf(exceptions)).map(
      ([kind, decision]) => [`.kinds.${kind}`, `drift of ${one(kinds, kind)} is ${treated(decision)}`, kind] as const,
    ),
  ];
}

/** `24h`: the schema allows one number and a unit. */
function lifetimeInWords(lifetime: string): string {
  const units: { readonly [letter: string]: string } = { s: "second", m: "minute", h: "hour", d: "day" };
  const count = lifetime.slice(0, -1);
  return `${count} ${units[lifetime.slice(-1)] ?? ""}${count === "1" ? "" : "s"}`;
}

function inWords(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
