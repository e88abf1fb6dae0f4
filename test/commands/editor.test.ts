import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../../src/model/json.ts";
import { type LanguageClient, openEditor } from "../support/language-client.ts";
import { type OwnClone, openOwnClone } from "./own-clone.ts";

// What v7 init leaves in a new repository is all that an editor needs to help with documents.
let clone: OwnClone;

beforeAll(() => {
  clone = openOwnClone();
});
afterAll(() => clone.remove());

/** As VS Code hands them on: those of the folder, by section. */
function folderSettings(): Json {
  const settings = JSON.parse(readFileSync(join(clone.root, ".vscode", "settings.json"), "utf8")) as {
    [name: string]: Json;
  };
  const named = Object.entries(settings).flatMap(([name, value]) =>
    name.startsWith("yaml.") ? [[name.slice("yaml.".length), value] as const] : [],
  );
  return { yaml: { ...Object.fromEntries(named), completion: true, validate: true, schemaStore: { enable: false } } };
}

/** An editor that knows nothing of the folder. */
const noSettings = { yaml: { completion: true, validate: true, schemaStore: { enable: false } } };

const task = `apiVersion: v7/v1
kind: Task
metadata:
  name: "1.1"
spec:
  name: Map enum values
  responsiblePersona: Layer 1 Data Sentinel
`;
const named = `# yaml-language-server: $schema=../../schemas/v1/task.schema.json\n${task}`;

describe.each([
  ["by the settings of the folder", () => folderSettings(), task],
  ["by the line that v7 writes on top of a document", () => noSettings, named],
])("%s", (_, settings, text) => {
  let editor: LanguageClient;
  const last = text.split("\n").length - 1;

  beforeAll(async () => {
    editor = await openEditor(clone.root, settings());
  });
  afterAll(() => editor.end());

  test("a field is completed", async () => {
    const offered = await editor.completions("state/tasks/1.1.yaml", `${text}  de`, { line: last, character: 4 });
    expect(offered).toContain("dependsOn");
  });

  test("a value out of a list is completed", async () => {
    const offered = await editor.completions("state/tasks/1.2.yaml", `${text}  status: `, {
      line: last,
      character: 10,
    });
    expect(offered).toEqual(expect.arrayContaining(["pending", "in_progress", "completed"]));
  });

  test("a misspelt field is marked where it stands", async () => {
    const problems = await editor.problems("state/tasks/1.3.yaml", `${text}  staus: pending\n`);
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${last + 1}: .*staus`))]);
  });

  test("what v7 takes is not marked", async () => {
    expect(await editor.problems("state/tasks/1.4.yaml", text)).toEqual([]);
  });

  test("nothing is fetched", () => {
    expect(editor.network()).not.toContain("NETWORK");
  });
});
