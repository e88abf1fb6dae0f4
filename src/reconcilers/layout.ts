import type { Kind } from "../model/kind.ts";
import { resourceOf } from "./fields.ts";

/** Which component, pillar and project a path belongs to, and which pillars there are. */
export const layout: Kind = {
  name: "Layout",
  segment: "layout",
  rank: 3,
  fileOf: () => "state/layout.yaml",
  expand: (document) => [resourceOf(document, { segment: "layout" })],
};
