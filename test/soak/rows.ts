/** A row of FAULTS' table of numbers, as the soak holds it. */
export interface SoakRow {
  /** The flag that sets its size: `--kill 100`. */
  readonly flag: string;
  readonly promise: string;
  /** How many by default, and how many count as held. */
  readonly size: number;
}

/** What the soak runs now. */
export const soakRows: readonly SoakRow[] = [
  { flag: "kill", promise: "random kill -9 in apply: no partial state, no untrue outcome", size: 1_000 },
  { flag: "cut", promise: "plan shapes cut at every message: none partial or untruthful", size: 10 },
  { flag: "migrate", promise: "migrations cut at every message, both sides", size: 1 },
  { flag: "statements", promise: "migrations killed before each of their statements: nothing is left", size: 1 },
  { flag: "applies", promise: "rounds of 20 applies at once: one commit each", size: 1_000 },
  { flag: "commits", promise: "rounds of 200 commits over work trees: none lost, none doubled", size: 10 },
  { flag: "copies", promise: "copies killed at random points: no wrong bytes, no changed source", size: 5_000 },
  {
    flag: "enums",
    promise: "enum deeds killed at random messages, and cut at every one: old or new, told truthfully",
    size: 60,
  },
  { flag: "yaml", promise: "fuzzed YAML: no crash, every error with a position", size: 1_000_000 },
  { flag: "forecasts", promise: "simulated projects of each kind: forecasts hold as often as they say", size: 1_000 },
];

/** What comes with the parts that are not built yet. */
export const laterRows: readonly string[] = [
  "same-tick edits missed by the incremental scan, 100,000",
  "secret canaries in index and API",
];
