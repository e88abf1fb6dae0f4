import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalText, ExactNumber, fitsPostgres } from "../../../src/model/exact-number.ts";
import { type Json, parseJson, parseJsonAsWritten, sameJson } from "../../../src/model/json.ts";
import { rounds } from "../../support/optional.ts";

/** Numbers as Postgres prints those of jsonb. */
const numberText = fc
  .tuple(fc.constantFrom("", "-"), fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.stringMatching(/^\d{0,25}$/))
  .map(([sign, whole, decimals]) => `${sign}${whole}${decimals === "" ? "" : `.${decimals}`}`)
  .filter((text) => !/^-0(?:\.0*)?$/.test(text));

describe("a number in JSON keeps its text", () => {
  test.each([
    ["9007199254740993"],
    ["12345678901234567890"],
    ["0.10000000000000000001"],
    ["-98765432109876543210.123"],
    [`1${"0".repeat(400)}`],
  ])("%s", (text) => {
    expect(JSON.stringify(parseJson(`{"cores": [${text}]}`))).toBe(`{"cores":[${text}]}`);
    expect(JSON.stringify(parseJson(text))).toBe(text);
  });

  test.each(["11920928955078125000000000000000000", "0.0000001"])(
    "also %s, which JavaScript writes otherwise",
    (text) => {
      expect(JSON.stringify(parseJsonAsWritten(`[${text}]`))).toBe(`[${text}]`);
    },
  );

  test("of any length, wherever it stands and whatever stands around it", () => {
    fc.assert(
      fc.property(numberText, fc.string(), fc.constantFrom("", " ", "\n  "), (text, key, space) => {
        const written = (gap: string): string =>
          `{${JSON.stringify(key)}:${gap}[${gap}${text},${gap}{"b":${gap}${text}}]}`;
        expect(JSON.stringify(parseJsonAsWritten(written(space)))).toBe(written(""));
      }),
      { numRuns: rounds({ test: 100, all: 2_000 }) },
    );
  });

  test("is a plain number wherever that says the same", () => {
    expect(parseJson("[1.10, 1e3, -0, 0.1, 9007199254740991]")).toEqual([1.1, 1000, -0, 0.1, 9007199254740991]);
  });

  test("keeps zeros at its end where rows are read", () => {
    expect(JSON.stringify(parseJsonAsWritten('{"version": 1.10}'))).toBe('{"version":1.10}');
  });

  test("a string that looks like one stays as it is", () => {
    expect(parseJson('{"a": "x, 12345678901234567890", "b": "12345678901234567890"}')).toEqual({
      a: "x, 12345678901234567890",
      b: "12345678901234567890",
    });
  });
});

describe("numbers compare as Postgres compares them", () => {
  test.each<[Json, Json, boolean]>([
    [new ExactNumber("1.10"), 1.1, true],
    [new ExactNumber("0.10000000000000000001"), 0.1, false],
    [new ExactNumber("9007199254740993"), 9007199254740992, false],
    [new ExactNumber("1e3"), 1000, true],
    [new ExactNumber("9007199254740993"), "9007199254740993", false],
    [[new ExactNumber("1.50")], [new ExactNumber("1.5")], true],
  ])("%s and %s: %s", (left, right, same) => {
    expect(sameJson(left, right)).toBe(same);
    expect(sameJson(right, left)).toBe(same);
  });
});

describe("the text without exponents and needless zeros", () => {
  test.each([
    ["1.10", "1.1"],
    ["0012.50e1", "125"],
    ["1e-7", "0.0000001"],
    ["-0.0", "0"],
    ["1e21", "1000000000000000000000"],
    ["12.345e1", "123.45"],
    ["-1.5E+2", "-150"],
  ])("%s is %s", (text, expected) => {
    expect(decimalText(text)).toBe(expected);
  });

  test("of a long row of zeros is found at once", () => {
    expect(decimalText(`0.${"0".repeat(200_000)}1`)).toHaveLength(200_003);
  });
});

test("Postgres keeps 131072 digits before the point and 16383 behind it", () => {
  expect(["9".repeat(131_072), `0.${"1".repeat(16_383)}`].map(fitsPostgres)).toEqual([true, true]);
  expect(["9".repeat(131_073), `0.${"1".repeat(16_384)}`, "1e999999"].map(fitsPostgres)).toEqual([false, false, false]);
});
