import { expect, test } from "vitest";
import { partComplaints } from "../../../src/documents/check-parts.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { kinds } from "../../../src/reconcilers/index.ts";

function complaintsOf(spec: JsonObject): unknown {
  const source = { file: "state/nodes/alpha.yaml", index: 0, line: 1 };
  return partComplaints(kinds.all, [
    { kind: "Node", name: "ALPHA", spec: { role: "primary", ...spec }, protect: false, source },
  ]).map(({ code, message, path }) => ({ code, message, path }));
}

test("a service that is listed twice is told at the second one", () => {
  expect(
    complaintsOf({ services: [{ name: "PostgreSQL" }, { name: "Embedding Service" }, { name: "PostgreSQL" }] }),
  ).toEqual([{ code: "V7-D024", message: "services has PostgreSQL twice", path: ["spec", "services", 2, "name"] }]);
});

test("two primary interfaces are one too many", () => {
  const interfaces = [
    { ipAddress: "192.168.0.80", isPrimary: true },
    { ipAddress: "100.106.113.76", isPrimary: true },
  ];
  expect(complaintsOf({ interfaces })).toEqual([
    {
      code: "V7-D024",
      message: "2 entries of interfaces have isPrimary true; one may",
      path: ["spec", "interfaces", 1, "isPrimary"],
    },
  ]);
});

test("lists that are empty, left out or sound are not complained of", () => {
  expect(complaintsOf({ services: [], interfaces: [{ ipAddress: "192.168.0.80", isPrimary: true }] })).toEqual([]);
  expect(complaintsOf({})).toEqual([]);
});

test("an address that is listed twice is told at the second one and where the first stands, however it is written", () => {
  const interfaces = [
    { ipAddress: "2001:db8::10" },
    { ipAddress: "FE80:0::1" },
    { ipAddress: "2001:DB8:0:0:0:0:0:10" },
  ];
  expect(complaintsOf({ interfaces })).toEqual([
    {
      code: "V7-D024",
      message: "interfaces has 2001:db8::10 twice (written 2001:DB8:0:0:0:0:0:10 here)",
      path: ["spec", "interfaces", 2, "ipAddress"],
    },
  ]);
});
