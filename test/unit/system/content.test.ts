import { expect, test } from "vitest";
import { isNoFileAnyMore } from "../../../src/system/content.ts";

test.each([
  ["a link that is not followed", "ELOOP"],
  ["a pipe or a socket on Linux", "ENXIO"],
  ["a socket on macOS, whose number Node has no name for", "Unknown system error -102"],
  ["a socket where Node has one", "ENOTSUP"],
])("%s was put in a file's place: the file is read again, and not called unreadable", (_, code) => {
  expect(isNoFileAnyMore(code)).toBe(true);
});

test("a file that may not be read is still a file", () => {
  expect(isNoFileAnyMore("EACCES")).toBe(false);
});
