import fc from "fast-check";
import { expect, test } from "vitest";
import { enumNameText, readEnumName } from "../../../src/model/enum-name.ts";

test("a plan's name says target, schema and type", () => {
  expect(readEnumName("app/crm.ContactCurationStatus")).toEqual({
    target: "app",
    schema: "crm",
    type: "ContactCurationStatus",
  });
  expect(readEnumName("app/contact_status")).toEqual({ target: "app", schema: null, type: "contact_status" });
  expect(readEnumName("contact_status")).toEqual({ target: null, schema: null, type: "contact_status" });
  expect(readEnumName("Legacy.Job Status")).toEqual({ target: null, schema: "Legacy", type: "Job Status" });
});

test("a part that would be misread stands in quotes", () => {
  const name = { target: "app", schema: "we.ird", type: 'a/b"c' };
  expect(enumNameText(name)).toBe('app/"we.ird"."a/b""c"');
  expect(readEnumName('app/"we.ird"."a/b""c"')).toEqual(name);
});

test("what has more parts, or lacks one, is no name", () => {
  for (const text of ["", "a.b.c", "a/b/c", "app/", ".x", "x.", '"open', 'a"b'])
    expect([text, readEnumName(text)]).toEqual([text, undefined]);
});

test("every name is read back as it was", () => {
  const part = fc.string({ minLength: 1 });
  const parts = fc.record({ target: fc.option(part), schema: fc.option(part), type: part });
  fc.assert(
    fc.property(parts, (name) => {
      expect(readEnumName(enumNameText(name))).toEqual(name);
    }),
  );
});
