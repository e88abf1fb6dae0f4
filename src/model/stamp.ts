/**
 * Whether a file changed so shortly before it was looked at that its times prove nothing: a second write within the clock's
 * last ticks may have left the same ones. File systems that count in whole seconds are the coarsest. Both in milliseconds
 * since 1970.
 */
export function isRacy(changedAt: number, lookedAt: number): boolean {
  return changedAt >= lookedAt - racyMilliseconds;
}

const racyMilliseconds = 2_000;
