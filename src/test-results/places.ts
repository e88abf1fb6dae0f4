import { posix } from "node:path";
import type { TestRule } from "../model/config.ts";

/** What a rule of v7.yaml makes of a test. */
export interface Meaning {
  readonly component: string | undefined;
  /** The file that is tested; undefined: the test's own is all that is known. */
  readonly tested: string | undefined;
}

/**
 * What the first rule that fits says of a test, by the path of its file or whatever its report calls it. What stars stood
 * for in `files` is put in place of those in `tests`.
 */
export function meaningOf(rules: readonly TestRule[], name: string): Meaning | undefined {
  for (const { files, component, tests } of rules) {
    const found = expressionOf(files).exec(name);
    if (found === null) continue;
    const stood = found.slice(1);
    const tested = tests?.replaceAll(/\*+/g, () => stood.shift() ?? "*");
    return { component, tested };
  }
  return undefined;
}

/** `*` stands for what has no slash, `**` for anything. */
function expressionOf(pattern: string): RegExp {
  const source = pattern
    .split(/(\*+)/)
    .map((piece) => {
      if (piece.startsWith("*")) return piece.length > 1 ? "(.*)" : "([^/]*)";
      return piece.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
    })
    .join("");
  return new RegExp(`^${source}$`, "s");
}

const mostParts = 40;

/**
 * Paths that a report may mean by a name, from the repository's root, the likeliest first. A report of another machine has
 * that machine's paths: then the longest end that is a file of two names at least.
 */
export function pathsMeantBy(name: string, root: string): string[] {
  const path = name.replace(/^file:\/\//, "").replaceAll("\\", "/");
  if (path.length > 4_096 || path.includes("\n")) return [];
  const below = `${root.replaceAll("\\", "/")}/`;
  if (path.startsWith(below)) return [posix.normalize(path.slice(below.length))];
  if (/^(?:\/|[A-Za-z]:\/)/.test(path)) return ends(path.split("/").filter(Boolean));
  const plain = posix.normalize(path);
  if (plain.startsWith("../") || plain === "." || plain === "..") return [];
  return [plain, ...dotted(path)];
}

function ends(parts: readonly string[]): string[] {
  return parts
    .slice(1, mostParts)
    .map((_, at) => parts.slice(at + 1).join("/"))
    .filter((path) => path.includes("/"));
}

/** `tests.test_contact.TestContact`, as Python and Java name classes. */
function dotted(name: string): string[] {
  const parts = name.split(".");
  if (parts.length < 2 || parts.length > mostParts || !parts.every((part) => /^[\w$]+$/.test(part))) return [];
  return parts.flatMap((_, at) => {
    const path = parts.slice(0, parts.length - at).join("/");
    return [`${path}.py`, `src/test/java/${path}.java`, `src/test/kotlin/${path}.kt`];
  });
}
