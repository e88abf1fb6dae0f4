import { expect, test } from "vitest";
import { readBeside } from "../../../src/consolidate/copy/beside.ts";
import { bytePath } from "../../../src/model/path-bytes.ts";
import type { System } from "../../../src/system/system.ts";
import { system } from "../../support/this-machine.ts";

const font = bytePath("/Users/arthur/Fonts/Überschrift");
const notes = "/Users/arthur/notes.md";
const others = "/Users/arthur/notes.md: old";
const plain = "/Users/arthur/plain.md";

/** As macOS 15 prints it, a byte a character. */
const recorded: { readonly [program: string]: string } = {
  "/usr/bin/xattr": [
    `${notes}: com.apple.lastuseddate#PS`,
    `${notes}: com.apple.metadata:_kMDItemUserTags`,
    `${notes}: com.apple.provenance`,
    `${others}: com.apple.FinderInfo`,
    `${font}: com.apple.ResourceFork`,
    `${plain}: com.apple.quarantine`,
    "",
  ].join("\n"),
  "/bin/ls": [
    `-rw-r--r--@ 1 arthur  staff      0 Aug  7  2025 ${font}`,
    `-rw-r--r--@ 1 arthur  staff     11 Aug  7  2025 ${notes}`,
    " 0: group:everyone deny delete",
    " 1: user:trillian allow read",
    `-rw-r--r--  1 arthur  staff     11 Aug  7  2025 ${others}`,
    `-rw-r--r--@ 1 arthur  staff     11 Aug  7  2025 ${plain}`,
    "",
  ].join("\n"),
};

const mac: System = {
  ...system,
  platform: "darwin",
  resourceForkSize: (path) => (path === font ? 286 : 0),
  ask: (program) => ({ status: 0, output: recorded[program] ?? "", errors: "" }),
};

test("what a Mac keeps beside a file's bytes is told, and not what it gives every file", () => {
  expect(Object.fromEntries(readBeside(mac, [font, notes, others, plain]))).toEqual({
    [font]: ["resource fork"],
    [notes]: ["xattr com.apple.metadata:_kMDItemUserTags", "acl"],
    [others]: ["xattr com.apple.FinderInfo"],
  });
});

test("what a Mac's programs do not tell is told as unknown", () => {
  expect(readBeside({ ...mac, ask: () => undefined }, [plain]).get(plain)).toEqual(["unknown attributes"]);
});

test("a Mac's program gets names as they are, and none that would end its line", () => {
  const asked: string[] = [];
  const ask: System["ask"] = (_, words) => {
    asked.push(...words.filter((word) => word.startsWith("/")));
    return { status: 0, output: "", errors: "" };
  };
  const lines = "/Users/arthur/two\nlines";
  expect(readBeside({ ...mac, ask }, [font, lines]).get(lines)).toEqual(["unknown attributes"]);
  expect(new Set(asked)).toEqual(new Set(["/Users/arthur/Fonts/Überschrift"]));
});
