import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentFile, foldedName } from "../../../src/model/file-name.ts";

const fileOf = (name: string): string => documentFile("state/fileplans", name);

describe("a document's file", () => {
  test.each([
    "1.2",
    "src/models/contact.py",
    "enum/contact_curation_status",
    ".github/workflows/ci",
    "状態/设计",
    "a b",
  ])("has the name itself where that is %s", (name) => expect(fileOf(name)).toBe(`state/fileplans/${name}.yaml`));

  test.each([
    ["a way out", "../../../outside"],
    ["an absolute path", "/tmp/x"],
    ["a path that is not plain", "src//a.py"],
    ["a device of Windows", "docs/CON"],
    ["a name that ends in a dot", "docs./a"],
    ["a name that ends in a blank", "docs /a"],
    ["a folder of git's own", "src/.Git/hooks"],
    ["git's folder by its short name", "src/git~1/config"],
    ["a file that AppleDouble or an editor leaves", "src/._a"],
    ["a line break", "a\nb"],
    ["a character that nobody sees", "The\u200bArchitect"],
    ["a blank that is none", "The\u00a0Architect"],
    ["accents apart from their letters", "Resume\u0301"],
    ["what a shell takes for an option", "-rf"],
    ["a colon", "C:/x"],
    ["a folder that looks like a document", "src/a.yaml/b"],
    ["no character that a file can have", "///"],
    ["a name that looks like one that was made", "a-0123456789ab"],
  ])("lies straight below the folder for %s", (_, name) =>
    expect(fileOf(name)).toMatch(/^state\/fileplans\/[\p{L}\p{M}\p{N}_-]+-[0-9a-f]{12}\.yaml$/u),
  );

  test("fits where a name has more bytes than a file's may have", () => {
    const steps = fileOf("状".repeat(90)).split("/");
    expect(Math.max(...steps.map((step) => Buffer.byteLength(step)))).toBeLessThanOrEqual(240);
  });

  const hostile = fc.array(
    fc.constantFrom(
      "a",
      "A",
      "é",
      "e\u0301",
      "/",
      ".",
      "..",
      " ",
      "\u00a0",
      "\u200b",
      "\0",
      "-",
      "状",
      ".git",
      "con",
      "yaml",
    ),
    { minLength: 1, maxLength: 12 },
  );

  test("stays below its folder, whatever the name", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          hostile.map((parts) => parts.join("")),
        ),
        (name) => {
          const steps = fileOf(name).split("/");
          expect(steps.slice(0, 2)).toEqual(["state", "fileplans"]);
          expect(steps.some((step) => step === "" || step === "." || step === ".." || step.includes("\0"))).toBe(false);
        },
      ),
    );
  });

  test("is no other name's", () => {
    const names = hostile.map((parts) => parts.join(""));
    fc.assert(
      fc.property(names, names, (one, other) => {
        fc.pre(one !== other);
        expect(fileOf(one)).not.toBe(fileOf(other));
      }),
    );
  });
});

test("names that differ by case or by the form of accents alone are one to some file systems", () => {
  expect(foldedName("Résumé")).toBe(foldedName("RE\u0301SUME\u0301"));
});
