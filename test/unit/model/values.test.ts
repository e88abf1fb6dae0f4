import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalFields, canonicalTimestamp, canonicalValue } from "../../../src/model/values.ts";
import { phase } from "../../../src/reconcilers/phase.ts";
import { policy } from "../../../src/reconcilers/policy.ts";
import { task } from "../../../src/reconcilers/task.ts";

describe("a time", () => {
  test.each([
    ["2025-08-07T09:00:00Z", "2025-08-07T09:00:00Z"],
    ["2025-08-07 09:00:00", "2025-08-07T09:00:00Z"],
    ["2025-08-07T09:00", "2025-08-07T09:00:00Z"],
    ["2025-08-07", "2025-08-07T00:00:00Z"],
    ["2025-08-07T13:00:00+04:00", "2025-08-07T09:00:00Z"],
    ["2025-08-07T13:00:00+0400", "2025-08-07T09:00:00Z"],
    ["2025-08-07 13:00:00+04", "2025-08-07T09:00:00Z"],
    ["2025-08-06T23:30:00-09:30", "2025-08-07T09:00:00Z"],
    ["2025-08-07T00:30:00+04:00", "2025-08-06T20:30:00Z"],
    ["2025-08-07T09:00:00.5Z", "2025-08-07T09:00:00.5Z"],
    ["2025-08-07T09:00:00.500000Z", "2025-08-07T09:00:00.5Z"],
    ["2025-08-07 09:00:00.123456", "2025-08-07T09:00:00.123456Z"],
    ["2025-08-07T13:00:00.123456+04:00", "2025-08-07T09:00:00.123456Z"],
    ["2025-08-07T09:00:00.000Z", "2025-08-07T09:00:00Z"],
    ["infinity", "infinity"],
    ["tomorrow", "tomorrow"],
  ])("%s is %s", (text, canonical) => {
    expect(canonicalTimestamp(text)).toBe(canonical);
  });

  test("in canonical form stays as it is", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1970-01-01"), max: new Date("2262-01-01"), noInvalidDate: true }),
        (date) => {
          const once = canonicalTimestamp(date.toISOString());
          expect([canonicalTimestamp(once), Date.parse(once)]).toEqual([once, date.getTime()]);
        },
      ),
    );
  });
});

describe("a decimal number", () => {
  test.each([
    ["1.50", "1.5"],
    ["1.0", "1"],
    ["100", "100"],
    ["0100.010", "100.01"],
    ["0", "0"],
    ["0.00", "0"],
    ["-0.0", "0"],
    ["-1.20", "-1.2"],
    ["0.5", "0.5"],
    ["12345678901234567890.10", "12345678901234567890.1"],
    [" 7 ", "7"],
    ["NaN", "NaN"],
  ])("%s is %s", (text, canonical) => {
    expect(canonicalValue({ type: "numeric" }, text)).toBe(canonical);
  });

  test("given as a number is the same", () => {
    expect(canonicalValue({ type: "numeric" }, 1.5)).toBe("1.5");
  });
});

describe("an array", () => {
  test("that is a set is sorted and holds each value once", () => {
    expect(canonicalValue({ type: "uuid[]", collection: "set" }, ["1.2", "1.10", "1.2"])).toEqual(["1.10", "1.2"]);
  });

  test("that is a list keeps order and repetitions", () => {
    expect(canonicalValue({ type: "text[]", collection: "list" }, ["b", "a", "b"])).toEqual(["b", "a", "b"]);
  });

  test("within jsonb is left alone", () => {
    expect(canonicalValue({ type: "jsonb" }, [{ issue: "b" }, { issue: "a" }])).toEqual([
      { issue: "b" },
      { issue: "a" },
    ]);
  });

  test("is not changed in place", () => {
    const declared = Object.freeze(["1.2", "1.1"]);
    expect(canonicalValue({ type: "uuid[]", collection: "set" }, declared)).toEqual(["1.1", "1.2"]);
  });
});

describe("fields", () => {
  test("are made canonical by their columns, nulls kept, the rest passed through", () => {
    const fields = {
      dependsOn: ["1.2", "1.1"],
      startedAt: "2025-08-07T13:00:00+04:00",
      completedAt: null,
      notes: "1.50",
      "metadata.labels": { b: "2" },
    };
    expect(canonicalFields(task, fields)).toEqual({
      ...fields,
      dependsOn: ["1.1", "1.2"],
      startedAt: "2025-08-07T09:00:00Z",
    });
  });

  test("that are not declared do not appear", () => {
    expect(Object.keys(canonicalFields(phase, { name: "Assessment" }))).toEqual(["name"]);
  });

  test("of a kind without columns stay as they are", () => {
    const fields = { approvals: [{ by: ["b", "a"] }] };
    expect(canonicalFields(policy, fields)).toBe(fields);
  });
});
