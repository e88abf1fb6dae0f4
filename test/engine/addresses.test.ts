import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pull } from "../../src/engine/edit/pull.ts";
import { canonicalAddress, isAddress } from "../../src/model/inet.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { rounds } from "../support/optional.ts";

let scene: Scene;
const file = "state/nodes/alpha.yaml";

function declare(...interfaces: readonly string[]): void {
  const entries = interfaces.map((entry) => `    - { ${entry} } # behind the router\n`).join("");
  scene.checkout.write(
    file,
    `apiVersion: v7/v1\nkind: Node\nmetadata:\n  name: ALPHA\nspec:\n  role: primary\n  interfaces:\n${entries}`,
  );
}

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.end());

async function unsettled(): Promise<unknown> {
  const { plan } = await scene.plan();
  return [plan.changes, plan.drift, plan.conflicts];
}

const settled = [[], [], []];

describe("an address is the same however it is written", () => {
  test("in keys and in fields: in sync after the apply", async () => {
    const written = ["2001:DB8:0:0:0:0:0:10", "FE80:0::1", "::FFFF:a00:5", "10.0.0.5"];
    declare(
      ...written.map((address) => `ipAddress: "${address}"`),
      'ipAddress: 10.0.0.6, netmask: 255.255.255.0/32, gateway: "2001:DB8:0:0::1"',
    );
    await scene.apply();
    expect(await unsettled()).toEqual(settled);
    expect(new Set(await scene.column("SELECT host(ip_address) FROM network_interfaces"))).toEqual(
      new Set(["10.0.0.6", ...written.map(canonicalAddress)]),
    );
  });

  test("with the prefix that SQL gave it: the entry and its comment stay, and its removal takes the row out of use", async () => {
    declare("ipAddress: 10.0.0.5", 'ipAddress: "2001:DB8::10"');
    await scene.apply();
    await scene.psql.query("UPDATE network_interfaces SET ip_address = set_masklen(ip_address, 24)");
    expect(await unsettled()).toEqual(settled);
    const before = scene.checkout.read(file);
    await pull(await scene.checkout.open(), { addresses: [], theirs: false });
    expect(scene.checkout.read(file)).toBe(before);
    declare('ipAddress: "2001:db8::10"');
    await scene.apply();
    expect(await scene.column("SELECT status FROM network_interfaces ORDER BY family(ip_address)")).toEqual([
      "inactive",
      "active",
    ]);
  });

  test("a prefix in a field is drift, and is pulled", async () => {
    declare("ipAddress: 10.0.0.5, gateway: 10.0.0.1");
    await scene.apply();
    await scene.psql.query("UPDATE network_interfaces SET gateway = '10.0.0.1/24'");
    await pull(await scene.checkout.open(), { addresses: [], theirs: false });
    expect(scene.checkout.read(file)).toContain('gateway: "10.0.0.1/24" } # behind the router');
    expect((await scene.plan()).plan.drift).toEqual([]);
  });
});

/** Spellings of addresses: capitals, zeros in front, a run left out or not, the end in dots, a prefix. */
const spelling = fc
  .tuple(
    fc.array(fc.constantFrom(0, 0, 0, 1, 0xffff, 0xa00, 0xdb8), { minLength: 8, maxLength: 8 }),
    fc.nat(7),
    fc.nat(8),
    fc.boolean(),
    fc.boolean(),
    fc.option(fc.nat(128)),
  )
  .map(([words, from, count, isUpper, isPadded, prefix]) => {
    const shown = words.map((word) => word.toString(16).padStart(isPadded ? 4 : 1, "0"));
    const isRun = count > 0 && words.slice(from, from + count).every((word) => word === 0);
    const text = isRun ? `${shown.slice(0, from).join(":")}::${shown.slice(from + count).join(":")}` : shown.join(":");
    return (isUpper ? text.toUpperCase() : text) + (prefix === null ? "" : `/${prefix}`);
  });

test("Postgres prints every spelling as v7 does", async () => {
  const texts = fc.sample(spelling, rounds({ test: 300, all: 20_000 }));
  const printed = await scene.column(`SELECT concat(a::inet) FROM unnest('{${texts.join(",")}}'::text[]) a`);
  expect(texts.filter((text) => !isAddress(text))).toEqual([]);
  expect(texts.map(canonicalAddress)).toEqual(printed);
});
