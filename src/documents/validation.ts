import { isAddress } from "../model/inet.ts";
import { isTimeZone } from "../model/time-zone.ts";

/** What a generated validator reports about one place of a value. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer below the document: `/spec/dependsOn/0`. */
  readonly instancePath: string;
  readonly params: { readonly [name: string]: unknown };
}

/** A generated validator: returns false and leaves its errors behind. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** Length in code points, as VARCHAR counts. */
export function codePointLength(text: string): number {
  let length = text.length;
  for (let index = 1; index < text.length; index += 1) {
    if (isLowSurrogate(text.charCodeAt(index)) && isHighSurrogate(text.charCodeAt(index - 1))) length -= 1;
  }
  return length;
}

/** Formats the schemas name, for values that are text. */
export const formats: { readonly [name: string]: (text: string) => boolean } = {
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && isTimestamp(text),
  inet: isAddress,
  ip: (text) => isAddress(text) && !text.includes("/"),
  timestamp: isTimestamp,
  timezone: isTimeZone,
  uuid: (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text),
};

const timestampForm =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,6})?)?(?:Z|([+-])(\d\d):?(\d\d)?)?)?$/;

function isTimestamp(text: string): boolean {
  return timeFault(text) === undefined;
}

const noForm = "has the wrong form";

/** What is wrong with a text that should be a time, in words that follow it. */
export function timeFault(text: string): string | undefined {
  const match = timestampForm.exec(text);
  if (match === null) return noForm;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, , zoneHour = 0, zoneMinute = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return noForm;
  if (hour === 24) return "ends its day; the next day begins at 00:00";
  if (second === 60) return "has a leap second, which the database cannot keep";
  if (hour > 23 || minute > 59 || second > 59 || zoneHour > 14 || zoneMinute > 59) return noForm;
  const ahead = (match[7] === "-" ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  const inUtc = new Date(Date.UTC(2000, month - 1, day, hour, minute - ahead)).getUTCFullYear() - 2000 + year;
  return inUtc < 1 || inUtc > 9999 ? "is outside the years 1 to 9999 in UTC" : undefined;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year < 100 ? year + 400 : year, month, 0)).getUTCDate();
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
