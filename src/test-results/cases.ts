import type { TestStatus } from "./test-types.ts";

/** One case of a report, whatever the report's format. */
export interface TestCase {
  /** With the suites it stands in: `Contact > keeps its status`. */
  readonly name: string;
  /** What the report calls the file it is written in, the best name first: a path, or a suite's or a class's name. */
  readonly files: readonly string[];
  readonly status: TestStatus;
  readonly durationMs: number | undefined;
  /** Why it is no pass. */
  readonly message: string | undefined;
  /** When it ran, ISO 8601 in UTC; undefined where the report states no instant. */
  readonly at: string | undefined;
  /** unit, integration, …, where the report says so. */
  readonly type?: string | undefined;
}

/** So much of a message is kept. */
const longestMessage = 10_000;

/**
 * Cases of one name in one file become one. Some runners report a case anew when they run it again: passed and failed is
 * flaky; else the worst counts, because two cases of one name cannot be told apart.
 */
export function withoutRepeated(cases: readonly TestCase[]): TestCase[] {
  const byName = Map.groupBy(cases, ({ files: [file = ""], name }) => `${file}\n${name}`);
  return [...byName.values()].map((same) => ({ ...worst(same), status: statusOf(same) }));
}

function worst(same: readonly TestCase[]): TestCase {
  return same.toSorted((left, right) => order.indexOf(left.status) - order.indexOf(right.status))[0] as TestCase;
}

const order: readonly TestStatus[] = ["fail", "flaky", "skip", "pass"];

function statusOf(same: readonly TestCase[]): TestStatus {
  const found = new Set(same.map(({ status }) => status));
  if (found.has("fail") && found.has("pass")) return "flaky";
  return order.find((status) => found.has(status)) ?? "skip";
}

/** A message as it is kept; undefined where nothing is said. */
export function messageOf(text: string): string | undefined {
  const said = text.trim();
  return said === "" ? undefined : said.slice(0, longestMessage);
}

/** An instant as reports write it. Without a zone nobody knows which one is meant: undefined. */
export function instantOf(value: unknown): string | undefined {
  if (typeof value === "string" ? !/\d(?:Z|[+-]\d\d:?\d\d)$/.test(value) : typeof value !== "number") return undefined;
  const date = new Date(value as string | number);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
