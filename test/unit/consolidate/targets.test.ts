import { describe, expect, test } from "vitest";
import { declaredGroups, type SourceGroup } from "../../../src/consolidate/groups.ts";
import { targetOf, hostility } from "../../../src/consolidate/copy/targets.ts";
import { readLayout } from "../../../src/files/places/layout.ts";
import type { Document } from "../../../src/model/document.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { bytePath, printablePath, printedPath } from "../../../src/model/path-bytes.ts";
import fc from "fast-check";

const layout = readLayout([
  document("Layout", "default", {
    rules: [{ match: "07_BUILD_FACTORY/{project}/**", component: "07_BUILD_FACTORY" }],
    pillars: [{ name: "SCHEMAS", path: "03_CORE_ENGINE/SCHEMAS" }],
  }),
]);

function document(kind: string, name: string, spec: JsonObject): Document {
  return {
    kind,
    name,
    spec,
    labels: {},
    protect: false,
    source: { file: "state/a.yaml", line: 1 },
  } as unknown as Document;
}

function group(...overrides: readonly JsonObject[]): SourceGroup {
  const [found] = declaredGroups([
    document("SourceGroup", "downloads", { node: "AIR", paths: ["~/Downloads"], overrides }),
  ]);
  if (found === undefined) throw new Error("no group");
  return found;
}

describe("a file goes", () => {
  test("to its own path, where the Layout knows it", () => {
    const path = "07_BUILD_FACTORY/PRJ_Enterprise_Platform/02_Product/PRD.md";
    expect(targetOf(group(), layout, path)).toEqual({ kind: "target", path });
  });

  test("to its own path, where a pillar's folder holds it", () => {
    const path = "03_CORE_ENGINE/SCHEMAS/v7_registry.sql";
    expect(targetOf(group(), layout, path)).toEqual({ kind: "target", path });
  });

  test("nowhere, where nothing places it", () => {
    expect(targetOf(group(), layout, "notes.md")).toEqual({ kind: "unplaced" });
  });

  test("to an override's folder, and keeps its path below it", () => {
    const archive = group({ match: "*.md", target: "07_BUILD_FACTORY/PRJ_Archive/" });
    expect(targetOf(archive, layout, "2024/notes.md")).toEqual({
      kind: "target",
      path: "07_BUILD_FACTORY/PRJ_Archive/2024/notes.md",
    });
  });

  test("by the first override that matches", () => {
    const both = group({ match: "*invoice*", skip: true }, { match: "*", target: "archive" });
    expect(targetOf(both, layout, "2024/invoice-7.pdf")).toEqual({ kind: "skip" });
    expect(targetOf(both, layout, "2024/offer.pdf")).toMatchObject({ path: "archive/2024/offer.pdf" });
  });
});

describe("a target is refused (F6)", () => {
  test.each(["..", "../etc", "../../.ssh", "archive/../.."])("that leads out: %s", (target) => {
    expect(targetOf(group({ match: "*", target }), layout, "notes.md")).toMatchObject({
      kind: "hostile",
      because: "leads out of the repository",
    });
  });

  test("that is absolute", () => {
    expect(targetOf(group({ match: "*", target: "/etc" }), layout, "passwd")).toMatchObject({
      because: "is absolute",
    });
  });

  test("that holds a NUL", () => {
    expect(hostility("archive/a\0b")).toBe("holds a NUL");
  });

  test.each([
    ".git/hooks/pre-commit",
    "a/.GIT/config",
    ".git./config",
    ".g\u200cit/config",
    "GIT~1/config",
    ".git::$INDEX_ALLOCATION/x",
    ".v7/pg",
  ])("in what git and v7 keep for themselves: %s", (path) =>
    expect(hostility(bytePath(path))).toBe("lies in what git or v7 keeps for itself"),
  );

  test("that is no plain path, or too long", () => {
    expect(hostility("archive//a")).toBe("is no plain path");
    expect(hostility(`archive/${"a".repeat(256)}`)).toBe("is too long");
  });

  test("but names like these are plain names", () => {
    expect([".gitignore", "a/.github/x", "..a", "a..", "git"].map(hostility)).toEqual(Array(5).fill(undefined));
  });
});

test("a printed path is the path that was printed, whatever its bytes", () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((array) => Buffer.from(array).toString("latin1"));
  fc.assert(fc.property(bytes, (path) => printedPath(printablePath(path)) === path));
});
