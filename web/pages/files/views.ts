import type { HealthOutput } from "../../../src/model/output/health.ts";
import type { View } from "../../parts/views.tsx";

/** The ways to look at files: each is a question of its own. */
export const fileViews = ["list", "components", "duplicates", "stale", "unrouted", "growth"] as const;

export type FileView = (typeof fileViews)[number];

/** Those that are a list of files or of what they are in. */
export type ListedView = Exclude<FileView, "growth">;

/** Where the rows of a view come from. */
export const routes: Readonly<Record<FileView, string>> = {
  list: "/files",
  components: "/files/components",
  duplicates: "/files/duplicates",
  stale: "/stale",
  unrouted: "/reports/route",
  growth: "/snapshots",
};

/** What narrows one view and no other. */
export const narrowing = ["path", "component", "pillar", "project", "ext", "status", "days"];

/** The view that the address names; the list where it names none, or none that there is. */
export function viewOf(typed: string | null): FileView {
  return fileViews.find((name) => name === typed) ?? "list";
}

/** The views with how much there is in each, where somebody counted. */
export function viewsWith(health: HealthOutput | undefined): readonly View[] {
  const counts: Partial<Record<FileView, number>> =
    health === undefined
      ? {}
      : {
          list: health.total_files,
          components: Object.keys(health.files_by_component).length,
          duplicates: health.duplicate_groups,
          stale: health.stale_files,
          unrouted: health.unrouted_files,
        };
  const says: Readonly<Record<FileView, string>> = {
    list: "List",
    components: "Components",
    duplicates: "Duplicates",
    stale: "Stale",
    unrouted: "Unrouted",
    growth: "Growth",
  };
  return fileViews.map((name) => [name, says[name], counts[name]]);
}
