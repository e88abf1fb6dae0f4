/**
 * Patterns for LIKE that stand for a path as typed: a file, everything below a folder, or what its wildcards match:
 * `*` and `**` any text, folders included, `?` one character.
 */
export function likePatterns(typed: string): string[] {
  const path = typed.replace(/^\.\//, "").replace(/\/+$/, "");
  if (path === "" || path === ".") return ["%"];
  const pattern = path
    .replaceAll(/[\\%_]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, "%")
    .replaceAll("?", "_");
  return [pattern, `${pattern}/%`];
}
