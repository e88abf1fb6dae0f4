import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { BlockList, isIP } from "node:net";
import { join } from "node:path";
import { codeOfError } from "../../model/error-code.ts";
import type { Fields } from "../../model/resource.ts";
import { type Fact, factPrefixes } from "../../model/machine.ts";
import { isJsonObject, type Json } from "../../model/json.ts";

/**
 * What identifies a machine to strangers, its serial number and its public addresses, is kept only where somebody declared it. Else there is a
 * word in its place that is the same as long as the thing is, and that nobody can read back without the key beside the database.
 */
export function hideIdentity(facts: readonly Fact[], declared: Declared, key: Uint8Array): readonly Fact[] {
  const hidden = (text: string): string => createHmac("sha256", key).update(text).digest("hex").slice(0, 32);
  return facts.flatMap((fact): readonly Fact[] => {
    if (fact.fact === "hardware.serial_number") {
      return [
        fact.value === declared.serialNumber
          ? fact
          : { fact: fact.fact, value: `hidden:${hidden(String(fact.value))}` },
      ];
    }
    if (fact.fact === "network.gateway") return isPublic(String(fact.value)) ? [] : [fact];
    if (fact.fact.startsWith("port/"))
      return [withHiddenAddresses(fact, (address) => isStrange(address, declared), hidden)];
    const [, address] = /^interface\/(.+)$/.exec(fact.fact) ?? [];
    if (address === undefined || !isStrange(address, declared)) return [fact];
    return [{ fact: `${factPrefixes.interface}hidden:${hidden(address)}`, value: fact.value }];
  });
}

function isStrange(address: string, { addresses }: Declared): boolean {
  return isPublic(address) && !addresses.has(address);
}

/** A port tells the addresses that it is open at. */
function withHiddenAddresses(
  { fact, value }: Fact,
  isHidden: (address: string) => boolean,
  hidden: (address: string) => string,
): Fact {
  const addresses = isJsonObject(value) && Array.isArray(value["addresses"]) ? value["addresses"].map(String) : [];
  const told = addresses.map((address) => (isHidden(address) ? `hidden:${hidden(address)}` : address));
  return { fact, value: { addresses: told } };
}

/** What of a machine's identity its document tells anyway. */
export interface Declared {
  readonly serialNumber: Json;
  readonly addresses: ReadonlySet<string>;
}

export function declaredOf(fields: Fields, interfaces: readonly string[]): Declared {
  return { serialNumber: fields["serialNumber"] ?? null, addresses: new Set(interfaces) };
}

/** The key of hidden words, made once. */
export function readHidingKey(home: string): Uint8Array {
  const path = join(home, "facts.key");
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOfError(error) !== "ENOENT") throw error;
  }
  mkdirSync(home, { recursive: true });
  try {
    writeFileSync(path, randomBytes(32), { mode: 0o600, flag: "wx" });
  } catch (error) {
    // Another process made it meanwhile.
    if (codeOfError(error) !== "EEXIST") throw error;
  }
  return readFileSync(path);
}

/** Addresses that mean something only within a network, or on one machine. 100.64.0.0/10 is that of carriers, and of Tailscale. */
function isPublic(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !ownNetworks().check(address, family === 4 ? "ipv4" : "ipv6");
}

function ownNetworks(): BlockList {
  const networks = new BlockList();
  for (const [network, prefix] of v4) networks.addSubnet(network, prefix, "ipv4");
  for (const [network, prefix] of v6) networks.addSubnet(network, prefix, "ipv6");
  return networks;
}

const v4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
] as const;
const v6 = [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const;
