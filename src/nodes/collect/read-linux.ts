import { type Fact, factPrefixes } from "../../model/machine.ts";
import { bytesOf, type Looks, named, openPorts, present } from "./looks.ts";

/** What a Linux machine's answers say; what they do not say is no fact. */
export function readLinux(looks: Looks): readonly Fact[] {
  const release = assignments(looks.text("os-release"));
  const cores = [...looks.text("cpuinfo").matchAll(/^processor\s*:/gm)].length;
  const memory = /^MemTotal:\s+(\d+) kB$/m.exec(looks.text("meminfo"))?.[1];
  const [, kernel = "", machine = ""] = looks.text("uname").trim().split(" ");
  return [
    ...present({
      "hardware.model": modelOf(looks),
      "hardware.cpu_model": /^(?:model name|Model)\s*:\s*(.+)$/m.exec(looks.text("cpuinfo"))?.[1]?.trim(),
      "hardware.cpu_cores": cores === 0 ? undefined : cores,
      "hardware.ram_gb": memory === undefined ? undefined : Math.round(Number(memory) / 1_048_576),
      "hardware.architecture": architectureOf(machine),
      "hardware.serial_number": named(looks.text("serial")),
      "os.name": release["NAME"],
      "os.version": kernel === "" ? undefined : [release["VERSION_ID"], `(Linux ${kernel})`].filter(Boolean).join(" "),
      "os.host_name": named(looks.text("hostname")),
      "container.memory_limit_bytes": limitOf(looks.text("memory-limit")),
      "container.cpu_limit": cpuLimitOf(looks.text("cpu-limit")),
      "network.gateway": /^default via (\S+)/m.exec(looks.text("routes"))?.[1],
    }),
    ...addressesOf(looks.text("addresses")),
    ...portsOf(looks),
  ];
}

/** `ARM64` and `x86_64`, as documents say it. */
export function architectureOf(machine: string): string | undefined {
  if (machine === "aarch64" || machine === "arm64") return "ARM64";
  return named(machine);
}

function modelOf(looks: Looks): string | undefined {
  return named([named(looks.text("vendor")), named(looks.text("model"))].filter(Boolean).join(" "));
}

/** `NAME="Debian GNU/Linux"`, a line each. */
function assignments(text: string): { readonly [name: string]: string } {
  const pairs = [...text.matchAll(/^([A-Z_]+)=(?:"([^"]*)"|'([^']*)'|(.*))$/gm)];
  return Object.fromEntries(pairs.map(([, name = "", double, single, bare]) => [name, double ?? single ?? bare ?? ""]));
}

/** `max` is no limit. */
function limitOf(text: string): number | undefined {
  return /^\d+$/.test(text.trim()) ? Number(text.trim()) : undefined;
}

/** `200000 100000` is two processors. */
function cpuLimitOf(text: string): number | undefined {
  const [, share, period] = /^(\d+) (\d+)$/.exec(text.trim()) ?? [];
  return share === undefined ? undefined : Number(share) / Number(period);
}

/** `2: eth0    inet 192.168.0.80/24 brd 192.168.0.255 scope global eth0`, an address each. */
function addressesOf(text: string): readonly Fact[] {
  const lines = [...text.matchAll(/^\d+:\s+(\S+)\s+inet6?\s+([0-9a-fA-F:.]+)(?:\s+peer\s+\S+)?(?:\/(\d+))?\s/gm)];
  return lines.map(([, name = "", address = "", prefix]) => ({
    fact: factPrefixes.interface + address,
    value: { name, ...(prefix === undefined ? {} : { prefix: Number(prefix) }) },
  }));
}

/** By `ss`, which asks the kernel; else by the kernel's own table, which has no names. */
function portsOf(looks: Looks): readonly Fact[] {
  if (looks.isThere("ports")) {
    const lines = [...looks.text("ports").matchAll(/^LISTEN\s+\d+\s+\d+\s+(\S+):(\d+)\s/gm)];
    return openPorts(
      lines.map(([, address = "", port]) => ({ address: address.replaceAll(/[[\]]|%.*$/g, ""), port: Number(port) })),
    );
  }
  if (!looks.isThere("tcp")) return [];
  const entries = ["tcp", "tcp6"].flatMap((table) => [
    ...looks.text(table).matchAll(/^\s*\d+:\s+([0-9A-F]+):([0-9A-F]{4})\s+[0-9A-F]+:0000\s+0A\s/gm),
  ]);
  return openPorts(
    entries.map(([, address = "", port = ""]) => ({ address: hexAddress(address), port: Number.parseInt(port, 16) })),
  );
}

/** The kernel writes four bytes at a time, the last first. */
function hexAddress(text: string): string {
  const bytes = bytesOf(text);
  const ordered = Array.from({ length: bytes.length / 4 }, (_, at) =>
    bytes.slice(at * 4, at * 4 + 4).toReversed(),
  ).flat();
  if (ordered.length === 4) return ordered.join(".");
  if (ordered.every((byte) => byte === 0)) return "::";
  return ordered.every((byte, at) => byte === (at === 15 ? 1 : 0)) ? "::1" : "other";
}
