import { describe, expect, test } from "vitest";
import { formatDifference, formatValue } from "../../../src/render/type/value.ts";
import { displayWidth, shorten } from "../../../src/render/type/width.ts";

describe("a value on one line", () => {
  test.each([
    ["plain text", "Layer 1 Data Sentinel", "Layer 1 Data Sentinel"],
    ["nothing", null, "null"],
    ["a missing side", undefined, "–"],
    ["empty text", "", '""'],
    ["text that reads as nothing", "null", '"null"'],
    ["text that reads as a number", "1.10", '"1.10"'],
    ["a date", "2025-08-07", "2025-08-07"],
    ["an array", ["1.1", "1.2"], '["1.1","1.2"]'],
    ["an object", { issue: "schema locked" }, '{"issue":"schema locked"}'],
    [
      "an object as YAML has it",
      { to: "v7_contact_status", from: "contact_curation_status" },
      '{"from":"contact_curation_status","to":"v7_contact_status"}',
    ],
    ["several lines", "Inventory\nMap\nReview\nSign", "Inventory … (+3 lines)"],
    ["a final line break", "Inventory\n", "Inventory"],
    ["a forged line", "done\u001b[2K\rPlan: 0 to add", "done\\x1b[2K … (+1 line)"],
    ["a reversed name", "Test \u202eSentinel", "Test \\u202eSentinel"],
  ])("%s", (_, value, shown) => {
    expect(formatValue(value)).toBe(shown);
  });

  test("cuts long text to the width", () => {
    expect(formatValue("x".repeat(100), 20)).toBe(`${"x".repeat(19)}…`);
  });

  test("counts wide letters as two cells", () => {
    expect(displayWidth("守護者")).toBe(6);
    expect(shorten("守護者守護者", 7)).toBe("守護者…");
  });

  test("shows where two long texts differ", () => {
    const notes = "Every duplicate was found in the inventory of August and listed by table, ";
    expect(formatDifference(`${notes}reviewed`, `${notes}approved`, 30)).toBe(
      "…d by table, reviewed → …d by table, approved",
    );
  });

  test("shows the line that differs below equal first lines", () => {
    expect(formatDifference("Inventory\nopen", "Inventory\ndone")).toBe("Inventory\\nopen → Inventory\\ndone");
  });
});
