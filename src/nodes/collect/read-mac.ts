import { type Fact, factPrefixes } from "../../model/machine.ts";
import { type Looks, named, openPorts, present } from "./looks.ts";
import { architectureOf } from "./read-linux.ts";

/** What a Mac's answers say; what they do not say is no fact. */
export function readMac(looks: Looks): readonly Fact[] {
  const system = valuesOf(looks.text("sysctl"));
  const version = valuesOf(looks.text("version"));
  const [, darwin = "", machine = ""] = looks.text("uname").trim().split(" ");
  const cores = numberIn(system["hw.ncpu"]);
  return [
    ...present({
      "hardware.model": named(system["hw.model"]),
      "hardware.cpu_model": named(system["machdep.cpu.brand_string"]),
      "hardware.cpu_cores": cores,
      // One kind of core alone has no level of its own.
      "hardware.cpu_performance_cores": numberIn(system["hw.perflevel0.physicalcpu"]),
      "hardware.cpu_efficiency_cores": numberIn(system["hw.perflevel1.physicalcpu"]),
      "hardware.ram_gb": gigabytes(numberIn(system["hw.memsize"])),
      // Under Rosetta `uname -m` says x86_64 on Apple silicon.
      "hardware.architecture": system["hw.optional.arm64"] === "1" ? "ARM64" : architectureOf(machine),
      "hardware.serial_number": /"IOPlatformSerialNumber" = "([^"]+)"/.exec(looks.text("registry"))?.[1],
      "hardware.gpu_model": /^\s+Chipset Model: (.+)$/m.exec(looks.text("graphics"))?.[1]?.trim(),
      "hardware.gpu_cores": numberIn(/^\s+Total Number of Cores: (\d+)/m.exec(looks.text("graphics"))?.[1]),
      "os.name": named(version["ProductName"]),
      "os.version": osVersion(version["ProductVersion"], darwin),
      "os.host_name": named(looks.text("hostname")),
      "network.gateway": /^\s*gateway: (\S+)$/m.exec(looks.text("routes"))?.[1],
    }),
    ...addressesOf(looks.text("addresses")),
    ...portsOf(looks.text("ports")),
  ];
}

/** As documents say it: `15.0 (Darwin 25.0.0)`. */
function osVersion(product: string | undefined, darwin: string): string | undefined {
  return named(product) === undefined
    ? undefined
    : [named(product), ...(darwin === "" ? [] : [`(Darwin ${darwin})`])].join(" ");
}

/** `name: value`, a line each. */
function valuesOf(text: string): { readonly [name: string]: string | undefined } {
  return Object.fromEntries(
    [...text.matchAll(/^([\w.]+):\s*(.*)$/gm)].map(([, name = "", value = ""]) => [name, value.trim()]),
  );
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function gigabytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : Math.round(bytes / 1_073_741_824);
}

/** An interface begins at the margin, its addresses are indented: `inet 192.168.0.80 netmask 0xffffff00 broadcast …`. */
function addressesOf(text: string): readonly Fact[] {
  const facts: Fact[] = [];
  let name = "";
  for (const line of text.split("\n")) {
    name = /^([^\s:]+):/.exec(line)?.[1] ?? name;
    const [, address, mask, prefix] =
      /^\s+inet6? ([0-9a-fA-F:.]+)(?:%\S+)?(?: --> \S+)?(?: netmask 0x([0-9a-f]{8}))?(?: prefixlen (\d+))?/.exec(
        line,
      ) ?? [];
    if (address === undefined) continue;
    const length =
      mask === undefined ? prefix : [...BigInt(`0x${mask}`).toString(2)].filter((bit) => bit === "1").length;
    facts.push({
      fact: factPrefixes.interface + address,
      value: { name, ...(length === undefined ? {} : { prefix: Number(length) }) },
    });
  }
  return facts;
}

/** `tcp4  0  0  *.8765  *.*  LISTEN`. */
function portsOf(text: string): readonly Fact[] {
  const lines = [...text.matchAll(/^tcp(4|6|46)\s+\d+\s+\d+\s+(\S+)\.(\d+)\s+\S+\s+LISTEN/gm)];
  return openPorts(
    lines.map(([, family, address = "", port]) => ({
      address: address === "*" ? (family === "4" ? "0.0.0.0" : "::") : address,
      port: Number(port),
    })),
  );
}
