import type { Document } from "../model/document.ts";
import { isJsonObject } from "../model/json.ts";
import type { Kind, Reference } from "../model/kind.ts";
import { listOf, resourceOf } from "./fields.ts";

/** Documents of one category, and where copies of them are kept. */
export const documentSet: Kind = {
  name: "DocumentSet",
  segment: "documentset",
  ignoresCase: true,
  rank: 43,
  fileOf: () => "state/document-sets.yaml",
  expand: (document) => [resourceOf(document, { segment: "documentset" })],
  references,
};

function references({ spec }: Document): Reference[] {
  return listOf(spec.syncLocations).flatMap((location, index) =>
    isJsonObject(location) && typeof location.node === "string"
      ? [{ kind: "Node", name: location.node, path: ["spec", "syncLocations", index, "node"] }]
      : [],
  );
}
