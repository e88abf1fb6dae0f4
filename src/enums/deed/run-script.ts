import { codeOfError } from "../../model/error-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Connection } from "../../postgres/connection.ts";
import type { EnumDeed } from "./deed.ts";

/**
 * Runs a deed's script within a running transaction. Throws V7-E058 where rows that were written since collide once values are merged, V7-E083
 * with the server's words for a statement that it refuses; what is to be tried again, and a line that breaks, is thrown as it is.
 */
export async function runScript(connection: Connection, { address, script, change }: EnumDeed): Promise<void> {
  try {
    await connection.script(script);
  } catch (error) {
    const code = codeOfError(error);
    if (connection.lost || !(error instanceof Error) || code === undefined || !isRefusal(code)) throw error;
    const detail = "detail" in error && typeof error.detail === "string" ? `: ${error.detail}` : "";
    const told = `${address}: ${error.message}${detail}; nothing was changed`;
    throw new Failure(collisions.has(code) ? "V7-E058" : "V7-E083", told, {
      cause: error,
      next: [`v7 enum check ${change.from.name}`],
    });
  }
}

/** Of unique keys, and of exclusions. */
const collisions: ReadonlySet<string> = new Set(["23505", "23P01"]);

/** Locks, deadlocks, servers that stop and disks that are full are nothing that the script did. */
function isRefusal(code: string): boolean {
  return !/^(?:08|40|53|55|57|58|XX)/.test(code);
}
