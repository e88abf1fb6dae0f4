import { Failure } from "../../model/failure.ts";
import { type MomentClock, parseDuration, parseMoment } from "../../model/moment.ts";

/** A span of time that a flag holds, in milliseconds. */
export function readDuration(flag: string, text: string): number {
  const parsed = parseDuration(text);
  if (parsed !== undefined) return parsed;
  throw new Failure("V7-C004", `--${flag} takes a time such as 60s or 2m`);
}

/** A moment that a flag holds, as a time or as a span before now; ISO 8601, UTC. */
export function readMoment(flag: string, text: string, clock: MomentClock): string {
  const moment = parseMoment(text, clock);
  if (moment !== undefined) return moment;
  throw new Failure("V7-C004", `--${flag} takes a time such as 2025-08-07, 2025-08-07T03:00:00Z or 12h`);
}
