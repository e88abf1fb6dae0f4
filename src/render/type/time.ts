import { escapeControls } from "./escape.ts";

/** The moment a text is made for and the zone its times are shown in (UTC unless told). */
export interface Clock {
  readonly now: Date;
  /** IANA name: `Asia/Dubai`. */
  readonly timeZone?: string;
}

/** `2 min ago`, `14 h ago`, `3 d ago`; `just now` below a minute. Text that is no time is returned as it is. */
export function relativeTime(time: string, now: Date): string {
  const milliseconds = now.getTime() - Date.parse(time);
  if (Number.isNaN(milliseconds)) return escapeControls(time);
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes < 1) return "just now";
  const span = minutes < 60 ? `${minutes} min` : hoursOrDays(Math.floor(minutes / 60));
  return milliseconds < 0 ? `in ${span}` : `${span} ago`;
}

/** Shows times of the clock's own day as `03:12` and others as `2025-08-06 03:12`. */
export function clockTimes(clock: Clock): (time: string) => string {
  const format = localTimes(clock.timeZone);
  const today = format(clock.now).slice(0, 10);
  return (time) => {
    const date = new Date(time);
    if (Number.isNaN(date.getTime())) return escapeControls(time);
    const text = format(date);
    return text.startsWith(today) ? text.slice(11) : text;
  };
}

/** Shows times as `2025-08-07 03:12`. */
export function fullTimes(timeZone?: string): (time: string) => string {
  const format = localTimes(timeZone);
  return (time) => {
    const date = new Date(time);
    return Number.isNaN(date.getTime()) ? escapeControls(time) : format(date);
  };
}

function hoursOrDays(hours: number): string {
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

// Intl takes milliseconds to start, so UTC goes without it.
function localTimes(timeZone: string | undefined): (date: Date) => string {
  if (timeZone === undefined || timeZone === "UTC") return (date) => date.toISOString().slice(0, 16).replace("T", " ");
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return (date) => format.format(date);
}
