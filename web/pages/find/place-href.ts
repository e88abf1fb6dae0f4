import type { SearchResult } from "../../../src/model/output/search.ts";
import { escaped } from "../../parts/links.ts";

/** The page of what was found: a resource's, a session's or a file's. Undefined for what has none, as a commit. */
export function placeHref({ path, kind }: Pick<SearchResult, "path" | "kind">): string | undefined {
  if (kind === "change" || path.startsWith("@")) return undefined;
  const isResource = kind === "state" && /^[a-z]+\/[^/]+(\/[^/]+)*$/.test(path) && !path.endsWith(".yaml");
  return isResource ? `/ui/r/${escaped(path)}` : `/ui/files/at/${escaped(path)}`;
}
