import type { JSX } from "preact";
import type { HealthOutput } from "../../../src/model/output/health.ts";
import { Views } from "../../parts/views.tsx";
import { narrowing, viewsWith } from "./views.ts";

/** The ways to look at files, with how much there is in each. */
export function FileViews({ health }: { readonly health: HealthOutput | undefined }): JSX.Element {
  return (
    <nav class="views" aria-label="Views">
      <Views views={viewsWith(health)} usual="list" forgets={[...narrowing, "q", "limit", "sort", "order"]} />
    </nav>
  );
}
