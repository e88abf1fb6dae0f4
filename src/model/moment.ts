import { instantIn } from "./time-zone.ts";

const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `60s`, `2m`, `500ms`, `7d` in milliseconds; undefined for other text. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,9})(ms|s|m|min|h|d)$/.exec(text);
  return match === null ? undefined : Number(match[1]) * (milliseconds[match[2] ?? ""] ?? 0);
}

/** Now, and the zone that days and times without a zone of their own are of. */
export interface MomentClock {
  readonly now: Date;
  readonly timeZone: string;
}

/** A moment as people type it: a time, a day as it begins, or a span before now. ISO 8601, UTC; undefined for other text. */
export function parseMoment(text: string, { now, timeZone }: MomentClock): string | undefined {
  const ago = parseDuration(text);
  const moment = ago === undefined ? timeOf(text, timeZone) : new Date(now.getTime() - ago);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

const zoneless = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?$/;

function timeOf(text: string, timeZone: string): Date {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return new Date(Number.NaN);
  const [, day, time = "00:00"] = zoneless.exec(text) ?? [];
  if (day === undefined) return new Date(text);
  const shown = `${day}T${time}`;
  return Number.isNaN(Date.parse(`${shown}Z`)) ? new Date(Number.NaN) : instantIn(timeZone, shown);
}
