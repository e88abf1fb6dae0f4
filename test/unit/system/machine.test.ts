import { expect, test } from "vitest";
import { bootIdOf, machineIdOf, otherNamesOf } from "../../../src/system/machine.ts";
import { compareScopes, currentScope, formatScope, parseScope } from "../../../src/system/scope.ts";
import { thisSystem } from "../../../src/system/system.ts";

const answers: { readonly [program: string]: string } = {
  "/usr/sbin/ioreg": `+-o J314sAP  <class IOPlatformExpertDevice, id 0x100000227, registered, matched, active, busy 0 (15 ms), retain 40>
    {
      "manufacturer" = <"Apple Inc.">
      "IOPlatformUUID" = "4C4C44A1-5555-1144-A131-1B1C2D3E4F50"
      "IOPlatformSerialNumber" = "C02XX0XXXX"
    }
`,
  "/usr/sbin/sysctl": "7C1F2B6E-1F6B-4E7B-9C53-6B8E0C0B1A2D\n",
  "/usr/sbin/scutil": "AIR\n",
};

/** What a Mac's programs print, as recorded. */
const mac = {
  platform: "darwin" as const,
  ask: (program: string) => ({ status: 0, output: answers[program] ?? "", errors: "" }),
};

test("a Mac tells its id, its boot and the name that it was given (M5)", () => {
  expect(machineIdOf(mac)).toBe("4C4C44A1-5555-1144-A131-1B1C2D3E4F50");
  expect(bootIdOf(mac)).toBe("7C1F2B6E-1F6B-4E7B-9C53-6B8E0C0B1A2D");
  expect(otherNamesOf(mac)).toEqual(["AIR"]);
});

test("without those programs it tells nothing, and does not fail", () => {
  const bare = { platform: "darwin" as const, ask: () => undefined };
  expect([machineIdOf(bare), bootIdOf(bare), otherNamesOf(bare)]).toEqual(["", "", []]);
});

/** A Mac in a network, at some boot. */
function scopeOf({ host, boot = "one" }: { readonly host: string; readonly boot?: string }) {
  const platform = "darwin" as const;
  const system = { ...thisSystem(), platform, hostName: () => host, machineId: () => "4C4C44A1", bootId: () => boot };
  return currentScope(system);
}

test("a Mac is the same in another network, and after a boot (M5)", () => {
  const written = parseScope(formatScope(scopeOf({ host: "AIR.local" })));
  if (written === undefined) throw new Error("a scope can be read back");
  expect(compareScopes(scopeOf({ host: "mac.fritz.box" }), written)).toBe("same");
  expect(compareScopes(scopeOf({ host: "mac.fritz.box", boot: "two" }), written)).toBe("earlier boot");
  expect(compareScopes(scopeOf({ host: "mac.fritz.box", boot: "" }), written)).toBe("same");
});
