import { expect, test } from "vitest";
import { refusalOf } from "../../../src/system/refusal.ts";

const node = "/opt/homebrew/bin/node";

test("a folder that a Mac's privacy keeps closed says who must be let in", () => {
  expect(refusalOf({ platform: "darwin" }, { detail: "EPERM", isFolder: true }, node)).toBe(
    "EPERM: macOS wants Full Disk Access for /opt/homebrew/bin/node",
  );
});

test.each([
  ["a folder's own rights", { platform: "darwin", detail: "EACCES", isFolder: true }],
  ["a file", { platform: "darwin", detail: "EPERM", isFolder: false }],
  ["another system", { platform: "linux", detail: "EPERM", isFolder: true }],
] as const)("%s refusing is told by its code alone", (_, { platform, detail, isFolder }) => {
  expect(refusalOf({ platform }, { detail, isFolder }, node)).toBe(detail);
});
