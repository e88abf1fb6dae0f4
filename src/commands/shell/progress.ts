import type { Tell } from "../../model/work-event.ts";
import { workEventText } from "../../render/work-event.ts";
import type { Printer } from "./printer.ts";

const quietMilliseconds = 2_000;

/** Says on stderr what a use case tells: how far it has come every other second from its first word, all else at once. */
export function tellThrough(printer: Pick<Printer, "message">): Tell {
  let last: number | undefined;
  return (event) => {
    if (event.type === "progress") {
      const now = performance.now();
      last ??= now;
      if (now - last < quietMilliseconds) return;
      last = now;
    }
    printer.message(`v7: ${workEventText(event)}\n`);
  };
}
