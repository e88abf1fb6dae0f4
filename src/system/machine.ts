import { readFileSync } from "node:fs";
import type { Ask } from "./programs.ts";

/** What tells machines and boots apart is asked of. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly ask: Ask;
}

/** What stays through renames; "" where the system does not tell. */
export function machineIdOf({ platform, ask }: Machine): string {
  if (platform !== "darwin") return read("/etc/machine-id");
  const listed = ask("/usr/sbin/ioreg", ["-rd1", "-c", "IOPlatformExpertDevice"])?.output ?? "";
  return /"IOPlatformUUID" = "([^"]+)"/.exec(listed)?.[1] ?? "";
}

/** Another one after each boot; "" where the system does not tell. */
export function bootIdOf({ platform, ask }: Machine): string {
  if (platform !== "darwin") return read("/proc/sys/kernel/random/boot_id");
  return ask("/usr/sbin/sysctl", ["-n", "kern.bootsessionuuid"])?.output.trim() ?? "";
}

/** On a Mac the name that a person gave it stays when the network gives it another. */
export function otherNamesOf({ platform, ask }: Machine): readonly string[] {
  if (platform !== "darwin") return [];
  const name = ask("/usr/sbin/scutil", ["--get", "LocalHostName"])?.output.trim() ?? "";
  return name === "" ? [] : [name];
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}
