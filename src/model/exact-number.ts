/**
 * A number as its text, where a `number` would not give the text back: 9007199254740993, 0.10000000000000000001, 1.10.
 * JSON is written with that text, so it reaches a row, a plan and a document as it was read.
 */
export class ExactNumber {
  /** As JSON writes numbers. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  /** For `JSON.stringify`, which puts the text in as it is. */
  toJSON(): unknown {
    return rawJson.rawJSON(this.text);
  }
}

/** The `number` next to a value, for what only asks whether it is whole or within limits. */
export function roughNumber({ text }: ExactNumber): number {
  const value = Math.max(-Number.MAX_VALUE, Math.min(Number(text), Number.MAX_VALUE));
  return Number.isInteger(value) && decimalText(text).includes(".") ? value + 0.5 : value;
}

/** The number that a text says: a `number` where that gives the text back, else an `ExactNumber`. */
export function numberOf(text: string): number | ExactNumber {
  const value = Number(text);
  return String(value) === text ? value : new ExactNumber(text);
}

/** The same, but a text that only ends in zeros, or is written with an exponent, is the `number` it is equal to. */
export function nearestNumber(text: string): number | ExactNumber {
  const value = Number(text);
  return decimalText(String(value)) === decimalText(text) ? value : new ExactNumber(text);
}

/** Compares as Postgres does: by value, so 1.10 is 1.1. */
export function sameNumber(left: number | ExactNumber, right: number | ExactNumber): boolean {
  return left === right || decimalText(String(left)) === decimalText(String(right));
}

/**
 * A number's one text without an exponent or needless zeros, as documents have it: `1.10` and `11e-1` are `1.1`. What is
 * no number, or would be longer than Postgres takes, comes back as it is.
 */
export function decimalText(text: string): string {
  const match = decimalForm.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const shift = Number(exponent);
  if (Math.abs(shift) > mostDigits) return text;
  const digits = whole + fraction;
  const point = whole.length + shift;
  const left = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const right = point <= 0 ? "0".repeat(-point) + digits : digits.slice(point);
  const decimals = withoutZeros(right);
  const value = left.replace(/^0+(?=\d)/, "") + (decimals === "" ? "" : `.${decimals}`);
  return value === "0" ? value : sign + value;
}

function withoutZeros(decimals: string): string {
  let end = decimals.length;
  while (decimals[end - 1] === "0") end -= 1;
  return decimals.slice(0, end);
}

/** False for more digits than Postgres keeps of a number. */
export function fitsPostgres(text: string): boolean {
  const [, , whole = "", fraction = "", exponent] = decimalForm.exec(decimalText(text)) ?? [];
  return whole !== "" && exponent === undefined && whole.length <= mostDigits && fraction.length <= mostDecimals;
}

const mostDigits = 131_072;
const mostDecimals = 16_383;
const decimalForm = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Of ECMAScript since Node 22; TypeScript does not know it yet. */
const rawJson = JSON as unknown as { rawJSON(text: string): unknown };
