/**
 * A pattern of paths as gitignore writes them, without negation: without a slash inside it names a file or folder at any
 * depth, with one it starts at the root; what matches a folder matches all below it. `*` and `?` stay within a name, `**`
 * is any number of folders, `[a-z]` one character, `{a,b}` alternatives. A slash at the end asks for a folder.
 */
export function globExpression(pattern: string): RegExp {
  return new RegExp(`^(?:${globSource(pattern)})$`, "s");
}

/** Several patterns as one expression; undefined when there are none, because an empty one would match. */
export function anyGlob(patterns: readonly string[]): RegExp | undefined {
  return patterns.length === 0 ? undefined : new RegExp(`^(?:${patterns.map(globSource).join("|")})$`, "s");
}

/** Whether a pattern is about names alone, whatever folder they are in. */
export function isNamePattern(pattern: string): boolean {
  return !pattern.includes("/");
}

/** Several such patterns as one expression for the name alone: far quicker than trying each part of a path. */
export function anyName(patterns: readonly string[]): RegExp | undefined {
  return patterns.length === 0 ? undefined : new RegExp(`^(?:${patterns.map(piecesSource).join("|")})$`, "s");
}

function globSource(pattern: string): string {
  const isFolder = pattern.endsWith("/");
  const trimmed = pattern.replace(/^\//, "").replace(/\/+$/, "");
  const isAnchored = pattern.startsWith("/") || trimmed.includes("/");
  const inside = trimmed.endsWith("/**") ? trimmed.slice(0, -3) : trimmed;
  const below = isFolder || inside !== trimmed ? "/.*" : "(?:/.*)?";
  return `${isAnchored ? "" : "(?:.*/)?"}${piecesSource(inside)}${below}`;
}

function piecesSource(pattern: string): string {
  return pattern
    .split(/(\*\*\/|\*\*|\*|\?|\[[^\]/]+\]|\{[^{}]*\})/)
    .map(pieceSource)
    .join("");
}

function pieceSource(piece: string): string {
  if (piece === "**/") return "(?:.*/)?";
  if (piece === "**") return ".*";
  if (piece === "*") return "[^/]*";
  if (piece === "?") return "[^/]";
  if (/^\[[^\]/]+\]$/.test(piece))
    return `[${piece
      .slice(1, -1)
      .replace(/^!/, "^")
      .replaceAll(/[\\[&]/g, "\\$&")}]`;
  if (/^\{[^{}]*\}$/.test(piece)) return `(?:${piece.slice(1, -1).split(",").map(piecesSource).join("|")})`;
  return piece.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
}
