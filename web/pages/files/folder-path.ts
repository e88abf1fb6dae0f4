/** The folder that a path filter names, `""` for the repository itself; undefined for a pattern. */
export function folderOf(path: string | null): string | undefined {
  const typed = (path ?? "").replace(/^\.?\//, "").replace(/\/+$/, "");
  return /[*?]/.test(typed) ? undefined : typed;
}
