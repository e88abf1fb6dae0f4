import { readdirSync, readFileSync } from "node:fs";

/** Descriptors above the first three that a program started from here would have, too; none where the system does not tell. */
export function inheritedDescriptors(): number[] {
  try {
    const open = readdirSync("/proc/self/fdinfo").map(Number);
    return open.filter((descriptor) => descriptor > 2 && !closesOnExec(descriptor));
  } catch {
    return [];
  }
}

function closesOnExec(descriptor: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, "utf8"))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & 0o2000000) !== 0;
  } catch {
    return true;
  }
}
