import { expect, test } from "vitest";
import { mapValues, type MappedGroup, type Member } from "../../../src/enums/propose/map-values.ts";

const contact: Member = { name: "contact_status", labels: ["Complete", "Error", "New", "Not a Fit"] };

function mapped(others: readonly Member[], wishes: { readonly [label: string]: string } = {}): MappedGroup {
  return mapValues(contact, others, new Map(Object.entries(wishes)));
}

function mapOf({ maps }: MappedGroup, name: string): { [label: string]: string } {
  return Object.fromEntries(maps.get(name) ?? []);
}

test("the one that stays keeps its values; the others become what is the same but for case and separators", () => {
  const group = mapped([{ name: "contactstatus", labels: ["complete", "error", "new", "not_a_fit"] }]);
  expect(group.values).toEqual(contact.labels);
  expect(mapOf(group, "contactstatus")).toEqual({
    complete: "Complete",
    error: "Error",
    new: "New",
    not_a_fit: "Not a Fit",
  });
  expect(group).toMatchObject({ unmapped: [], reordered: [] });
});

test("a similar name is proposed and never taken (case 38)", () => {
  const group = mapped([{ name: "contactstatus", labels: ["Completed", "Errors", "Gone"] }]);
  expect(mapOf(group, "contactstatus")).toEqual({});
  expect(group.unmapped).toEqual([
    { name: "contactstatus", label: "Completed", meant: "Complete" },
    { name: "contactstatus", label: "Errors", meant: "Error" },
    { name: "contactstatus", label: "Gone", meant: undefined },
  ]);
});

test("a wish maps a label, merges two, or renames one everywhere", () => {
  const others = [{ name: "contactstatus", labels: ["complete", "failed", "Error"] }];
  const group = mapped(others, { failed: "Error", Complete: "done" });
  expect(group.values).toEqual(["done", "Error", "New", "Not a Fit"]);
  expect(mapOf(group, "contact_status")).toMatchObject({ Complete: "done", Error: "Error" });
  expect(mapOf(group, "contactstatus")).toEqual({ complete: "done", failed: "Error", Error: "Error" });
});

test("a wish may name a new value: it stands behind what the label before it becomes", () => {
  const group = mapped([{ name: "contactstatus", labels: ["complete", "Paused", "error"] }], { Paused: "Paused" });
  expect(group.values).toEqual(["Complete", "Paused", "Error", "New", "Not a Fit"]);
  expect(group.reordered).toEqual([]);
});

test("values that would compare in another order are told (case 27)", () => {
  const group = mapped([{ name: "contactstatus", labels: ["new", "error", "complete"] }]);
  expect(group.reordered).toEqual(["contactstatus"]);
});

test("labels that are no words are themselves", () => {
  const odd: Member = { name: "odd", labels: ["", " ", "it's", "%"] };
  const group = mapValues(odd, [{ ...odd, name: "Odd" }], new Map());
  expect(mapOf(group, "Odd")).toEqual({ "": "", " ": " ", "it's": "it's", "%": "%" });
});

test("where two labels are one word, neither is what the word means", () => {
  const shouting: Member = { name: "answer", labels: ["yes", "YES"] };
  const group = mapValues(shouting, [{ name: "reply", labels: ["yes", "Yes"] }], new Map());
  expect(mapOf(group, "reply")).toEqual({ yes: "yes" });
  expect(group.unmapped.map(({ label }) => label)).toEqual(["Yes"]);
});
