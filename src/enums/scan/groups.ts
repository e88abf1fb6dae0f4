import { areNear, comparedLabel, comparedLabels, comparedName, relationOf, separators } from "./alike.ts";

/** What of an enum decides whether it is told twice. */
export interface Groupable {
  /** As people type it: `crm.ContactCurationStatus`. */
  readonly name: string;
  /** The type's own name. */
  readonly type: string;
  readonly labels: readonly string[];
}

/** Enums that look like one. */
export interface EnumGroup {
  /** From 1, by name: the same as long as the same enums are there. */
  readonly number: number;
  readonly members: readonly string[];
  /** Why they are one, in words: `same, ignoring case`. */
  readonly why: string;
  /** What members lack of the labels that others have; those that lack nothing are absent. */
  readonly missing: readonly { readonly name: string; readonly labels: readonly string[] }[];
  /** The groups of other names with the same labels. */
  readonly alike: readonly number[];
}

interface Compared extends Groupable {
  readonly words: readonly string[];
  readonly comparedName: string;
}

/**
 * Groups of enums that may be one: near names whose labels are the same, a part, or half in common; and, of those that are left,
 * the ones with the same labels under other names. Nothing here is certain: a person decides what becomes one.
 */
export function groupEnums(enums: readonly Groupable[]): readonly EnumGroup[] {
  const compared = enums
    .map((one) => ({ ...one, words: comparedLabels(one.labels), comparedName: comparedName(one.type) }))
    .toSorted((left, right) => compareText(left.name, right.name));
  const named = components(compared, isNamedAlike);
  const alone = named.filter(({ length }) => length === 1).flat();
  const shared = components(alone, (left, right) => relationOf(left.words, right.words) === "same");
  const groups = [...named, ...shared]
    .filter(({ length }) => length > 1)
    .toSorted(([left], [right]) => compareText(left?.name ?? "", right?.name ?? ""));
  return groups.map((members, index) => ({
    number: index + 1,
    members: members.map(({ name }) => name),
    why: reasonOf(members),
    missing: missingIn(members),
    alike: groups.flatMap((other, at) => (at !== index && sameWords(members, other) ? [at + 1] : [])),
  }));
}

function isNamedAlike(left: Compared, right: Compared): boolean {
  return areNear(left.comparedName, right.comparedName) && relationOf(left.words, right.words) !== "other";
}

/** Those that hang together, each in the order they came. */
function components(all: readonly Compared[], belong: (left: Compared, right: Compared) => boolean): Compared[][] {
  const groups: Compared[][] = [];
  for (const one of all) {
    const joined = groups.filter((group) => group.some((other) => belong(one, other)));
    const [first, ...rest] = joined;
    if (first === undefined) groups.push([one]);
    else {
      first.push(...rest.flat(), one);
      for (const group of rest) groups.splice(groups.indexOf(group), 1);
    }
  }
  return groups.map((group) => group.toSorted((left, right) => compareText(left.name, right.name)));
}

function reasonOf(members: readonly Compared[]): string {
  const [first, ...others] = members;
  if (first === undefined) return "";
  const names = members.every((one) => areNear(one.comparedName, first.comparedName)) ? "" : ", other names";
  const missing = missingIn(members);
  if (missing.length === 0) return `same${differences(first, others)}${names}`;
  const added = [...new Set(missing.flatMap(({ labels }) => labels))];
  const isPart = others.every((one) => ["same", "subset"].includes(relationOf(first.words, one.words)));
  return isPart
    ? `subset (${added.map((label) => `+${label}`).join(", ")})`
    : `near names (${added.map((label) => `±${label}`).join(", ")})`;
}

/** `, ignoring case and order`: what had to be left out of account. */
function differences(first: Compared, others: readonly Compared[]): string {
  const differs = (view: (one: Compared) => readonly string[]): boolean =>
    others.some((one) => JSON.stringify(view(one)) !== JSON.stringify(view(first)));
  const ignored = [
    ...(differs(({ labels }) => labels.map(unseparated).toSorted(compareText)) ? ["case"] : []),
    ...(differs(({ words }) => words) ? ["order"] : []),
    ...(differs(({ labels }) => labels.map((label) => label.toLowerCase()).toSorted()) ? ["separators"] : []),
  ];
  return ignored.length === 0 ? "" : `, ignoring ${listed(ignored)}`;
}

function unseparated(label: string): string {
  return label.replaceAll(separators, "");
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** Labels that some member has and another lacks, as the first who has it writes it. */
function missingIn(members: readonly Compared[]): EnumGroup["missing"] {
  const written = new Map<string, string>();
  for (const { words, labels } of members)
    words.forEach((word, at) => {
      if (!written.has(word)) written.set(word, labels[at] ?? word);
    });
  return members.flatMap(({ name, words }) => {
    const lacking = [...written].filter(([word]) => !words.includes(word)).map(([, label]) => label);
    return lacking.length === 0 ? [] : [{ name, labels: lacking }];
  });
}

function sameWords(left: readonly Compared[], right: readonly Compared[]): boolean {
  const words = (group: readonly Compared[]): string =>
    [...new Set(group.flatMap(({ labels }) => labels.map(comparedLabel)))].toSorted().join("\0");
  return words(left) === words(right);
}

/** By letters, whatever their case; then as they are. */
function compareText(left: string, right: string): number {
  const [one, other] = [left.toLowerCase(), right.toLowerCase()];
  if (one !== other) return one < other ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}
