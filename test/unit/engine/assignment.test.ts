import { describe, expect, test } from "vitest";
import { describeKind } from "../../../src/documents/describe-kind.ts";
import { assignedPath, parseAssignment } from "../../../src/engine/edit/assignment.ts";
import type { JsonObject } from "../../../src/model/json.ts";

const phase = describeKind("Phase")?.fields ?? [];

function pathOf(text: string, spec: JsonObject = {}): readonly (string | number)[] {
  return assignedPath(spec, phase, parseAssignment(text).field);
}

describe("an assigned field", () => {
  test("has a key with a dot in quotes", () => {
    expect(pathOf('deliverables."report.pdf"=x')).toEqual(["spec", "deliverables", "report.pdf"]);
  });

  test("has a key with a dot without quotes where that key is there", () => {
    expect(pathOf("deliverables.report.pdf=x", { deliverables: { "report.pdf": "y" } })).toEqual([
      "spec",
      "deliverables",
      "report.pdf",
    ]);
  });

  test("makes mappings that the schema knows, and no others", () => {
    expect(pathOf("approval.status=approved")).toEqual(["spec", "approval", "status"]);
    expect(() => pathOf("deliverables.report.pdf=x", { deliverables: {} })).toThrow(
      "deliverables.report is no mapping",
    );
  });

  test("may be a label", () => {
    expect(pathOf("metadata.labels.wave=enums")).toEqual(["metadata", "labels", "wave"]);
  });

  test.each(["constructor=x", "deliverables.__proto__=x"])("is not the reserved one of %s", (text) => {
    expect(() => pathOf(text)).toThrow("reserved");
  });
});
