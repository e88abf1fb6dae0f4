import { describe, expect, test } from "vitest";
import { createAnalyzer } from "../../../src/search/analysis/analyzer.ts";

const { terms, nameTerms, questionTerms, words } = createAnalyzer();

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

describe("an identifier with digits", () => {
  test.each([
    ["base64Encode", ["base64", "encod", "base", "64"]],
    ["IPv6Address", ["ipv6", "address"]],
    ["parseHTTP2Frame", ["pars", "http2", "frame", "http"]],
    ["S3Bucket", ["s3", "bucket"]],
    ["getX509Cert", ["get", "x509", "cert", "509"]],
  ])("%s is found by its parts and as a whole", (identifier, parts) => {
    expect(terms(identifier)).toEqual(expect.arrayContaining([...parts, identifier.toLowerCase()]));
  });

  test("is not taken for a hash, nor a hash for one", () => {
    expect(terms("3f9a1c2b")).toEqual(["3f9a1c2b"]);
    expect(terms("v7")).toEqual(["v7"]);
  });
});

describe("languages of one letter", () => {
  test("keep what they are called by", () => {
    expect(terms("C# and C++, not C")).toEqual(["c#", "c++", "c"]);
  });
});

describe("text without blanks", () => {
  test.each([
    ["Chinese", "本页介绍数据库备份的用法", "备份"],
    ["Japanese", "毎晩データベースを複製します", "データベース"],
    ["Korean", "데이터베이스를 복제합니다", "데이터베이스"],
    ["Thai", "ทุกคืนมีการสำรองฐานข้อมูล", "ฐานข้อมูล"],
  ])("in %s is found by each word within it", (_language, text, asked) => {
    expect(terms(text)).toEqual(expect.arrayContaining(questionTerms(asked)));
  });

  test("is cut where the script changes", () => {
    expect(terms("使用PostgreSQL数据库")).toEqual(expect.arrayContaining(["使用", "postgresql", "数据", "据库"]));
  });

  test("is found by one sign", () => {
    expect(terms("火灾报警")).toEqual(expect.arrayContaining(questionTerms("火")));
  });
});

describe("accents", () => {
  test("may be left out when asking, and the exact form is still there", () => {
    expect(terms("Prüfung à l'hôpital, straße")).toEqual(
      expect.arrayContaining([...terms("prufung hopital strasse"), ...terms("prüfung")]),
    );
  });

  test("are left where they are letters", () => {
    expect(terms("мой")).toEqual(["мой"]);
    expect(terms("परीक्षण")).toEqual(["परीक्षण".normalize("NFKC")]);
  });
});

describe("stop words", () => {
  test("count in names", () => {
    expect(nameTerms("IT")).toEqual(["it"]);
    expect(nameTerms("The Can")).toEqual(["the", "can"]);
  });

  test("are asked when nothing else is left of a question", () => {
    expect(questionTerms("who")).toEqual(["who"]);
    expect(questionTerms("who approves")).toEqual(terms("approves"));
  });
});

describe("words", () => {
  test("say where they stand, those without blanks as well", () => {
    const text = "备份 a backup";
    expect(words(text).map(({ begin, end }) => text.slice(begin, end))).toEqual(["备份", "a", "backup"]);
  });
});
