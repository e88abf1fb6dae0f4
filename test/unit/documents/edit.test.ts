import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lostComments } from "../../../src/documents/comments.ts";
import { editDocument, editDocuments } from "../../../src/documents/edit.ts";
import { editValue } from "../../../src/documents/edit-value.ts";
import { parseText } from "../../../src/documents/parse.ts";
import type { DocumentEdit } from "../../../src/model/document.ts";
import type { Json } from "../../../src/model/json.ts";
import { rounds } from "../../support/optional.ts";

const task = `# yaml-language-server: $schema=../../schemas/v1/task.schema.json
# Source: the guide, 3.2
apiVersion: v7/v1
kind: Task
metadata:
  name: "1.2"   # phase.task
spec:
  # what is to be done
  name: 'Document all duplicate ENUMs'
  status: pending # set by the Conductor

  dependsOn: ["1.1"] # one for now
  deliverableUrls:
    # the report
    - https://dart.ai/doc/xyz   # reviewed
    - https://dart.ai/doc/abc
  notes: |
    Work order issued 2025-08-07

    Second paragraph
  responsiblePersona: Layer 1 Data Sentinel
# the end
`;

function set(path: DocumentEdit["path"], value: Json): DocumentEdit {
  return { action: "set", path, value };
}

function changedLines(before: string, after: string): { removed: string[]; added: string[] } {
  const [left, right] = [before.split("\n"), after.split("\n")];
  return { removed: left.filter((line) => !right.includes(line)), added: right.filter((line) => !left.includes(line)) };
}

describe("editDocument", () => {
  test("replaces a scalar and keeps the comment behind it", () => {
    expect(changedLines(task, editDocument(task, 0, [set(["spec", "status"], "completed")]))).toEqual({
      removed: ["  status: pending # set by the Conductor"],
      added: ["  status: completed # set by the Conductor"],
    });
  });

  test("keeps the quotes a value had", () => {
    const edited = editDocument(task, 0, [set(["spec", "name"], "Map the Architect's ENUMs")]);
    expect(changedLines(task, edited).added).toEqual(["  name: 'Map the Architect''s ENUMs'"]);
  });

  test("adds a field behind its siblings, before a comment that closes the file", () => {
    const edited = editDocument(task, 0, [set(["spec", "dartTaskId"], "DART_TASK_123")]);
    expect(edited).toBe(task.replace("# the end\n", "  dartTaskId: DART_TASK_123\n# the end\n"));
  });

  test("appends to a list between brackets and to a list of lines", () => {
    const edited = editDocument(task, 0, [
      { action: "append", path: ["spec", "dependsOn"], value: "1.3" },
      { action: "append", path: ["spec", "deliverableUrls"], value: "https://dart.ai/doc/def" },
    ]);
    expect(changedLines(task, edited)).toEqual({
      removed: ['  dependsOn: ["1.1"] # one for now'],
      added: ['  dependsOn: ["1.1", "1.3"] # one for now', "    - https://dart.ai/doc/def"],
    });
  });

  test("appends to a list that is not there yet", () => {
    const edited = editDocument(task, 0, [
      { action: "append", path: ["spec", "blockers"], value: "Missing ENUM documentation" },
    ]);
    expect(changedLines(task, edited).added).toEqual(["  blockers: [Missing ENUM documentation]"]);
  });

  test("removes a field, an item and the only item", () => {
    const edited = editDocument(task, 0, [
      { action: "remove", path: ["spec", "notes"] },
      { action: "remove", path: ["spec", "deliverableUrls", 1] },
      { action: "remove", path: ["spec", "dependsOn", 0] },
    ]);
    expect(changedLines(task, edited)).toEqual({
      removed: [
        '  dependsOn: ["1.1"] # one for now',
        "    - https://dart.ai/doc/abc",
        "  notes: |",
        "    Work order issued 2025-08-07",
        "    Second paragraph",
      ],
      added: ["  dependsOn: [] # one for now"],
    });
  });

  test("setting a list again changes only the items that differ", () => {
    const urls = ["https://dart.ai/doc/xyz", "https://dart.ai/doc/new", "https://dart.ai/doc/abc"];
    expect(changedLines(task, editDocument(task, 0, [set(["spec", "deliverableUrls"], urls)]))).toEqual({
      removed: [],
      added: ["    - https://dart.ai/doc/new"],
    });
  });

  describe("of a list in lines", () => {
    const list =
      "spec:\n  blockers:\n    # asked Bob\n    - BETA is down # since May\n    - No owner\n    # see the guide\n    - Late # by a week\nlast: 1\n";
    const edited = (...items: Json[]): string => editDocument(list, 0, [set(["spec", "blockers"], items)]);

    test("takes an item's comments along wherever it moves", () => {
      expect(edited("Late", "BETA is down", "No owner")).toBe(
        "spec:\n  blockers:\n    # see the guide\n    - Late # by a week\n    # asked Bob\n    - BETA is down # since May\n    - No owner\nlast: 1\n",
      );
    });

    test("removes an item with the comments above it", () => {
      expect(edited("BETA is down", "No owner")).toBe(
        list.replace("    # see the guide\n    - Late # by a week\n", ""),
      );
    });

    test("gives no comment to an item that takes another one's place", () => {
      expect(edited("No owner", "GAMMA is down", "Late")).toBe(
        "spec:\n  blockers:\n    - No owner\n    - GAMMA is down\n    # see the guide\n    - Late # by a week\nlast: 1\n",
      );
    });

    test("changes a mapping that moves where it is told by its first field", () => {
      const ports =
        "ports:\n  # the replica\n  - name: replica\n    port: 5433 # not 5432\n  - name: primary\n    port: 5432\n";
      const value = [
        { name: "primary", port: 5432 },
        { name: "replica", port: 5434 },
      ];
      expect(editDocument(ports, 0, [set(["ports"], value)])).toBe(
        "ports:\n  - name: primary\n    port: 5432\n  # the replica\n  - name: replica\n    port: 5434 # not 5432\n",
      );
    });
  });

  test("removes a field with the comments above it", () => {
    expect(changedLines(task, editDocument(task, 0, [{ action: "remove", path: ["spec", "name"] }])).removed).toEqual([
      "  # what is to be done",
      "  name: 'Document all duplicate ENUMs'",
    ]);
  });

  test("edits many documents of a file, each parsed by itself", () => {
    const many = Array.from({ length: 60 }, (_, at) => task.replace('"1.2"', `"1.${at}"`).replaceAll("---", ""));
    const edits = new Map(many.map((_, at) => [at, [set(["spec", "status"], "completed")]]));
    expect(editDocuments(many.join("---\n"), edits)).toBe(
      many.map((text) => text.replace("status: pending", "status: completed")).join("---\n"),
    );
  });

  test("writes a blocker as a mapping of its own", () => {
    const blocker = { issue: "Missing ENUM documentation", raised_by: "Layer 1 Guardian", severity: "high" };
    const edited = editDocument(task, 0, [{ action: "append", path: ["spec", "blockers"], value: blocker }]);
    expect(edited).toContain(
      "  blockers:\n    - issue: Missing ENUM documentation\n      raised_by: Layer 1 Guardian\n      severity: high\n",
    );
  });

  test("writes several lines as a literal block and one line back in its place", () => {
    const long = editDocument(task, 0, [set(["spec", "status"], "first\nsecond\n")]);
    expect(long).toContain("  status: | # set by the Conductor\n    first\n    second\n\n  dependsOn");
    expect(editDocument(long, 0, [set(["spec", "status"], "pending")])).toBe(task);
  });

  test.each([
    "1.2",
    "yes",
    "no",
    "2025-08-07",
    "007",
    "null",
    "",
    " x",
    "a: b",
    "a #b",
    "- a",
    "12:30",
    "0x1F",
    "1e3",
    "~",
    "a\tb",
    "[x",
    "Norway:",
    "é",
    "é\u0085",
  ])("text %j comes back as text", (value) => {
    const edited = editDocument(task, 0, [
      set(["spec", "notes"], value),
      set(["spec", "status"], value),
      set(["spec", "dependsOn"], [value]),
    ]);
    expect(parseText(edited).documents[0]?.value).toMatchObject({
      spec: { notes: value, status: value, dependsOn: [value] },
    });
  });

  test("keeps CRLF", () => {
    const windows = task.replaceAll("\n", "\r\n");
    const edits = [
      set(["spec", "notes"], "one\ntwo\n"),
      set(["spec", "blockers"], ["a"]),
      set(["spec", "status"], "blocked"),
    ];
    const edited = editDocument(windows, 0, edits);
    expect(edited).toBe(editDocument(task, 0, edits).replaceAll("\n", "\r\n"));
  });

  test("touches only the document it is asked for", () => {
    const persona = "apiVersion: v7/v1\nkind: Persona\nmetadata:\n  name: The Architect\nspec: {}\n";
    const both = `${persona}---\n${task}`;
    const edited = editDocument(both, 0, [set(["spec", "description"], "Approves phases")]);
    expect(edited).toBe(`${persona.replace("spec: {}", "spec:\n  description: Approves phases")}---\n${task}`);
  });

  test("gives an empty field a value and keeps its comment", () => {
    const text = "spec:\n  status: # undecided\n  notes:\n";
    const edited = editDocument(text, 0, [set(["spec", "status"], "pending"), set(["spec", "notes"], ["a", { b: 1 }])]);
    expect(edited).toBe("spec:\n  status: pending # undecided\n  notes:\n    - a\n    - b: 1\n");
  });

  test("refuses a text with errors", () => {
    expect(() => editDocument("a: [1\n", 0, [set(["a"], 1)])).toThrow("v7 validate");
  });
});

test("comments that went are told with their lines", () => {
  const after = editDocument(task, 0, [set(["spec", "deliverableUrls"], [])]);
  expect(lostComments(task, after)).toEqual([
    { line: 14, text: "# the report" },
    { line: 15, text: "# reviewed" },
  ]);
});

const words = fc.constantFrom(
  "pending",
  "The Architect",
  "1.1",
  "yes",
  "a # b",
  "x: y",
  "it's",
  'say "hi"',
  "two\nlines\n",
  "",
  "é",
  "- dash",
  " lead",
);
const scalars = fc.oneof(words, fc.string({ maxLength: 12 }), fc.integer(), fc.boolean(), fc.constant(null));
const keys = fc.constantFrom("status", "notes", "name", "issue", "severity", "raised_by");
const { value: values } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    scalars,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

/** Writes a value as a person might: with comments, blank lines, both quotes, brackets and blocks. */
function handwritten(value: Json, indent: number, pick: (n: number) => number): string {
  const pad = " ".repeat(indent);
  const comment = () => (pick(3) === 0 ? ` # c${pick(100)}` : "");
  if (Array.isArray(value) && value.length > 0 && pick(3) > 0) {
    return `${comment()}\n${value.map((item: Json) => `${pick(4) === 0 ? `${pad}# above\n` : ""}${pad}-${handwritten(item, indent + 2, pick)}`).join("")}`;
  }
  if (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0 &&
    pick(3) > 0
  ) {
    return `${comment()}\n${Object.entries(value)
      .map(
        ([key, member]) =>
          `${pick(5) === 0 ? "\n" : ""}${pad}${key}:${handwritten(member, indent + 2 + pick(2), pick)}`,
      )
      .join("")}`;
  }
  if (typeof value === "string" && /^[ -~]+$/.test(value) && pick(2) === 0)
    return ` '${value.replaceAll("'", "''")}'${comment()}\n`;
  return ` ${JSON.stringify(value)}${comment()}\n`;
}

function edits(value: Json): fc.Arbitrary<DocumentEdit> {
  const paths = allPaths(value, []);
  return fc.oneof(
    fc.record({ action: fc.constant("set" as const), path: fc.constantFrom(...paths.slice(1)), value: values }),
    fc.record({
      action: fc.constant("set" as const),
      path: fc
        .constantFrom(...paths.filter((path) => isMapping(value, path)))
        .chain((path) => keys.map((key) => [...path, key])),
      value: values,
    }),
    fc.record({ action: fc.constant("append" as const), path: fc.constantFrom(...paths.slice(1)), value: values }),
    fc.record({ action: fc.constant("remove" as const), path: fc.constantFrom(...paths.slice(1)) }),
  );
}

function allPaths(value: Json, path: (string | number)[]): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [path];
  const below = Array.isArray(value)
    ? value.map((item: Json, index) => allPaths(item, [...path, index]))
    : Object.entries(value).map(([key, member]) => allPaths(member, [...path, key]));
  return [path, ...below.flat()];
}

function isMapping(value: Json, path: readonly (string | number)[]): boolean {
  const found = path.reduce<Json | undefined>((current, step) => (current as { [step: string]: Json })[step], value);
  return typeof found === "object" && found !== null && !Array.isArray(found);
}

describe("any edit of any text", () => {
  const specs = fc.dictionary(keys, values, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
  const cases = specs.chain((spec) =>
    fc.record({
      value: fc.constant({ head: 1, spec }),
      picks: fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
      crlf: fc.boolean(),
      edit: edits({ head: 1, spec }),
    }),
  );

  function textOf(value: Json, picks: readonly number[], crlf: boolean): string {
    let position = 0;
    const pick = (n: number): number => (picks[position++ % picks.length] ?? 0) % n;
    const { head, spec } = value as { head: Json; spec: { [key: string]: Json } };
    const body = Object.entries(spec).map(([key, member]) => `  # on ${key}\n  ${key}:${handwritten(member, 4, pick)}`);
    const text = `# first\nhead: ${JSON.stringify(head)}\nspec: # of it\n${body.join("")}# last\n`;
    return crlf ? text.replaceAll("\n", "\r\n") : text;
  }

  test("has exactly the intended value", () => {
    fc.assert(
      fc.property(cases, ({ value, picks, crlf, edit }) => {
        const text = textOf(value, picks, crlf);
        fc.pre(parseText(text).documents[0]?.problems.length === 0);
        const edited = editDocument(text, 0, [edit]);
        expect(parseText(edited).documents[0]?.value).toEqual(editValue(value, edit));
      }),
      { numRuns: rounds({ test: 300, all: 1_000 }) },
    );
  });

  test("leaves the lines of every other field of the spec as they are", () => {
    fc.assert(
      fc.property(cases, ({ value, picks, crlf, edit }) => {
        const text = textOf(value, picks, crlf);
        fc.pre(parseText(text).documents[0]?.problems.length === 0 && edit.path[0] === "spec" && edit.path.length > 1);
        fc.pre(Object.keys((value as { spec: object }).spec).length > 1);
        const fields = (from: string): string[] =>
          from.split(/^(?= {2}# on )/m).map((part) => part.replace(/^# last[^]*/m, ""));
        const edited = fields(editDocument(text, 0, [edit]));
        for (const field of fields(text)) {
          if (!field.startsWith(`  # on ${edit.path[1]}`) && field !== fields(text).at(-1))
            expect(edited).toContain(field);
        }
      }),
      { numRuns: rounds({ test: 150, all: 500 }) },
    );
  });
});

describe("a value that no document can have is told by the key that is at fault", () => {
  const text = "kind: Node\nspec:\n  metadata:\n    a: 1\n";

  test.each<[Json, string]>([
    [{ a: 2, gpu: { cores: [{ constructor: 40 }] } }, "the key constructor is reserved, in spec.metadata.gpu.cores.0"],
    [{ gpu: { "<<": {} } }, "merge keys are not accepted; write the values out, in spec.metadata.gpu"],
    [{ "caf\u00e9": 1, "cafe\u0301": 2 }, "stands here a second time, written with other accents, in spec.metadata"],
  ])("%j", (value, message) => {
    const edit = { action: "set", path: ["spec", "metadata"], value } as const;
    expect(() => editDocument(text, 0, [edit])).toThrow(message);
  });
});
