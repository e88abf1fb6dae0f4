import type { Kind } from "../model/kind.ts";
import { namesIn, resourceOf } from "./fields.ts";

/** Folders outside the repository, on one machine, whose files are to be brought home. */
export const sourceGroup: Kind = {
  name: "SourceGroup",
  segment: "sourcegroup",
  ignoresCase: true,
  rank: 42,
  fileOf: () => "state/source-groups.yaml",
  expand: (document) => [resourceOf(document, { segment: "sourcegroup" })],
  references: (document) => namesIn(document, "Node", ["node"]),
};
