import { describe, expect, test } from "vitest";
import { readDuration, readMoment } from "../../src/commands/shell/durations.ts";
import { parseDuration } from "../../src/model/moment.ts";

const now = new Date("2025-08-07T08:30:00Z");

describe("times on the command line", () => {
  test.each([
    ["60s", 60_000],
    ["2m", 120_000],
    ["500ms", 500],
    ["7d", 604_800_000],
  ])("%s is a span", (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(["", "60", "s", "-1s", "1.5h", "1 h", "99999999999s"])("%j is none", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test("a flag that holds no span is named", () => {
    expect(() => readDuration("lock-timeout", "soon")).toThrow("--lock-timeout takes a time such as 60s or 2m");
  });

  test.each([
    ["12h", "2025-08-06T20:30:00.000Z"],
    ["2025-08-07", "2025-08-06T20:00:00.000Z"],
    ["2025-08-07 03:00", "2025-08-06T23:00:00.000Z"],
    ["2025-08-07T03:00:00Z", "2025-08-07T03:00:00.000Z"],
    ["2025-08-07T03:00:00+04:00", "2025-08-06T23:00:00.000Z"],
  ])("%s is a moment", (text, moment) => {
    expect(readMoment("since", text, { now, timeZone: "Asia/Dubai" })).toBe(moment);
  });

  test.each(["yesterday", "7", "2025", "2025-13-01"])("%s is none", (text) => {
    expect(() => readMoment("since", text, { now, timeZone: "Asia/Dubai" })).toThrow("--since takes a time");
  });
});
