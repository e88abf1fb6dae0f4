import type { Kind } from "../model/kind.ts";
import { resourceOf } from "./fields.ts";

/** Somebody's word that a gap may stay, for a reason and until a day. */
export const waiver: Kind = {
  name: "Waiver",
  segment: "waiver",
  ignoresCase: true,
  rank: 44,
  fileOf: () => "state/waivers.yaml",
  expand: (document) => [resourceOf(document, { segment: "waiver" })],
};
