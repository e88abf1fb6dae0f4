import { thisSystem } from "../../src/system/system.ts";

/** The machine that the tests run on; a test that needs another one changes some of it: `{ ...system, bootId: () => "…" }`. */
export const system = thisSystem();
