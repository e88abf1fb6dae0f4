import { expect, test } from "vitest";
import { keptReplies } from "../../src/serve/http/kept-replies.ts";

const part = (body: string) => ({ body, total: 5_657, next: 100 });

test("the same part of a list is found by its tag, with its total and where it goes on", () => {
  const replies = keptReplies(100);
  replies.keep("3f9a1c", part("files"));
  expect(replies.find("3f9a1c")).toEqual({ body: "files", total: 5_657, next: 100 });
  expect(replies.find("57910b")).toBeUndefined();
});

test("what was kept longest ago makes room", () => {
  const replies = keptReplies(10);
  for (const tag of ["first", "second", "third"]) replies.keep(tag, part("12345"));
  expect(["first", "second", "third"].filter((tag) => replies.find(tag) !== undefined)).toEqual(["second", "third"]);
});

test("keeping the same again takes no more room", () => {
  const replies = keptReplies(10);
  replies.keep("first", part("12345"));
  for (let times = 0; times < 3; times += 1) replies.keep("second", part("12345"));
  expect(replies.find("first")).toBeDefined();
});

test("an answer larger than all the room is not kept", () => {
  const replies = keptReplies(4);
  replies.keep("first", part("12345"));
  expect(replies.find("first")).toBeUndefined();
});
