import { describe, expect, test } from "vitest";
import { canonicalAddress, hostOfAddress, isAddress } from "../../../src/model/inet.ts";

describe("an IP address has one text, as Postgres prints it", () => {
  test.each([
    ["2001:DB8:0:0:0:0:0:10", "2001:db8::10"],
    ["FE80:0::1", "fe80::1"],
    ["0:0:0:0:0:0:0:0", "::"],
    ["2001:db8:0:1:0:0:0:1", "2001:db8:0:1::1"],
    ["2001:0:0:1:0:0:1:1", "2001::1:0:0:1:1"],
    ["1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"],
    ["::ffff:a00:5", "::ffff:10.0.0.5"],
    ["0:0:0:0:0:FFFF:10.0.0.5", "::ffff:10.0.0.5"],
    ["64:ff9b::10.0.0.5", "64:ff9b::a00:5"],
    ["10.0.0.5/32", "10.0.0.5"],
    ["10.0.0.5/24", "10.0.0.5/24"],
    ["FE80::1/128", "fe80::1"],
    ["FE80::1/64", "fe80::1/64"],
  ])("%s is %s", (written, text) => {
    expect([isAddress(written), canonicalAddress(written)]).toEqual([true, text]);
  });

  test.each([
    "",
    "10.0.0",
    "10.0.0.256",
    "10.0.0.010",
    "10.0.0.5/33",
    "10.0.0.5/",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8::",
    "fe80::1%en0",
    "10.0.0.5::",
    "12345::",
  ])("%s is none, and stays as it is", (text) => {
    expect([isAddress(text), canonicalAddress(text)]).toEqual([false, text]);
  });

  test("without its network's prefix it is the host's", () => {
    expect(["10.0.0.5/24", "FE80:0::1/64", "10.0.0.5"].map(hostOfAddress)).toEqual(["10.0.0.5", "fe80::1", "10.0.0.5"]);
  });
});
