import { sha256 } from "../model/digest.ts";
import type { CursorBase } from "./cursors.ts";

/** How many rows lists have, as they were counted: good as long as nothing of a list changed, which its revision says. */
export interface Counts {
  find(base: CursorBase): number | undefined;
  keep(base: CursorBase, total: number | undefined): void;
}

/** So many lists are remembered; the one that was kept longest ago goes first. */
const most = 1_000;

/** Remembers what was counted: to count is most of the work of a list's first part. */
export function rememberedCounts(): Counts {
  const counts = new Map<string, number>();
  return {
    find: (base) => counts.get(keyOf(base)),
    keep: (base, total) => {
      if (total === undefined) return;
      counts.set(keyOf(base), total);
      for (const oldest of counts.keys()) {
        if (counts.size <= most) break;
        counts.delete(oldest);
      }
    },
  };
}

function keyOf({ face, given, revision }: CursorBase): string {
  return sha256(JSON.stringify([face, given, revision]));
}
