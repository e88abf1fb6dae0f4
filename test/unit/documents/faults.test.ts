import fc from "fast-check";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Finding } from "../../../src/model/finding.ts";
import { loadDocuments, type Loaded } from "../../../src/documents/load.ts";
import { readDocuments } from "../../../src/documents/read-documents.ts";
import { guard } from "../../support/guard.ts";
import { rounds } from "../../support/optional.ts";
import { documentTexts, faultsOfReading } from "./fuzz.ts";

const head = `apiVersion: v7/v1
kind: Task
metadata:
  name: "1.3"
spec:
  name: Map enum values
  responsiblePersona: Layer 1 Data Sentinel
`;

function shown(findings: readonly Finding[]): string[] {
  return findings.map(({ line, column, message, code }) => `${line}:${column} ${message} [${code}]`);
}

function read(text: string): string[] {
  return shown(readDocuments(text, "state/tasks/1.3.yaml").findings);
}

describe("what a document may not hold", () => {
  test.each([
    ["A1 a tab", "a:\n\t- b\n", "2:1 tab in indentation [V7-D001]"],
    ["A1 an unterminated quote", 'a: "x\n', '2:1 missing closing "quote [V7-D001]'],
    [
      "A2 a key twice",
      `${head}  status: pending\n  status: review\n`,
      "9:3 the key status stands here a second time [V7-D010]",
    ],
    [
      "A2 a key twice, in two encodings",
      "é: 1\ne\u0301: 2\n",
      "2:1 the key e\u0301 stands here a second time, written with other accents [V7-D010]",
    ],
    [
      "A3 a version directive",
      "%YAML 1.1\n---\na: no\n",
      "1:1 directives such as %YAML are not accepted; remove the line [V7-D011]",
    ],
    ["A4 a merge key", "<<: 1\n", "1:1 merge keys are not accepted; write the values out [V7-D011]"],
    ["A4 an anchor", "a: &x 1\n", "1:7 anchors are not accepted; write the value out [V7-D011]"],
    ["A4 an alias", "a: *x\n", "1:4 aliases are not accepted; write the value out [V7-D011]"],
    ["A8 a key of the language", "__proto__: 1\n", "1:1 the key __proto__ is reserved [V7-D023]"],
    ["A8 another key of the language", `${head}  constructor: 1\n`, "8:3 the key constructor is reserved [V7-D023]"],
    ["A9 a NUL", "a: \0\n", "1:4 character U+0000 cannot be stored; remove it [V7-D015]"],
    ["A9 an escaped NUL", 'a: "\\0"\n', "1:4 the text \\u0000 cannot be stored [V7-D015]"],
    ["A9 half a surrogate pair", 'a: "\\ud800"\n', "1:4 the text \\ud800 cannot be stored [V7-D015]"],
    [
      "A10 a number of more digits than Postgres keeps",
      `a: ${"9".repeat(131_073)}\n`,
      `1:4 the number ${"9".repeat(59)}… cannot be kept exactly; quote it to keep it as text [V7-D016]`,
    ],
    [
      "A10 not a number",
      "a: .nan\n",
      "1:4 the number .nan cannot be kept exactly; quote it to keep it as text [V7-D016]",
    ],
    [
      "A10 infinity",
      "a: -.inf\n",
      "1:4 the number -.inf cannot be kept exactly; quote it to keep it as text [V7-D016]",
    ],
    [
      "A10 a name as a number",
      head.replace('"1.3"', "1.10"),
      '4:9 name 1.10 reads as the number 1.1; write "1.10" [V7-D012]',
    ],
    ["A11 an unknown tag", "a: !js/function x\n", "1:17 tags are not accepted; write the value out [V7-D011]"],
    ["A12 a misspelt field", `${head}  staus: pending\n`, "8:3 unknown field staus; did you mean status? [V7-D004]"],
    [
      "A12 a misspelt value",
      `${head}  status: pendng\n`,
      "8:11 status is pendng; one of pending, in_progress, blocked, review, completed, cancelled, deferred; did you mean pending? [V7-D006]",
    ],
    [
      "A16 an over-long name",
      head.replace("Map enum values", "é".repeat(201)),
      "6:9 name has 201 characters; at most 200 fit [V7-D008]",
    ],
    ["A16 a dependency twice", `${head}  dependsOn: ["1.1", "1.1"]\n`, "8:15 dependsOn names 1.1 twice [V7-D024]"],
    ["A17 nothing", "", "1:1 the file is empty [V7-D017]"],
    ["A17 only a comment", "# later\n", "1:1 the file is empty [V7-D017]"],
    ["A20 conflict markers", "a: 1\n<<<<<<< HEAD\n", "2:1 unresolved merge conflict at line 2 [V7-D018]"],
    ["a missing field", head.replace(/ {2}responsible.*\n/, ""), "5:1 spec needs responsiblePersona [V7-D005]"],
    [
      "null in a column that holds none",
      head.replace("Layer 1 Data Sentinel", "~"),
      "7:23 responsiblePersona must be text, not null [V7-D007]",
    ],
    [
      "a day that does not exist",
      `${head}  startedAt: 2025-02-30\n`,
      '8:14 startedAt 2025-02-30 has the wrong form; write it as "2025-08-07T09:00:00Z" [V7-D009]',
    ],
    [
      "a time that is beyond the calendar once it is in UTC",
      `${head}  startedAt: 9999-12-31T23:00:00-05:00\n  completedAt: 0001-01-01T00:00:00+05:00\n`,
      '8:14 startedAt 9999-12-31T23:00:00-05:00 is outside the years 1 to 9999 in UTC; write it as "2025-08-07T09:00:00Z" [V7-D009]',
    ],
    [
      "the end of a day",
      `${head}  startedAt: 2025-08-07T24:00:00Z\n`,
      '8:14 startedAt 2025-08-07T24:00:00Z ends its day; the next day begins at 00:00; write it as "2025-08-07T09:00:00Z" [V7-D009]',
    ],
    [
      "a leap second",
      `${head}  startedAt: 2016-12-31T23:59:60Z\n`,
      '8:14 startedAt 2016-12-31T23:59:60Z has a leap second, which the database cannot keep; write it as "2025-08-07T09:00:00Z" [V7-D009]',
    ],
    ["an unknown kind", "kind: Tsk\n", "1:7 unknown kind Tsk; did you mean Task? [V7-D019]"],
    [
      "a field of the spec outside it",
      `${head}status: pending\n`,
      "8:1 unknown field status; it belongs below spec [V7-D004]",
    ],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toContain(expected);
  });

  test("every fault of every document is found at once", () => {
    const broken = head.replace("Map", "Map").replace("spec:", "spec:\n  staus: x");
    expect(read(`${broken}---\n${broken}---\nkind: Tsk\n`)).toHaveLength(3);
  });
});

describe("what a document may hold", () => {
  test("A3 words and times that other YAML reads otherwise are text", () => {
    const text = `${head}  notes: no\n  blockers: [yes, on, 12:30:45, 2025-08-07, Norway]\n`;
    const [document] = readDocuments(text, "state/tasks/1.3.yaml").documents;
    expect(document?.spec).toMatchObject({ notes: "no", blockers: ["yes", "on", "12:30:45", "2025-08-07", "Norway"] });
  });

  test("A17 a byte order mark and CRLF change nothing", () => {
    const plain = readDocuments(head, "state/tasks/1.3.yaml");
    expect(readDocuments(`\uFEFF${head.replaceAll("\n", "\r\n")}`, "state/tasks/1.3.yaml")).toEqual(plain);
  });

  test("the guide's blockers and a rollback's reason", () => {
    const phase = `apiVersion: v7/v1
kind: Phase
metadata: { name: "1" }
spec:
  name: Assessment
  leadPersona: The Architect
  blockers:
    - { issue: Missing ENUM documentation, raised_by: Layer 1 Guardian, severity: high, raised_at: 2025-08-07T09:00:00Z }
    - { rollback_reason: Critical issue discovered, rollback_date: "2025-08-08 10:00:00.5+04:00" }
`;
    expect(readDocuments(phase, "state/phases/1.yaml").findings).toEqual([]);
  });
});

describe("hostile texts end quickly, with a place", () => {
  const laughs = ["a: &a [x,x]", ...Array.from({ length: 26 }, (_, i) => `b${i}: &b${i} [*a,*a]`)].join("\n");
  test.each([
    ["A5 a billion laughs", laughs, "V7-D011", 500],
    ["A6 100,000 brackets", "[".repeat(100_000), "V7-D013", 500],
    ["A6 5,000 braces", "{".repeat(5_000), "V7-D013", 500],
    ["A6 nested explicit keys", "{? ".repeat(400), "V7-D013", 500],
    ["A6 100,000 dashes", "- ".repeat(100_000), "V7-D013", 500],
    ["A6 50,000 question marks", "? ".repeat(50_000), "V7-D013", 500],
    [
      "A6 700 levels of lines",
      Array.from({ length: 700 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
      "V7-D013",
      5_000,
    ],
    ["A7 20,000 keys", Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join("\n"), "V7-D005", 10_000],
    ["A7 120,000 empty lists", "[]".repeat(120_000), "V7-D001", 20_000],
    ["A7 120,000 quotes", '"'.repeat(240_000), "V7-D001", 20_000],
    ["A14 a long name of digits", head.replace("1.3", `${"1".repeat(100_000)}.`), "V7-D009", 10_000],
  ])("%s", (_, text, code, patience) => {
    const didNotHang = guard(patience);
    const { findings } = readDocuments(text, "state/a.yaml");
    didNotHang();
    expect(findings.map((finding) => finding.code)).toContain(code);
    expect(findings.every(({ line, column }) => (line ?? 0) > 0 && (column ?? 0) > 0)).toBe(true);
  });
});

describe("no bytes crash the reader", () => {
  test("5,000 random and mutated texts: no crash, every finding with a code we explain and a place", () => {
    fc.assert(
      fc.property(documentTexts, (text) => {
        expect(faultsOfReading(text)).toEqual([]);
      }),
      { numRuns: rounds({ test: 5_000, all: 50_000 }) },
    );
  });
});

describe("loadDocuments", () => {
  let root = "";
  const load = (only?: string[]): Promise<Loaded> =>
    loadDocuments({ root, stateDirectory: "state", ...(only && { only }) });
  const write = (file: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "v7-documents-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test("lists documents in a fixed order, several of a file in theirs", async () => {
    write("state/tasks/1.3.yaml", head);
    write("state/a.yml", `${head.replace("1.3", "1.5")}---\n${head.replace("1.3", "1.4")}`);
    write("state/README.md", "no document");
    const { documents, files } = await load();
    expect(documents.map(({ name, source }) => [name, source])).toMatchObject([
      ["1.5", { file: "state/a.yml", index: 0, line: 1 }],
      ["1.4", { file: "state/a.yml", index: 1, line: 9 }],
      ["1.3", { file: "state/tasks/1.3.yaml", index: 0, line: 1 }],
    ]);
    expect(files).toHaveLength(2);
  });

  test("remembers the line of each top-level spec field, in the order of its keys", async () => {
    write("state/tasks/1.3.yaml", `${head}  notes: Work order issued 2025-08-07\n`);
    const [document] = (await load()).documents;
    const fields = Object.keys(document?.spec ?? {});
    const text = readFileSync(join(root, "state/tasks/1.3.yaml"), "utf8").split("\n");
    expect(fields).toContain("notes");
    expect(document?.source.specLines?.map((line) => text[line - 1]?.trim().split(":")[0])).toEqual(fields);
  });

  test("A18 links are named and not followed, and nothing of their content is shown", async () => {
    const secret = join(root, "secret.txt");
    writeFileSync(secret, "PGPASSWORD: hunter2\n");
    mkdirSync(join(root, "state"));
    symlinkSync(secret, join(root, "state/a.yaml"));
    symlinkSync("..", join(root, "state/loop"));
    const { findings, unreadable } = await load();
    expect(findings.map(({ file, code }) => [file, code])).toEqual([
      ["state/a.yaml", "V7-D003"],
      ["state/loop", "V7-D003"],
    ]);
    expect(JSON.stringify(findings)).not.toContain("hunter2");
    expect(unreadable).toEqual(["state/a.yaml", "state/loop"]);
  });

  test.each(["../outside.yaml", "/etc/passwd", "state/../../x.yaml"])("A18 the path %s leads outside", async (path) => {
    expect((await load([path])).findings.map(({ code }) => code)).toEqual(["V7-D003"]);
  });

  test("A19 what cannot be read is named, so that nothing is removed for it", async () => {
    write("state/a.yaml", head);
    write("state/b.yaml", Uint8Array.of(0xff, 0xfe, 0x61));
    const { documents, unreadable, findings } = await load();
    expect([documents.length, unreadable, findings[0]?.code]).toEqual([1, ["state/b.yaml"], "V7-D002"]);
  });

  test("a folder without permission is named", async () => {
    write("state/tasks/1.3.yaml", head);
    chmodSync(join(root, "state/tasks"), 0);
    const { unreadable, documents } = await load();
    chmodSync(join(root, "state/tasks"), 0o700);
    expect(process.getuid?.() === 0 ? documents.length : unreadable).toEqual(
      process.getuid?.() === 0 ? 1 : ["state/tasks"],
    );
  });

  test("A7 a file over 256 KiB is refused unread", async () => {
    write("state/a.yaml", "#".repeat(256 * 1024 + 1));
    expect(shown((await load()).findings)).toEqual(["1:1 the file has more than 256 KiB; split it [V7-D014]"]);
  });

  test("no state folder is no documents", async () => {
    expect(await load()).toMatchObject({ documents: [], partial: [], findings: [], files: [], unreadable: [] });
  });
});
