/** What tests are, as the seeds name them. */
export const testTypes = ["unit", "integration", "system", "performance"] as const;
export type TestType = (typeof testTypes)[number];

/** How a result stands. What failed first and passed when it was run again is flaky, and no pass. */
export const testStatuses = ["pass", "fail", "skip", "flaky"] as const;
export type TestStatus = (typeof testStatuses)[number];

/** Whether a report's word is one of them. */
export function isTestType(word: string): word is TestType {
  return testTypes.some((type) => type === word);
}
