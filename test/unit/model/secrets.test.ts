import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/model/json.ts";
import { secretsIn } from "../../../src/model/secret-sources.ts";
import { redactor } from "../../../src/model/secrets.ts";

const nothing = redactor([]);

describe("what looks like a secret", () => {
  test.each([
    ["postgres://arthur:hunter2@ALPHA/aya_rag", "postgres://arthur:***@ALPHA/aya_rag"],
    ["amqp://arthur:hunter2@BETA", "amqp://arthur:***@BETA"],
    ["postgres://app:hunter2@night@ALPHA/aya_rag", "postgres://app:***@ALPHA/aya_rag"],
    ["postgres://app:hunter2/x@night@ALPHA", "postgres://app:***@ALPHA"],
    [`postgres://app:hun'ter"2@ALPHA`, "postgres://app:***@ALPHA"],
    ["postgres://a:hunter2@ALPHA,postgres://b:hunter3@BETA", "postgres://a:***@ALPHA,postgres://b:***@BETA"],
    ["dsn: postgres://arthur:hunter2hunter…", "dsn: postgres://arthur:***…"],
    ["…ter2hunter2@ALPHA → …ter2hunter3@ALPHA", "…***@ALPHA → …***@ALPHA"],
    ["password=hun,t&er;2 user=arthur", "password=*** user=arthur"],
    ["Server=ALPHA;Password=hunter2;Database=aya", "Server=ALPHA;Password=***;Database=aya"],
    [`notes: ${["ghp", "0123456789abcdefghijklmnopqrstuvwx12"].join("_")}`, "notes: ***"],
    [`notes: ${["ghp", "0123456…"].join("_")}`, "notes: ***"],
    ["host=ALPHA password=hunter2 user=arthur", "host=ALPHA password=*** user=arthur"],
    ["host=ALPHA password='hunter 2' user=arthur", "host=ALPHA password=*** user=arthur"],
    ["PGPASSWORD=hunter2 psql", "PGPASSWORD=*** psql"],
    ["postgres://:p%40ss@ALPHA/aya_rag?sslmode=require", "postgres://:***@ALPHA/aya_rag?sslmode=require"],
    ['{"user": "arthur", "password": "hunter2"}', '{"user": "arthur", "password": "***"}'],
    [String.raw`"{\"token\":\"hunter2\"}"`, String.raw`"{\"token\":\"***\"}"`],
    ["authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30", "authorization: Bearer ***"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "***"],
  ])("%s", (text, expected) => {
    expect(nothing.text(text)).toBe(expected);
  });

  test.each([
    "postgres://ALPHA/aya_rag",
    "Document all duplicate ENUMs",
    "the password is in ~/.pgpass",
    "https://example.org:8443/review@v2",
    "http://ALPHA:3000, then arthur@example.org",
    "bearer authentication",
  ])("is not: %s", (text) => {
    expect(nothing.text(text)).toBe(text);
  });

  test("hostile text costs no more than its length", () => {
    const hostile = ["://", "://a:", "password='", '"password": "', "-----BEGIN PRIVATE KEY-----", "bearer "];
    for (const piece of hostile) expect(nothing.text(piece.repeat(20_000)).length).toBeGreaterThan(0);
  });
});

describe("a known secret", () => {
  const known = redactor(["hunter2&'ünïcode"]);

  test.each([
    "hunter2&'ünïcode",
    "hunter2%26'%C3%BCn%C3%AFcode",
    "hunter2%26'%c3%bcn%c3%afcode",
    "hunter2%26%27%C3%BCn%C3%AFcode",
    "hunter2&''ünïcode",
    String.raw`hunter2&\'ünïcode`,
    "hunter2&'ün…",
  ])("is hidden as %s", (form) => {
    expect(known.text(`task/1.1 notes: ${form}!`)).toBe("task/1.1 notes: ***!");
  });

  test("shorter than six characters is left to its surroundings", () => {
    expect(redactor(["a"]).text("Layer 1 Data Sentinel, password=a")).toBe("Layer 1 Data Sentinel, password=***");
  });

  test("one that begins as another does is hidden whole", () => {
    expect(redactor(["hunter2", "hunter22"]).text("hunter22")).toBe("***");
  });
});

describe("a JSON document", () => {
  test("without secrets it is what JSON.stringify makes of it", () => {
    const document = { plan_id: "3f9a1c", summary: { add: 1 }, findings: [] };
    expect(redactor(["hunter2"]).json(document, 2)).toBe(JSON.stringify(document, undefined, 2));
  });

  test("a password of digits leaves it valid", () => {
    expect(JSON.parse(redactor(["1234567"]).json({ scanned: 12_345_678, notes: "1234567" }))).toEqual({
      scanned: "***",
      notes: "***",
    });
  });

  test("a member named password is hidden, whatever it holds", () => {
    expect(JSON.parse(nothing.json({ password: "a", user: "arthur" }))).toEqual({ password: "***", user: "arthur" });
  });

  test("one that is sealed keeps what only looks like a secret", () => {
    const document = { notes: "password=hunter2" };
    expect(redactor(["swordfish"]).sealed(document)).toBe(JSON.stringify(document));
  });
});

describe("where secrets come from", () => {
  const sources = { environment: {}, words: [], passwords: [] };

  test.each([
    ["V7_DATABASE_URL", "postgres://arthur:swordfish@ALPHA/aya_rag", "swordfish"],
    ["A_TARGET", "postgres://arthur:sword%2Ffish@ALPHA/aya_rag", "sword/fish"],
    ["DATABASE_URL", "postgres://arthur:sword/fi@sh@ALPHA/aya_rag", "sword/fi@sh"],
    ["META_DB_PATH", "postgres:///aya_rag?host=ALPHA&password=swordfish", "swordfish"],
    ["PGPASSWORD", "swordfish", "swordfish"],
    ["V7_API_TOKEN", "swordfish", "swordfish"],
    ["DART_WEBHOOK_SECRET", "swordfish", "swordfish"],
  ])("%s=%s", (name, value, secret) => {
    expect(secretsIn({ ...sources, environment: { [name]: value } })).toContain(secret);
  });

  test("what was typed, joined to its flag or not", () => {
    const words = ["plan", "--database-url=postgres://arthur:swordfish@ALPHA/aya_rag"];
    expect(secretsIn({ ...sources, words })).toContain("swordfish");
  });

  test("a password file", () => {
    expect(secretsIn({ ...sources, passwords: ["swordfish"] })).toEqual(["swordfish"]);
  });

  test.each(["postgres://postgres:postgres@localhost/postgres", "postgres://arthur1:arthur1@ALPHA/aya_rag"])(
    "%s has no password that could be blanked everywhere",
    (url) => {
      expect(secretsIn({ ...sources, environment: { DATABASE_URL: url } })).toEqual([]);
    },
  );
});

const secret = fc.string({ unit: "grapheme-ascii", minLength: 6, maxLength: 40 });
const json: fc.Arbitrary<Json> = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

test("a random secret never shows in any text", () => {
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (password, before, after) => {
      const shown = redactor([password]).text(`${before} ${password} ${after} ${encodeURIComponent(password)}`);
      expect(
        shown.includes(password) && !"***".includes(password) && !`${before} *** ${after} ***`.includes(password),
      ).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});

test("a random secret never shows in any document, which stays valid JSON", () => {
  fc.assert(
    fc.property(secret, json, fc.string(), (password, value, key) => {
      const shown = redactor([password]).json({
        value,
        [`${key}${password}`]: [`${key}${password}`, { notes: password }],
      });
      for (const text of textsOf(JSON.parse(shown) as Json)) expect(text).not.toContain(password);
    }),
    { numRuns: 1_000 },
  );
});

function textsOf(value: Json): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...textsOf(member)]);
}
