import type { FaceSummary } from "../../src/model/face-summary.ts";

/** A question as an address asks it. */
export interface AskedFace {
  readonly face: FaceSummary;
  /** What stands in its path: `{ name: "ALPHA" }`. */
  readonly inPath: { readonly [name: string]: string };
}

/** The question that answers a path of the data: `/nodes/ALPHA`. What is spelt out comes before what stands behind a colon. */
export function faceFor(path: string, all: readonly FaceSummary[]): AskedFace | undefined {
  const matches = all.flatMap((face) =>
    [face.route, ...face.also].flatMap((route) => {
      const inPath = matched(route, path);
      return inPath === undefined ? [] : [{ face, inPath }];
    }),
  );
  return matches.toSorted((left, right) => Object.keys(left.inPath).length - Object.keys(right.inPath).length)[0];
}

function matched(route: string, path: string): { readonly [name: string]: string } | undefined {
  const wanted = route.split("/");
  const given = path.split("/");
  const inPath: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at];
    if (part === "*") return given.length > at ? { ...inPath, "*": given.slice(at).join("/") } : undefined;
    if (value === undefined || (value === "" && part !== "")) return undefined;
    if (part.startsWith(":")) inPath[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return given.length === wanted.length ? inPath : undefined;
}
