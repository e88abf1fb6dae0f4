import { address } from "../../address.ts";

const lookName = "v7-look";

/** From when on a page tells: `since` of its address, else the last look of this browser, else a day ago. */
export function sinceWhen(now: Date): { readonly from: Date; readonly says: string } {
  const typed = address.value.searchParams.get("since");
  const back = spanBefore(typed ?? "");
  if (back !== undefined) return { from: new Date(now.getTime() - back), says: "Since" };
  const moment = new Date(typed === null || typed === "look" ? (localStorage.getItem(lookName) ?? "") : typed);
  if (Number.isNaN(moment.getTime()))
    return { from: new Date(now.getTime() - (units["d"] ?? 0)), says: "Since a day ago," };
  return { from: moment, says: typed === null || typed === "look" ? "Since your last look," : "Since" };
}

/** Milliseconds of `12h` or `7d`; undefined for what is no span. */
function spanBefore(typed: string): number | undefined {
  const [, count = "", unit = ""] = /^(\d{1,9})(ms|s|m|min|h|d)$/.exec(typed) ?? [];
  return count === "" ? undefined : Number(count) * (units[unit] ?? 0);
}

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A moment of the address, or what it says before now; undefined where it says none. */
export function momentIn(name: "since" | "until", now: Date): Date | undefined {
  const typed = address.value.searchParams.get(name) ?? "";
  const back = spanBefore(typed);
  const moment = back === undefined ? new Date(typed) : new Date(now.getTime() - back);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** Remembers that somebody looked, when they leave. */
export function rememberLook(): void {
  localStorage.setItem(lookName, new Date().toISOString());
}
