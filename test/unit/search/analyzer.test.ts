import { describe, expect, test } from "vitest";
import { createAnalyzer } from "../../../src/search/analysis/analyzer.ts";

const { terms } = createAnalyzer();

describe("terms", () => {
  test("are stems, so that a word is found in any of its forms", () => {
    expect(terms("consolidating duplicated enumerations")).toEqual(terms("consolidated duplicates enumeration"));
  });

  test("leave out words that stand everywhere", () => {
    expect(terms("the phase and a gate, which can't be skipped")).toEqual(["phase", "gate", "skip"]);
  });

  test("of an identifier are its parts and the whole", () => {
    expect(terms("contactCurationStatus")).toEqual(["contact", "curat", "status", "contactcurationstatus"]);
    expect(terms("v7_enum_migrations")).toEqual(["v7", "enum", "migrat", "v7_enum_migrations"]);
    expect(terms("HTTPServer")).toEqual(["http", "server", "httpserver"]);
  });

  test("keep a hash whole, and nothing that is longer than one", () => {
    const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    expect(terms(hash)).toEqual([hash]);
    expect(terms("x".repeat(81))).toEqual([]);
  });

  test("do not depend on how letters are composed, on case or on apostrophes", () => {
    expect(terms("Prüfung")).toEqual(terms("PRU\u0308FUNG"));
    expect(terms("the Architect's plan")).toEqual(terms("architect plan"));
    expect(terms("the Architect’s plan")).toEqual(terms("architect plan"));
  });
});
