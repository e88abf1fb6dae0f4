import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { globExpression } from "../../../src/files/places/glob.ts";
import { explainScan, isPruned, isScanned, isScannedHere, profileNamed } from "../../../src/files/places/profiles.ts";

describe("a pattern", () => {
  test.each([
    ["*.log", "run.log", true],
    ["*.log", "docs/old/run.log", true],
    ["*.log", "run.log.md", false],
    ["docs/*.md", "docs/PRD.md", true],
    ["docs/*.md", "docs/old/PRD.md", false],
    ["docs/**/*.md", "docs/PRD.md", true],
    ["docs/**/*.md", "docs/a/b/PRD.md", true],
    ["/notes", "notes/day.md", true],
    ["/notes", "docs/notes/day.md", false],
    ["dist/", "web/dist/index.html", true],
    ["dist/", "dist", false],
    ["docs/**", "docs/a/b.md", true],
    ["docs/**", "docs", false],
    ["*.{js,css}.map", "web/app.css.map", true],
    ["report-[0-9].md", "report-7.md", true],
    ["report-[!0-9].md", "report-7.md", false],
    ["a+b(c).md", "a+b(c).md", true],
    ["PRD?.md", "PRD/.md", false],
  ])("%s and %s: %s", (pattern, path, expected) => {
    expect(globExpression(pattern).test(path)).toBe(expected);
  });
});

describe("a profile", () => {
  test.each([
    ["vendored", "web/node_modules/yaml/index.js"],
    ["generated", "web/dist/app.js"],
    ["generated", "scripts/__pycache__/a.pyc"],
    ["generated", "docs/._PRD.md"],
    ["generated", ".#PRD.md"],
    ["generated", "disk/.Spotlight-V100/store.db"],
    ["generated", ".fseventsd/0000"],
    ["mirrors", "mirrors/old-site/index.html"],
    ["incoming", "07_BUILD_FACTORY/incoming/a.md"],
    ["git", ".git/HEAD"],
    ["git", "nested/.git"],
  ])("leaves out what is %s: %s", (because, path) => {
    const profile = profileNamed({});
    expect(isScanned(profile, path)).toBe(false);
    expect(explainScan(profile, path)).toMatchObject({ isScanned: false, because });
  });

  test("keeps the repository's own work", () => {
    expect(isScanned(profileNamed({}), "docs/distribution/building.md")).toBe(true);
  });

  test("leaves out only the classes it names", () => {
    const profile = profileNamed({ profiles: { default: { classes: ["vendored"] } } });
    expect(isScanned(profile, "web/dist/app.js")).toBe(true);
    expect(isScanned(profile, "node_modules/yaml/index.js")).toBe(false);
  });

  test("with an include takes nothing else, and excludes from that", () => {
    const profile = profileNamed({ profiles: { papers: { include: ["*.md"], exclude: ["drafts/"] } } }, "papers");
    expect(["PRD.md", "app.ts", "drafts/PRD.md"].map((path) => isScanned(profile, path))).toEqual([true, false, false]);
  });

  test("enters a folder unless all below it is out", () => {
    const profile = profileNamed({ profiles: { default: { exclude: ["docs/*.md"] } } });
    expect(isPruned(profile, "docs")).toBe(false);
    expect(isPruned(profile, "node_modules")).toBe(true);
  });

  test("that nobody declared is refused", () => {
    expect(() => profileNamed({}, "papers")).toThrowError(expect.objectContaining({ code: "V7-F001" }));
  });
});

test("a walk that prunes folders and asks for each file's name finds what counts, and nothing else", () => {
  const name = fc.constantFrom("docs", "dist", "app.min.js", "PRD.md", ".DS_Store", "drafts", "*.bak", "plan.bak");
  const pattern = fc
    .array(fc.constantFrom("docs", "dist", "*.md", "*.min.*", "drafts", "**"), { minLength: 1, maxLength: 3 })
    .chain((parts) => fc.constantFrom(parts.join("/"), `${parts.join("/")}/`, `/${parts.join("/")}`));
  fc.assert(
    fc.property(
      fc.array(pattern, { maxLength: 3 }),
      fc.array(name, { minLength: 1, maxLength: 4 }),
      (exclude, names) => {
        const profile = profileNamed({ profiles: { default: { exclude } } });
        const folders = names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
        const path = names.join("/");
        const isFound = !folders.some((folder) => isPruned(profile, folder)) && isScannedHere(profile, path);
        expect(isFound).toBe(isScanned(profile, path));
      },
    ),
    { numRuns: 3_000 },
  );
});
