import { createRequire } from "node:module";
import { Failure } from "../../model/failure.ts";

export type Lance = typeof import("@lancedb/lancedb");
export type Arrow = typeof import("apache-arrow");

export interface LanceLibrary {
  readonly lance: Lance;
  /** The copy that LanceDB itself uses: tables of another one would be copied first. */
  readonly arrow: Arrow;
}

/** What is said where there is no LanceDB. */
export const lanceIsMissing = "LanceDB is not installed for this system";

/** What brings it, where anything does. */
export const lanceAgain = ["npm ci in v7's folder; for Intel Macs there is no LanceDB"];

/** Whether there is a LanceDB for this system; it is loaded by asking. */
export async function hasLance(): Promise<boolean> {
  return importLance().then(
    () => true,
    () => false,
  );
}

/**
 * Loads LanceDB, which is large, when it is needed at last. Throws V7-I001 where it is not installed for this system:
 * everything else works without it.
 */
export async function loadLance(): Promise<LanceLibrary> {
  try {
    const lance = await importLance();
    const require = createRequire(createRequire(import.meta.url).resolve("@lancedb/lancedb"));
    const arrow: Arrow = require("apache-arrow");
    return { lance, arrow };
  } catch (cause) {
    throw new Failure("V7-I001", lanceIsMissing, { cause, next: lanceAgain });
  }
}

function importLance(): Promise<Lance> {
  // It reads this once, when it is loaded; its warnings are about its own format.
  process.env["LANCEDB_LOG"] ??= "error";
  return import("@lancedb/lancedb");
}
