import { describe, expect, test } from "vitest";
import { formatText } from "../../../src/documents/format.ts";
import { readDocuments, readObservationText } from "../../../src/documents/read-documents.ts";

/** A node whose metadata, which takes any value, holds this one. */
function node(value: string, field = "metadata"): string {
  const place = field === "metadata" ? `  metadata: { firmware: ${value} }` : `  ${field}: ${value}`;
  return `apiVersion: v7/v1\nkind: Node\nmetadata:\n  name: ALPHA\nspec:\n  role: primary\n${place}\n`;
}

function findings(text: string): string[] {
  return readDocuments(text, "state/nodes/alpha.yaml").findings.map(
    ({ line, column, code, message }) => `${line}:${column} ${code} ${message}`,
  );
}

describe("what would come back other than it is written asks for quotes", () => {
  test.each([
    ["1.10", "1.1"],
    ["0644", "644"],
    ["00501", "501"],
    ["12e7", "120000000"],
    ["1234567e1", "12345670"],
    ["0x1F", "31"],
    ["0o17", "15"],
    ["+5", "5"],
    [".5", "0.5"],
    ["1.0", "1"],
    ["-0", "0"],
    ["1e-7", "0.0000001"],
    ["~", "null"],
    ["Null", "null"],
    ["TRUE", "true"],
  ])("%s, which is %s", (written, reads) => {
    const text = node(written);
    const message = `metadata.firmware ${written} would come back as ${reads}; write "${written}" to keep it as text, or ${reads}`;
    expect(findings(text)).toEqual([`7:25 V7-D045 ${message}`]);
    const formatted = formatText(text);
    expect(formatted).toBe(node(`"${written}"`));
    expect(findings(formatted)).toEqual([]);
    expect(findings(node(reads))).toEqual([]);
  });

  test("in what a check expects, and in a list of a list", () => {
    const checks = `\n    - { name: release, description: The firmware, expect: 1.10 }`;
    expect(findings(node(checks, "checks")).map((finding) => finding.slice(0, 13))).toEqual(["8:59 V7-D045 "]);
    expect(findings(node("[[1.10]]"))).toHaveLength(1);
  });

  test("but not where only a number may stand", () => {
    expect(findings(node("0x10", "cpuCores"))).toEqual([]);
  });
});

describe("what comes back as it is written stays", () => {
  test.each([
    "12345678901234567890",
    "0.10000000000000000001",
    "-12.5",
    "0.0000001",
    "null",
    "true",
    "1_000",
    "yes",
    "2025-02-30",
    "10:30",
    '"1.10"',
  ])("%s", (value) => {
    const text = node(value);
    expect(findings(text)).toEqual([]);
    expect(formatText(text)).toBe(text);
  });
});

test("programs write numbers as they like into their observations, and no others", () => {
  const observed = (value: string): unknown[] =>
    readObservationText(`node: ALPHA\nsource: collector\nfacts: { load: ${value} }\n`, "facts.yaml").findings;
  expect(["1.0", "0.50", "1.5e-05", "12345678901234567890"].flatMap(observed)).toEqual([]);
  expect(["0644", "0x1F", ".5"].map((value) => observed(value).length)).toEqual([1, 1, 1]);
});

describe("a number that no number of JavaScript's holds", () => {
  test("is still too large for a field with a limit", () => {
    expect(findings(node("9007199254740993", "cpuCores"))).toEqual([
      "7:13 V7-D008 cpuCores is 9007199254740993; at most 2147483647",
    ]);
  });

  test("is no whole number however near it comes", () => {
    expect(findings(node("8.00000000000000000001", "cpuCores"))).toEqual([
      "7:13 V7-D007 cpuCores must be a whole number, not a number",
    ]);
  });
});
