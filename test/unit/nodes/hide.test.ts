import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hideIdentity, readHidingKey } from "../../../src/nodes/collect/hide.ts";

const key = Buffer.alloc(32, 7);
const nothing = { serialNumber: null, addresses: new Set<string>() };

test("a serial number is hidden unless the document tells it", () => {
  const facts = [{ fact: "hardware.serial_number", value: "K7XQ2L9DMN" }];
  expect(hideIdentity(facts, nothing, key)).toEqual([
    { fact: "hardware.serial_number", value: expect.stringMatching(/^hidden:[0-9a-f]{32}$/) },
  ]);
  expect(hideIdentity(facts, { ...nothing, serialNumber: "K7XQ2L9DMN" }, key)).toEqual(facts);
});

test.each([
  ["192.168.0.80", false],
  ["100.106.113.76", false],
  ["fd7a:115c:a1e0::1", false],
  ["fe80::1", false],
  ["127.0.0.1", false],
  ["203.0.113.9", true],
  ["2a01:4f8:c0c:1234::1", true],
])("an address that the whole world can reach has no fact of its name: %s", (address, isHidden) => {
  const facts = [{ fact: `interface/${address}`, value: { name: "en0" } }];
  const [hidden] = hideIdentity(facts, nothing, key);
  expect(hidden?.fact.startsWith("interface/hidden:")).toBe(isHidden);
  expect(hideIdentity(facts, { ...nothing, addresses: new Set([address]) }, key)).toEqual(facts);
});

test("the key is made once, and nobody else may read it", () => {
  const home = mkdtempSync(join(tmpdir(), "v7-key-"));
  try {
    const made = readHidingKey(join(home, "v7"));
    expect(made).toHaveLength(32);
    expect(readHidingKey(join(home, "v7"))).toEqual(made);
    expect(statSync(join(home, "v7/facts.key")).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(home, { recursive: true });
  }
});
