import { describe, expect, test } from "vitest";
import { alikeComplaints } from "../../../src/documents/check-names.ts";
import { readDocuments } from "../../../src/documents/read-documents.ts";
import type { Document } from "../../../src/model/document.ts";
import { kinds } from "../../../src/reconcilers/index.ts";
import { yamlOf } from "../../scenes/documents.ts";

function named(kind: string, ...names: readonly string[]): Document[] {
  return names.map((name, index) => ({
    kind,
    name,
    protect: false,
    spec: {},
    source: { file: "state/names.yaml", index, line: 1 },
  }));
}

function alike(kind: string, ...names: readonly string[]): string[] {
  return alikeComplaints(named(kind, ...names), kinds.byName).map(({ message }) => message);
}

describe("names that nobody can tell apart", () => {
  test.each([
    ["accents apart from their letters", "Architecte sénior", "Architecte se\u0301nior"],
    ["a blank at the end", "The Architect", "The Architect "],
    ["two blanks", "The Architect", "The  Architect"],
    ["a blank that does not break", "The Architect", "The\u00a0Architect"],
    ["a character without width", "The Architect", "The\u200b Architect"],
    ["a soft hyphen", "The Architect", "The Archi\u00adtect"],
    ["other capitals", "The Architect", "the architect"],
    ["a Cyrillic letter", "The Architect", "The \u0410rchitect"],
    ["a Greek letter", "The Architect", "\u03a4he Architect"],
    ["another Cyrillic letter", "The Architect", "\u0422he Architect"],
    ["a blank of Braille", "The Architect", "The\u2800Architect"],
    ["a control character", "The Architect", "The Archi\u0007tect"],
    ["wide letters", "The Architect", "Ｔhe Architect"],
  ])("have %s", (_, one, other) => {
    expect(alike("Persona", one, other)).toHaveLength(1);
    expect(alike("Persona", other, one)).toHaveLength(1);
  });

  test("are told with both as they are written", () => {
    expect(alike("Persona", "The Architect", "The\u00a0Architect ")).toEqual([
      'persona "The\\u{a0}Architect " looks like The Architect',
    ]);
  });

  test("have no control characters where they are people's", () => {
    expect(alike("Persona", "The Archi\u0007tect")).toEqual([
      "the name The Archi\\u{7}tect of a persona holds a control character; remove it",
    ]);
  });

  test("are told with letters of another alphabet written out", () => {
    expect(alike("Persona", "The Architect", "The \u0410rchitect")).toEqual([
      "persona The \\u{410}rchitect looks like The Architect",
    ]);
  });

  test("are not those of one alphabet that differ", () => {
    expect(alike("Persona", "Архитектор", "Архивариус", "Αρχιτέκτων", "The Architect")).toEqual([]);
  });

  test("differ by capitals where paths and names of databases do", () => {
    expect(alike("FilePlan", "Docs/a.py", "docs/a.py")).toEqual([]);
    expect(alike("EnumPlan", "ContactStatus", "contactstatus")).toEqual([]);
  });
});

test.each(["src/./a.py", "src//a.py", "src/b/../a.py", "./a.py", "../a.py", "/src/a.py", "src/"])(
  "%s is no path that a file plan may have",
  (name) => {
    const { findings } = readDocuments(yamlOf({ kind: "FilePlan", name, spec: {} }), "state/a.yaml");
    expect(findings).toMatchObject([{ code: "V7-D009", line: 4 }]);
  },
);
