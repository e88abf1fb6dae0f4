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

/** The same for a path that is at hand. */
export function isTypedPath(typed: string): (path: string) => boolean {
  const expressions = likePatterns(typed).map((pattern) => {
    const source = pattern.replaceAll(
      /\\(.)|([%_])|([.*+?^${}()|[\]])/g,
      (_, plain: string, wild: string, sign: string) => {
        if (wild !== undefined) return wild === "%" ? ".*" : ".";
        return `\\${plain ?? sign}`;
      },
    );
    return new RegExp(`^${source}$`, "s");
  });
  return (path) => expressions.some((expression) => expression.test(path));
}
