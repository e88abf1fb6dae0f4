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
  ip: isAddress,
  timestamp: isTimestamp,
  timezone: isTimeZone,
  uuid: (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text),
};

const timestampForm =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,6})?)?(?:Z|[+-](\d\d):?(\d\d)?)?)?$/;

function isTimestamp(text: string): boolean {
  const match = timestampForm.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const inDay = hour <= 23 && minute <= 59 && second <= 59 && zoneHour <= 14 && zoneMinute <= 59;
  return inDay && year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year < 100 ? year + 400 : year, month, 0)).getUTCDate();
}

const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const version4Form = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

/** IPv4 or IPv6 as INET takes it, without a prefix length or a zone. */
function isAddress(text: string): boolean {
  return version4Form.test(text) || (/^[\da-f:.]*:[\da-f:.]*$/i.test(text) && URL.canParse(`http://[${text}]/`));
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
