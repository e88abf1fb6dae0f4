import type { Job, Tell } from "../../model/work-event.ts";
import { workEventText } from "../../render/work-event.ts";
import type { Printer } from "./printer.ts";

/** Work that is done by then needs no words. */
const firstMilliseconds = 1_000;
const quietMilliseconds = 2_000;

/**
 * Says on stderr what a use case tells: from the end of the first second what is being done, each new job at once, and
 * how far it has come every other second, or how long it takes where nothing is counted; all else at once. `now` is in
 * milliseconds.
 */
export function tellThrough(printer: Pick<Printer, "message">, now: () => number = () => performance.now()): Tell {
  let began: number | undefined;
  let current: { readonly job: Job; readonly since: number } | undefined;
  let said: { readonly job: Job; readonly at: number; readonly text: string } | undefined;
  return (event) => {
    const text = workEventText(event);
    if (event.type !== "progress") return printer.message(`v7: ${text}\n`);
    const at = now();
    const { job } = event;
    began ??= at;
    if (current?.job !== job) current = { job, since: at };
    const isNews = said?.job !== job || at - said.at >= quietMilliseconds;
    if (at - began < firstMilliseconds || !isNews) return;
    const seconds = said?.text === text ? `, ${Math.round((at - current.since) / 1_000)} s` : "";
    said = { job, at, text };
    printer.message(`v7: ${text}${seconds}\n`);
  };
}
