import { sha256 } from "../../model/digest.ts";
import type { Json } from "../../model/json.ts";
import { classifyFile, type FileClass } from "./classify.ts";
import { type FilePlace, type Layout, placeOf, readLayout } from "./layout.ts";
import { projectLookup, type ProjectOf, type ScanPlace, scanRoots } from "./roots.ts";

/** By which rules files are placed: the declared Layout and Projects. */
export interface Rules {
  readonly layout: Layout;
  readonly projectOf: ProjectOf;
  /** Equal digests place every path alike. */
  readonly digest: string;
  /** What they were made of: kept with a scan, for whoever places files later and reads no documents. */
  readonly sources: RuleSources;
}

/** What documents say of where files belong. */
export interface RuleSources {
  /** The specs of Layouts. */
  readonly layouts: readonly { readonly [field: string]: Json }[];
  /** The names of Projects, in order. */
  readonly projects: readonly string[];
}

/** Where a file belongs and what it is, by its path alone. */
export interface Placement extends FilePlace, FileClass {
  /** The declared Project that holds it, and the path below that. */
  readonly project_path: string | null;
  readonly file_path: string | null;
}

/** The rules that these sources make in a repository. */
export function rulesFrom(place: ScanPlace, sources: RuleSources): Rules {
  const { layouts, projects } = sources;
  const roots = scanRoots(place);
  const directories = roots.map(({ prefix, directory }) => [prefix, directory]);
  const all = JSON.stringify([rulesVersion, layouts, projects, projects.length > 0 ? directories : []]);
  return {
    layout: readLayout(layouts.map((spec) => ({ kind: "Layout", spec }))),
    projectOf: projectLookup(roots, projects),
    digest: sha256(all),
    sources,
  };
}

/** Raised when `classifyFile` or `placeOf` answer differently for the same path. */
const rulesVersion = 2;

/** Where a registered path belongs. */
export function placementOf({ layout, projectOf }: Rules, path: string, isLink: boolean): Placement {
  const found = projectOf(path);
  return {
    ...placeOf(layout, path),
    ...classifyFile(path, isLink),
    project_path: found?.project ?? null,
    file_path: found?.rest ?? null,
  };
}
