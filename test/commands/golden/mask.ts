import { loginNames } from "../../support/login-names.ts";

/** Everything that differs from run to run gets a name; names look like what they stand for and are as long. */
export class Mask {
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** Gives an id the next name of its sort: `a00001` an apply, `b00001` a plan, `c000001` a commit. */
  add(id: string, sort: keyof typeof letters): void {
    if (this.#names.has(id)) return;
    const count = (this.#counts.get(sort) ?? 0) + 1;
    this.#counts.set(sort, count);
    const { letter, digits } = letters[sort];
    this.#names.set(id, letter + String(count).padStart(digits, "0"));
  }

  /** Output as expectations have it. */
  hide(text: string): string {
    let hidden = text;
    for (const [id, name] of this.#names) {
      // Only where an id begins: one id's first digits may stand within another.
      const beginning = new RegExp(String.raw`(?<![0-9a-f])${id.slice(0, name.length)}`, "g");
      hidden = hidden.replaceAll(id, `${name}…`).replaceAll(beginning, name);
    }
    return [...fixed, ...datesOf(new Date())].reduce(
      (known, [pattern, name]) => known.replaceAll(pattern, name),
      hidden,
    );
  }

  /** A typed word with the ids that names stand for. */
  reveal(word: string): string {
    let revealed = word;
    for (const [id, name] of this.#names) revealed = revealed.replaceAll(name, id.slice(0, name.length));
    return revealed;
  }
}

const letters = {
  apply: { letter: "a", digits: 5 },
  plan: { letter: "b", digits: 5 },
  commit: { letter: "c", digits: 6 },
} as const;

type Replacement = readonly [pattern: RegExp, name: string];

const fixed: readonly Replacement[] = [
  [new RegExp(String.raw`v7_test_[0-9a-f]{12} on \S+ as (${loginNames.join("|")})\b`, "g"), "aya_rag on ALPHA as $1"],
  [/v7_test_[0-9a-f]{12}\s+on\s+\S+\s+as\s+\w+/g, "aya_rag on ALPHA as v7"],
  [/v7\\_test\\_[0-9a-f]{12} on \S+ as \w+/g, String.raw`aya\_rag on ALPHA as v7`],
  [/\w+, v7 tests/g, "v7, v7 tests"],
  // Which database a session's log is of.
  [/(?<=\/\d{4}-\d\d-\d\d-\d+-)[0-9a-f]{6}(?=\.md)/g, "d00001"],
  [/\b[0-9a-f]{64}\b/g, "b0…"],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "00000000-0000-0000-0000-000000000000"],
  [/(?<= )\d\d:\d\d(?= |$)/gm, "08:30"],
  [/(?<=this machine is |machines: \{ \w+: )[^\s}]+/g, "alpha.local"],
  // How long ago a machine was observed.
  [/(?<=(?:observed|ok|differ) )\d+ (?:min|h|d)\b/g, "6 min"],
  [/\b\d{8}T\d{6}\.\d{3}Z\b/g, "20250807T083000.000Z"],
  [/\b\d+(\.\d)? (B|kB|MB)\b/g, "9.9 kB"],
  [/(?<=  |in )(\d+ ms|\d+\.\d s)(?=\.?$)/gm, "9 ms"],
];

/** A case may run over midnight, and what it approves may expire a day later. */
function datesOf(now: Date): Replacement[] {
  return [-1, 0, 1].flatMap((daysAgo): Replacement[] => {
    const date = new Date(now.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10);
    return [
      [new RegExp(`\\b${date}T\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z`, "g"), "2025-08-07T08:30:00Z"],
      [new RegExp(`\\b${date}\\b`, "g"), "2025-08-07"],
    ];
  });
}
