import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatText } from "../../../src/documents/format.ts";
import { appendDocuments, newDocument, removeDocuments } from "../../../src/documents/new-document.ts";
import { parseText } from "../../../src/documents/parse.ts";
import { readDocuments } from "../../../src/documents/read-documents.ts";
import { rounds } from "../../support/optional.ts";

const task = newDocument({
  kind: "Task",
  name: "1.2",
  spec: {
    name: "Document all duplicate ENUMs",
    responsiblePersona: "Layer 1 Data Sentinel",
    dependsOn: ["1.1"],
    notes: "one\n\ntwo\n",
  },
  schemaPath: "../../schemas/v1/task.schema.json",
});

describe("newDocument", () => {
  test("writes what a person would, and it is valid", () => {
    expect(task).toBe(`# yaml-language-server: $schema=../../schemas/v1/task.schema.json
apiVersion: v7/v1
kind: Task
metadata:
  name: "1.2"
spec:
  name: Document all duplicate ENUMs
  responsiblePersona: Layer 1 Data Sentinel
  dependsOn: ["1.1"]
  notes: |
    one

    two
`);
    expect(readDocuments(task, "state/tasks/1.2.yaml").findings).toEqual([]);
  });

  test("is in canonical form", () => {
    expect(formatText(task)).toBe(task);
  });
});

describe("documents of one file", () => {
  const persona = (name: string): string => newDocument({ kind: "Persona", name, spec: {}, schemaPath: "x.json" });
  const both = appendDocuments(persona("The Architect"), [persona("Test Sentinel")]);

  test("are separated by ---, with one comment for editors", () => {
    expect(both.match(/^---$/gm)).toHaveLength(1);
    expect(both.match(/yaml-language-server/g)).toHaveLength(1);
    expect(readDocuments(both, "state/personas.yaml").documents.map(({ name }) => name)).toEqual([
      "The Architect",
      "Test Sentinel",
    ]);
  });

  test("are removed one by one until nothing is left", () => {
    const left = removeDocuments(both, [0]) ?? "";
    expect(readDocuments(left, "state/personas.yaml").documents.map(({ name }) => name)).toEqual(["Test Sentinel"]);
    expect(left).toMatch(/^# yaml-language-server/);
    expect(removeDocuments(both, [1])).toBe(persona("The Architect"));
    expect(removeDocuments(left, [0])).toBeUndefined();
  });

  test("keep the file's line ends", () => {
    const windows = appendDocuments(persona("The Architect").replaceAll("\n", "\r\n"), [persona("Test Sentinel")]);
    expect(windows.replaceAll("\r\n", "")).not.toContain("\n");
  });
});

describe("formatText", () => {
  test("orders the top keys and moves their comments along", () => {
    const text = `# head
kind: Task
# what it should be
spec:
  name: Map enum values # the third
  responsiblePersona: Layer 1 Data Sentinel
apiVersion: v7/v1
metadata:
  name: "1.3"
`;
    expect(formatText(text)).toBe(`# head
apiVersion: v7/v1
kind: Task
metadata:
  name: "1.3"
# what it should be
spec:
  name: Map enum values # the third
  responsiblePersona: Layer 1 Data Sentinel
`);
  });

  test("quotes names that read as numbers", () => {
    const text = task.replace('"1.2"', "1.10").replace('["1.1"]', "[1.1, 1.20]");
    expect(formatText(text)).toBe(task.replace('"1.2"', '"1.10"').replace('["1.1"]', '["1.1", "1.20"]'));
  });

  test("gives two spaces a level, also below dashes, and leaves texts of several lines alone", () => {
    const text = `spec:
      # about status
      status: pending
      blockers:
      -   issue: Missing   # why
          severity: high
          # below
          notes: |
              a
                b
      -   c
      last: "one
        two"
`;
    expect(formatText(text)).toBe(`spec:
  # about status
  status: pending
  blockers:
    - issue: Missing   # why
      severity: high
      # below
      notes: |
          a
            b
    - c
  last: "one
    two"
`);
  });

  test("removes a byte order mark, carriage returns, spaces at line ends and all but one line break at the end", () => {
    expect(formatText(`\uFEFF${task.replaceAll("\n", "  \r\n")}\r\n\r\n`.replace("|  ", "|"))).toContain(
      '  name: "1.2"\n',
    );
    expect(formatText(task.replaceAll("kind: Task", "kind: Task  ").concat("\n\n"))).toBe(task);
  });

  test("keeps line breaks and spaces that belong to a value", () => {
    const text = "a: |+\n  one  \n\n\n";
    expect(formatText(text)).toBe(text);
  });

  test("returns a text with errors as it is", () => {
    expect(formatText("a: [1\n")).toBe("a: [1\n");
  });

  test.each([
    task,
    "a:\n    - b\n    -   - c\n        - d: 1\n          e: 2\n",
    "spec:\n   x: 1\n# tail\n\n",
    "? a\n: b\n",
    "{kind: Task, apiVersion: v7/v1}\n",
  ])("formatted twice is formatted once: %j", (text) => {
    expect(formatText(formatText(text))).toBe(formatText(text));
  });
});

describe("any text, formatted", () => {
  const pieces = fc.constantFrom(
    "status: pending\n",
    "kind: Task\n",
    "apiVersion: v7/v1\n",
    "spec:\n",
    "   blockers:\n",
    "     -   issue: Missing\n",
    "         severity: high # c\n",
    "- ",
    "? ",
    "[a, b]",
    "{c: d}",
    "\n",
    "    ",
    "# c\n",
    "notes: |\n  x \n",
    '"two\n  lines"',
    "---\n",
    "\r\n",
  );
  const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(""));
  const valuesOf = (text: string): unknown => parseText(text).documents.map(({ value }) => value);

  test("keeps its values and comments, and formatting again changes nothing", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = formatText(text);
        expect(formatText(once)).toBe(once);
        expect(valuesOf(once)).toEqual(valuesOf(text));
        expect(once.split("# c")).toHaveLength(text.split("# c").length);
      }),
      { numRuns: rounds({ test: 500, all: 2_000 }) },
    );
  });
});
