/** A word as it is typed in a shell: in quotes where it has signs that mean something there. */
export function typedWord(word: string): string {
  return /^[\w./:%@+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
