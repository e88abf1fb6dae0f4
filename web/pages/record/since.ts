import { address } from "../../address.ts";

const lookName = "v7-look";

/** From when on a page tells: `since` of its address, else the last look of this browser, else a day ago. */
export function sinceWhen(now: Date): { readonly from: Date; readonly says: string } {
  const typed = address.value.searchParams.get("since");
  const [, count = "", unit = ""] = /^(\d{1,4})(h|d)$/.exec(typed ?? "") ?? [];
  if (count !== "") return { from: before(now, Number(count) * (unit === "h" ? 1 : 24)), says: "Since" };
  const moment = new Date(typed === null || typed === "look" ? (localStorage.getItem(lookName) ?? "") : typed);
  if (Number.isNaN(moment.getTime())) return { from: before(now, 24), says: "Since a day ago," };
  return { from: moment, says: typed === null || typed === "look" ? "Since your last look," : "Since" };
}

/** Remembers that somebody looked, when they leave. */
export function rememberLook(): void {
  localStorage.setItem(lookName, new Date().toISOString());
}

function before(now: Date, hours: number): Date {
  return new Date(now.getTime() - hours * 3_600_000);
}
