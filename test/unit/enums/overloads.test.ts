import { expect, test } from "vitest";
import { collidingOverloads } from "../../../src/enums/propose/overloads.ts";
import type { ScannedEnum } from "../../../src/model/output/enum-scan.ts";

function signedBy(sqlName: string, ...functions: readonly string[]): ScannedEnum {
  return {
    name: sqlName,
    schema: "public",
    type: sqlName,
    sql_name: sqlName,
    owner: "app_owner",
    extension: null,
    comment: null,
    grants: [],
    values: [],
    rows: null,
    nulls: null,
    is_counted: true,
    columns: 0,
    uses: functions.map((object) => ({ sort: "function", object, table: null, column: null, via: null, note: null })),
  };
}

test("functions that differ in nothing but the enums of the group collide (case 13)", () => {
  const found = collidingOverloads([
    signedBy("public.user_role", "public.may_edit(public.user_role,pg_catalog.text)"),
    signedBy('public."UserRole"', 'public.may_edit(public."UserRole",pg_catalog.text)'),
  ]);
  expect(found).toEqual([
    {
      functions: [
        'public.may_edit(public."UserRole",pg_catalog.text)',
        "public.may_edit(public.user_role,pg_catalog.text)",
      ],
    },
  ]);
});

test("arrays are types of their own, and names with commas and brackets are read as they are", () => {
  expect(
    collidingOverloads([
      signedBy('public."a,b(c)"', 'public.f(public."a,b(c)"[])', 'public.g(public."a,b(c)")'),
      signedBy("public.ab", "public.f(public.ab)", "crm.g(public.ab)"),
    ]),
  ).toEqual([]);
  expect(
    collidingOverloads([
      signedBy('public."a,b(c)"', 'public.f(public."a,b(c)"[])'),
      signedBy("public.ab", "public.f(public.ab[])"),
    ]),
  ).toHaveLength(1);
});

test("one function that takes both enums is no collision", () => {
  const both = "public.same(public.user_role,public.userrole)";
  expect(collidingOverloads([signedBy("public.user_role", both), signedBy("public.userrole", both)])).toEqual([]);
});
