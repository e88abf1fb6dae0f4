import { spawnSync } from "node:child_process";

/**
 * What to put before a command so that files' permissions hold for it: root passes over them. Undefined for root on a
 * system without `setpriv`.
 */
export function asOrdinaryUser(): readonly string[] | undefined {
  if (process.getuid?.() !== 0) return [];
  const words = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];
  const [program = "", ...options] = words;
  return spawnSync(program, [...options, "true"], { stdio: "ignore" }).status === 0 ? words : undefined;
}
