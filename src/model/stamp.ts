/**
 * Whether a file changed so shortly before it was looked at that its times prove nothing: a second write within the clock's
 * last ticks may have left the same ones. File systems that count in whole seconds are the coarsest. All in milliseconds
 * since 1970; `lookedUntil` is when the look was over, and a time beyond it is one that no write of these days leaves.
 */
export function isRacy(changedAt: number, lookedAt: number, lookedUntil: number = Number.POSITIVE_INFINITY): boolean {
  return changedAt >= lookedAt - racyMilliseconds && changedAt <= lookedUntil + racyMilliseconds;
}

const racyMilliseconds = 2_000;
