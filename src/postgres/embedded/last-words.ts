/** The line of a log, or of what a program said, that tells why it failed; else its last ones. */
export function lastWordsOf(text: string, { otherwise }: { readonly otherwise: number }): string {
  const lines = text.trimEnd().split("\n");
  return lines.findLast((line) => telling.test(line)) ?? lines.slice(-otherwise).join(" ");
}

const telling = /FATAL|PANIC|error while loading|dyld.*:|Library not loaded|command not found|^initdb: error/;

/** What to do about a failure that a person can mend: a Mac has 32 segments in all, and a server that was killed may leave one. */
export function remedyFor(lastWords: string): readonly string[] {
  if (!/could not create shared memory segment/.test(lastWords)) return [];
  return [
    "Segments of servers that were killed may be left: ipcs -m, then ipcrm -m ID for those nobody is attached to.",
  ];
}
