/** ISO 8601 with a time, as all answers have it. */
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

export function isMoment(value: unknown): value is string {
  return typeof value === "string" && moment.test(value);
}

/** Today the hour, this week the day, else all of it. */
export function briefly(time: Date, now: Date): string {
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`;
  const days = (midnight(now) - midnight(time)) / 86_400_000;
  if (days === 0) return clock;
  if (days === -1) return `tomorrow ${clock}`;
  if (days > 0 && days < 7) return `${time.toLocaleDateString("en-GB", { weekday: "short" })} ${clock}`;
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${clock}`;
}

/** Both clocks: this browser's and UTC. */
export function inFull(time: Date): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const here = time.toLocaleString("sv-SE");
  return zone === "UTC" ? `${here} UTC` : `${here} ${zone}, ${time.toISOString().replace("T", " ").slice(0, 19)} UTC`;
}

function midnight(time: Date): number {
  return Date.UTC(time.getFullYear(), time.getMonth(), time.getDate());
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

/** `16 h ago`, for what is fresh or not; never for what is on record. */
export function ago(at: string | Date, now = new Date()): string {
  const seconds = Math.max(0, (now.getTime() - new Date(at).getTime()) / 1_000);
  if (seconds < 60) return `${Math.round(seconds)} s ago`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 72 * 3_600) return `${Math.round(seconds / 3_600)} h ago`;
  return `${Math.round(seconds / 86_400)} d ago`;
}

/** `Friday 10 October, 08:02`. */
export function dayAndHour(time: Date): string {
  const day = time.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" }).replace(",", "");
  return `${day}, ${two(time.getHours())}:${two(time.getMinutes())}`;
}
