import { expect, test } from "vitest";
import { mergeSides } from "../../../src/documents/merge-sides.ts";

test("each side of a merge is whole again, what both have in common too", () => {
  const text = [
    "kind: Task",
    "<<<<<<< HEAD",
    "name: Map ENUM values",
    "=======",
    "name: Draft the schema",
    ">>>>>>> draft",
    "status: pending",
    "",
  ].join("\n");
  expect(mergeSides(text)).toEqual({
    ours: "kind: Task\nname: Map ENUM values\nstatus: pending\n",
    theirs: "kind: Task\nname: Draft the schema\nstatus: pending\n",
  });
});

test("what both came from belongs to neither", () => {
  const text = "<<<<<<< HEAD\nname: A\n||||||| 9be0d12\nname: before\n=======\nname: B\n>>>>>>> draft\n";
  expect(mergeSides(text)).toEqual({ ours: "name: A\n", theirs: "name: B\n" });
});

test("lines keep their ends", () => {
  expect(mergeSides("<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> draft\r\nend")).toEqual({
    ours: "a\r\nend",
    theirs: "b\r\nend",
  });
});

test.each([
  ["no marker at all", "name: A\n"],
  ["a marker that nothing ends", "<<<<<<< HEAD\nname: A\n=======\nname: B\n"],
  ["an end that nothing began", "name: A\n>>>>>>> draft\n"],
])("%s is no merge", (_, text) => {
  expect(mergeSides(text)).toBeUndefined();
});

test("a line of the same signs is text where no marker can stand", () => {
  expect(mergeSides("=======\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> draft\n")?.ours).toBe("=======\na\n");
});
