import { describe, expect, test } from "vitest";
import type { SourceGroup } from "../../../src/consolidate/groups.ts";
import {
  type CopyPlan,
  type PlannableSource,
  placeSources,
  planCopies,
  withinReach,
  type TargetState,
  type RepositoryAtTargets,
} from "../../../src/consolidate/copy/plan-copies.ts";
import { bytePath } from "../../../src/model/path-bytes.ts";

const downloads: SourceGroup = {
  name: "downloads",
  node: "AIR",
  paths: ["/Downloads"],
  exclude: [],
  // Files go to the folder `archive`, under the path they have.
  overrides: [{ expression: /^/, isSkipped: false, target: "archive" }],
};

const noLayout = { pillars: [], rules: [] };

function source(below: string, fields: Partial<PlannableSource> = {}): PlannableSource {
  return {
    path: `/Downloads/${below}`,
    below: bytePath(below),
    hash: `hash of ${below}`,
    size: 10,
    stamp: `stamp of ${below}`,
    device: "1",
    isLink: false,
    isCopied: false,
    duplicateOf: null,
    ...fields,
  };
}

const empty: RepositoryAtTargets = {
  standingOf: () => ({ kind: "absent" }),
  registered: [],
  ignored: new Set(),
};

function plan(sources: readonly PlannableSource[], surrounding: Partial<RepositoryAtTargets> = {}): CopyPlan {
  return planCopies(downloads, placeSources(downloads, noLayout, sources), { ...empty, ...surrounding });
}

const at = (target: string, standing: TargetState): Pick<RepositoryAtTargets, "standingOf"> => ({
  standingOf: (asked) => (asked === target ? standing : { kind: "absent" }),
});

describe("a plan of copies", () => {
  test("says where each file goes, by target", () => {
    expect(plan([source("b.md"), source("a.md")]).copies).toEqual([
      {
        target: "archive/a.md",
        source: "/Downloads/a.md",
        group: "downloads",
        node: "AIR",
        sha256: "hash of a.md",
        size: 10,
        stamp: "stamp of a.md",
      },
      expect.objectContaining({ target: "archive/b.md" }),
    ]);
  });

  test("passes over what stays, and says why", () => {
    const { passed, copies } = plan([
      source("a.md"),
      source("again.md", { stamp: "stamp of a.md", hash: "hash of a.md" }),
      source("copied.md", { isCopied: true }),
      source("link", { isLink: true }),
      source("secret.md", { hash: null }),
      source("twice.md", { duplicateOf: "docs/PRD.md" }),
    ]);
    expect(copies.map(({ target }) => target)).toEqual(["archive/a.md"]);
    expect(passed.map(({ because, detail }) => [because, detail])).toEqual([
      ["hard_link", "/Downloads/a.md"],
      ["copied", null],
      ["link", null],
      ["no_content", null],
      ["duplicate", "docs/PRD.md"],
    ]);
  });

  test.each([
    ["with other content", { hash: "hash of other.md" }],
    ["on another disk", { hash: "hash of a.md", device: "2" }],
  ])("takes no file %s for a hard link, though their stamps are equal (T44)", (_, fields) => {
    const { copies } = plan([source("a.md"), source("other.md", { stamp: "stamp of a.md", ...fields })]);
    expect(copies.map(({ target }) => target)).toEqual(["archive/a.md", "archive/other.md"]);
  });

  test("only records what is there already with the same bytes", () => {
    const found = plan([source("a.md")], at("archive/a.md", { kind: "file", hash: "hash of a.md" }));
    expect([found.present, found.conflicts]).toEqual([["archive/a.md"], []]);
  });

  test("names targets that git ignores", () => {
    expect(plan([source("a.md")], { ignored: new Set(["archive/a.md"]) }).ignored).toEqual(["archive/a.md"]);
  });
});

describe("a conflict (F11)", () => {
  const conflicts = (found: CopyPlan): string[] => found.conflicts.map(({ target, because }) => `${target} ${because}`);

  test("is two sources for one target", () => {
    const sources = [source("a.md"), { ...source("a.md"), path: "/Old/a.md", stamp: "another", hash: "other" }];
    const found = planCopies(downloads, placeSources(downloads, noLayout, sources), empty);
    expect(found.copies).toEqual([]);
    expect(found.conflicts[0]).toEqual({
      target: "archive/a.md",
      sources: ["/Downloads/a.md", "/Old/a.md"],
      because: "2 sources go there",
    });
  });

  test("is two targets that some file systems take for one", () => {
    const found = plan([source("Résumé.md"), source("re\u0301sume\u0301.md"), source("b.md")]);
    expect(found.conflicts).toHaveLength(2);
    expect(found.copies.map(({ target }) => target)).toEqual(["archive/b.md"]);
  });

  test("is a target that is another one's folder", () => {
    expect(conflicts(plan([source("a"), source("a/b.md")]))).toEqual(["archive/a is a folder of another target"]);
  });

  test("is a target that is there with other content", () => {
    const found = plan([source("a.md")], at("archive/a.md", { kind: "file", hash: "other" }));
    expect(conflicts(found)).toEqual(["archive/a.md is there with other content"]);
  });

  test("is a link or folder in the way", () => {
    const found = plan([source("a.md")], at("archive/a.md", { kind: "obstacle", because: "is there as a link" }));
    expect(conflicts(found)).toEqual(["archive/a.md is there as a link"]);
  });

  test.each([
    ["file", "a.md", "archive/A.md", "archive/A.md"],
    ["folder", "a.md", "Archive/b.md", "Archive"],
    ["folder above", "2025/a.md", "ARCHIVE/b.md", "ARCHIVE"],
    ["folder by its accents", "März/a.md", "archive/Ma\u0308rz/b.md", "archive/Ma\u0308rz"],
  ])("is a registered %s that differs by case or accents alone (M34)", (_, below, registered, named) => {
    // Where names fold, the disk finds a file by the target's name too.
    const standing = at(bytePath(`archive/${below}`), { kind: "file", hash: `hash of ${below}` });
    const found = plan([source(below)], { registered: [bytePath(registered)], ...standing });
    expect(conflicts(found)).toEqual([`archive/${below} ${named} is there, and differs by case or accents alone`]);
    expect(found.present).toEqual([]);
  });

  test("is no registered file or folder where the target's own spelling is there as well", () => {
    const registered = ["Archive/a.md", "archive/b.md"].map(bytePath);
    expect(conflicts(plan([source("c.md")], { registered }))).toEqual([]);
  });

  test("is two folders of targets that some file systems take for one (M34)", () => {
    const found = plan([source("Notes/a.md"), source("notes/b.md"), source("c.md")]);
    expect(conflicts(found)).toEqual([
      "archive/Notes/a.md the folder of another target differs by case or accents alone, which some file systems do not tell apart",
      "archive/notes/b.md the folder of another target differs by case or accents alone, which some file systems do not tell apart",
    ]);
    expect(found.copies.map(({ target }) => target)).toEqual(["archive/c.md"]);
  });
});

test("a target that no path of this system leads to is passed over; a Mac's have 1,023 bytes (M9)", () => {
  const sources = [source("enum.md"), source(`${"deep/".repeat(180)}enum.md`)];
  const { copies, passed } = planCopies(downloads, withinReach(placeSources(downloads, noLayout, sources), 900), empty);
  expect(copies.map(({ target }) => target)).toEqual(["archive/enum.md"]);
  expect(passed).toMatchObject([{ because: "hostile", detail: expect.stringMatching(/is too long$/) as unknown }]);
});
