import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { placeComplaints, referenceComplaints } from "../../../src/documents/check-references.ts";
import { loadDocuments } from "../../../src/documents/load.ts";
import type { Document } from "../../../src/model/document.ts";
import type { Reference } from "../../../src/model/kind.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "v7-references-"));
  mkdirSync(join(root, "state"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function referencesOf(document: Document): Reference[] {
  const names = document.spec["dependsOn"] as string[] | undefined;
  const tasks = (names ?? []).map((name, index) => ({
    kind: "Task",
    name,
    path: ["spec", "dependsOn", index],
    group: { prefix: "1.", owner: "phase 1" },
  }));
  const persona = document.spec["responsiblePersona"];
  return typeof persona === "string"
    ? [...tasks, { kind: "Persona", name: persona, path: ["spec", "responsiblePersona"], optional: true }]
    : tasks;
}

function task(name: string, dependsOn: readonly string[]): void {
  const text = `apiVersion: v7/v1\nkind: Task\nmetadata:\n  name: "${name}"\nspec:\n  name: Map enum values\n  responsiblePersona: Layer 1 Data Sentinel\n  dependsOn: ${JSON.stringify(dependsOn)}\n`;
  writeFileSync(join(root, `state/${name}.yaml`), text);
}

async function findings(): Promise<string[]> {
  const { documents } = await loadDocuments({ root, stateDirectory: "state" });
  const found = await placeComplaints({ root }, referenceComplaints({ documents, referencesOf }));
  return found.map(({ file, line, column, message, code }) => `${file}:${line}:${column} ${message} [${code}]`);
}

describe("referenceComplaints", () => {
  test("finds nothing wrong with the example of the guide", async () => {
    task("1.1", []);
    task("1.2", ["1.1"]);
    expect(await findings()).toEqual([]);
  });

  test("names what a dangling dependency could have been", async () => {
    task("1.1", []);
    task("1.2", []);
    task("1.3", ["1.1", "1.7"]);
    expect(await findings()).toEqual(["state/1.3.yaml:8:21 no task 1.7; phase 1 has 1.1, 1.2, 1.3 [V7-D020]"]);
  });

  test("names the cycle", async () => {
    task("1.1", ["1.2"]);
    task("1.2", ["1.3"]);
    task("1.3", ["1.1"]);
    task("1.4", ["1.3"]);
    expect(await findings()).toEqual([
      "state/1.1.yaml:8:15 dependencies in a circle: task 1.1 → 1.2 → 1.3 → 1.1 [V7-D021]",
    ]);
  });

  test("names a task that waits for itself", async () => {
    task("1.1", ["1.1"]);
    expect(await findings()).toEqual(["state/1.1.yaml:8:15 task 1.1 depends on itself [V7-D021]"]);
  });

  test("names both places of a name declared twice", async () => {
    task("1.1", []);
    writeFileSync(
      join(root, "state/copy.yaml"),
      `# copy\napiVersion: v7/v1\nkind: Task\nmetadata: { name: "1.1" }\nspec: { name: x, responsiblePersona: y }\n`,
    );
    expect(await findings()).toEqual([
      "state/copy.yaml:4:19 task 1.1 is declared twice; first at state/1.1.yaml:1; v7 task renumber 1.1 --file state/copy.yaml [V7-D022]",
    ]);
  });

  test("asks for personas once one is declared", async () => {
    task("1.1", []);
    writeFileSync(
      join(root, "state/personas.yaml"),
      "apiVersion: v7/v1\nkind: Persona\nmetadata: { name: The Architect }\nspec: {}\n",
    );
    expect(await findings()).toEqual([
      "state/1.1.yaml:7:23 no persona Layer 1 Data Sentinel; declared are The Architect [V7-D020]",
    ]);
  });

  test("a chain of 20,000 is no danger", async () => {
    const documents = Array.from({ length: 20_000 }, (_, index): Document => ({
      kind: "Task",
      name: `1.${index + 1}`,
      protect: false,
      spec: { dependsOn: index === 0 ? [] : [`1.${index}`] },
      source: { file: "state/tasks.yaml", index, line: 1 },
    }));
    expect(await placeComplaints({ root }, referenceComplaints({ documents, referencesOf }))).toEqual([]);
  });
});
