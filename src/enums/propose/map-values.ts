import { changesOrder } from "../../model/enum-order.ts";
import { nearest } from "../../model/nearest.ts";
import { comparedLabel } from "../scan/alike.ts";

/** An enum of a group, as far as its values go. */
export interface Member {
  readonly name: string;
  /** In the order in which they compare. */
  readonly labels: readonly string[];
}

/** What a person says: this label, whosever it is, becomes that. */
export type Wishes = ReadonlyMap<string, string>;

/** What becomes of the values of a group. */
export interface MappedGroup {
  /** The values of all of them afterwards, in order. */
  readonly values: readonly string[];
  /** By member: what becomes of each of its labels that has something to become. */
  readonly maps: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Labels that nothing says of what they become, with the value that was perhaps meant. */
  readonly unmapped: readonly Unmapped[];
  /** Members whose values would compare in another order. */
  readonly reordered: readonly string[];
}

export interface Unmapped {
  readonly name: string;
  readonly label: string;
  /** A value with a similar name: proposed, never taken. */
  readonly meant: string | undefined;
}

/**
 * The values of a group are those of the member that stays, as it lists them; wishes rename them, merge them, and add others. The
 * labels of the others become what is the same but for case and separators, or what a wish says. Nothing else is guessed.
 */
export function mapValues(stays: Member, others: readonly Member[], wishes: Wishes): MappedGroup {
  const members = [stays, ...others];
  const values = members.reduce(
    (known: readonly string[], member) => withWished(member, known, wishes),
    [...new Set(stays.labels.map((label) => wishes.get(label) ?? label))],
  );
  const own = new Map(stays.labels.map((label) => [label, wishes.get(label) ?? label]));
  const byWord = uniqueByWord([...own, ...values.map((value): [string, string] => [value, value])]);
  const maps = new Map(
    members.map(({ name, labels }) => [
      name,
      new Map(
        labels.flatMap((label): [string, string][] => {
          const becomes = wishes.get(label) ?? own.get(label) ?? byWord.get(comparedLabel(label));
          return becomes === undefined ? [] : [[label, becomes]];
        }),
      ),
    ]),
  );
  return {
    values,
    maps,
    unmapped: members.flatMap((member) => unmappedIn(member, maps.get(member.name), values)),
    reordered: members.flatMap(({ name, labels }) =>
      changesOrder(labels, maps.get(name) ?? new Map(), values) ? [name] : [],
    ),
  };
}

/** A value that only a wish names stands behind what the label before it becomes. */
function withWished({ labels }: Member, known: readonly string[], wishes: Wishes): readonly string[] {
  const values = [...known];
  let last = -1;
  for (const label of labels) {
    const wished = wishes.get(label);
    if (wished !== undefined && !values.includes(wished)) values.splice(last + 1, 0, wished);
    const place = values.findIndex((value) => value === wished || comparedLabel(value) === comparedLabel(label));
    if (place >= 0) last = place;
  }
  return values;
}

/** What a word means; a word that means two things means nothing. */
function uniqueByWord(pairs: readonly (readonly [label: string, becomes: string])[]): ReadonlyMap<string, string> {
  const found = new Map<string, string | undefined>();
  for (const [label, becomes] of pairs) {
    const word = comparedLabel(label);
    found.set(word, found.has(word) && found.get(word) !== becomes ? undefined : becomes);
  }
  return new Map([...found].flatMap(([word, becomes]) => (becomes === undefined ? [] : [[word, becomes] as const])));
}

function unmappedIn(
  { name, labels }: Member,
  map: ReadonlyMap<string, string> | undefined,
  values: readonly string[],
): Unmapped[] {
  return labels.flatMap((label) => (map?.has(label) === true ? [] : [{ name, label, meant: nearest(label, values) }]));
}
