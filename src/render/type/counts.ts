/** `2 rows`, `1 row`; with a word of its own for many, `2 entries`. */
export function counted(count: number, noun: string, many = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : many}`;
}

/** `5,657 files`, `1 file`. */
export function countedFiles(count: number): string {
  return `${grouped(count)} ${count === 1 ? "file" : "files"}`;
}

/** `5,657`. */
export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

/** `12.3 kB`; decimal units. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return bytes < 1_000_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
