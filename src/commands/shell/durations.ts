import { Failure } from "../../model/failure.ts";

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

/** A span of time that a flag holds, in milliseconds. */
export function readDuration(flag: string, text: string): number {
  const parsed = parseDuration(text);
  if (parsed !== undefined) return parsed;
  throw new Failure("V7-C004", `--${flag} takes a time such as 60s or 2m`);
}

/** A moment that a flag holds, as a time or as a span before now; ISO 8601, UTC. */
export function readMoment(flag: string, text: string, now: Date): string {
  const ago = parseDuration(text);
  const moment =
    ago === undefined ? new Date(/^\d{4}-\d{2}-\d{2}/.test(text) ? text : Number.NaN) : new Date(now.getTime() - ago);
  if (!Number.isNaN(moment.getTime())) return moment.toISOString();
  throw new Failure("V7-C004", `--${flag} takes a time such as 2025-08-07, 2025-08-07T03:00:00Z or 12h`);
}
