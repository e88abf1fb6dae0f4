import type { Shares } from "../fuse.ts";

/** What meaning counts beside words: as v7.yaml says, else as was measured, else half. */
export function sharesOf(declared: number | undefined, measured: Shares | undefined): Shares {
  if (declared !== undefined) return { text: 1 - declared, vector: declared };
  return measured ?? { text: 0.5, vector: 0.5 };
}
