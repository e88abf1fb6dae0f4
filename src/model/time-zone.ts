/** Whether a text names a time zone that this Node knows, as IANA writes it or as an offset. */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** The day that it is then in a zone: `2025-08-07`. */
export function dayIn(timeZone: string, instant: Date): string {
  return wallTime(timeZone, instant).slice(0, 10);
}

/** The instant at which the clocks of a zone show `2025-08-07T00:00:00`; of an hour that they skip, the one after it. */
export function instantIn(timeZone: string, shown: string): Date {
  const wall = Date.parse(`${shown}Z`);
  const near = wall - offsetAt(timeZone, wall);
  return new Date(wall - offsetAt(timeZone, near));
}

function offsetAt(timeZone: string, instant: number): number {
  const whole = Math.floor(instant / 1_000) * 1_000;
  return Date.parse(`${wallTime(timeZone, new Date(whole)).replace(" ", "T")}Z`) - whole;
}

// Intl takes milliseconds to start, so UTC goes without it.
function wallTime(timeZone: string, instant: Date): string {
  if (timeZone === "UTC") return instant.toISOString().slice(0, 19).replace("T", " ");
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(instant);
}
