import { createRequire } from "node:module";
import { Failure } from "../../model/failure.ts";

export type Lance = typeof import("@lancedb/lancedb");
export type Arrow = typeof import("apache-arrow");

export interface LanceLibrary {
  readonly lance: Lance;
  /** The copy that LanceDB itself uses: tables of another one would be copied first. */
  readonly arrow: Arrow;
}

/**
 * Loads LanceDB, which is large, when it is needed at last. Throws V7-I001 where it is not installed for this system:
 * everything else works without it.
 */
export async function loadLance(): Promise<LanceLibrary> {
  // It reads this once, when it is loaded; its warnings are about its own format.
  process.env["LANCEDB_LOG"] ??= "error";
  try {
    const lance = await import("@lancedb/lancedb");
    const require = createRequire(createRequire(import.meta.url).resolve("@lancedb/lancedb"));
    const arrow: Arrow = require("apache-arrow");
    return { lance, arrow };
  } catch (cause) {
    throw new Failure("V7-I001", "LanceDB is not installed for this system", { cause, next: ["npm install"] });
  }
}
