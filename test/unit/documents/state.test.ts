import { join } from "node:path";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { describeKind } from "../../../src/documents/describe-kind.ts";
import { formatText } from "../../../src/documents/format.ts";
import { loadDocuments } from "../../../src/documents/load.ts";
import { openLocator } from "../../../src/documents/locate.ts";

const root = join(import.meta.dirname, "../../..");

describe("this repository's own state", () => {
  test("is valid: seven phases, two tasks, personas, one policy", async () => {
    const { documents, findings } = await loadDocuments({ root, stateDirectory: "state" });
    expect(findings).toEqual([]);
    const count = (kind: string): number => documents.filter((document) => document.kind === kind).length;
    expect([count("Phase"), count("Task"), count("Persona"), count("Policy")]).toEqual([7, 2, 9, 1]);
  });

  test("is in canonical form", () => {
    const files = readdirSync(join(root, "state"), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".yaml"),
    );
    expect(files.length).toBeGreaterThan(10);
    for (const name of files) {
      const text = readFileSync(join(root, "state", name), "utf8");
      expect(formatText(text)).toBe(text);
    }
  });
});

describe("describeKind", () => {
  test("says of every field what it is", () => {
    const task = describeKind("Task");
    expect(task?.fields.find(({ path }) => path === "spec.dependsOn")).toEqual({
      path: "spec.dependsOn",
      type: "set of text",
      required: false,
      nullable: true,
      description: "The names of tasks that must be completed first.",
    });
    expect(task?.fields.find(({ path }) => path === "metadata.name")).toMatchObject({
      required: true,
      type: "text",
      example: "1.2",
    });
  });

  test("knows no kind without a schema", () => {
    expect(describeKind("constructor")).toBeUndefined();
  });
});

describe("locate", () => {
  const text = 'kind: Task\nspec:\n  status:\n  dependsOn: ["1.1", "1.2"]\n---\nkind: Persona\n';
  test.each([
    [0, ["spec", "dependsOn", 1], { line: 4, column: 22 }],
    [0, ["spec", "status"], { line: 3, column: 3 }],
    [0, ["spec", "notes"], { line: 3, column: 3 }],
    [1, ["kind"], { line: 6, column: 7 }],
    [7, ["kind"], { line: 1, column: 1 }],
  ])("in document %i, %j", (index, path, place) => {
    expect(openLocator(text).locate(index, path)).toEqual(place);
  });
});
