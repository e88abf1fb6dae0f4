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

/** A moment as people type it: a time, or a span before now. ISO 8601, UTC; undefined for other text. */
export function parseMoment(text: string, now: Date): string | undefined {
  const ago = parseDuration(text);
  const moment =
    ago === undefined ? new Date(/^\d{4}-\d{2}-\d{2}/.test(text) ? text : Number.NaN) : new Date(now.getTime() - ago);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
