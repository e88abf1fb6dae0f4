import { join } from "node:path";
import { writeUnits } from "../jobs/schedulers/unit-files.ts";
import { readTextFile } from "../../system/text-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** What v7 told a scheduler last. */
export interface InstalledJob {
  /** Null: it was taken out. */
  readonly scheduler: string | null;
  /** The repository's root that it runs in. */
  readonly root: string;
  /** When, ISO 8601, UTC. */
  readonly at: string;
}

/** Remembers it beside git, as schedulers are slow to ask and some have no answer. */
export function keepInstalledJob({ repository, now }: Workspace, scheduler: string | null): void {
  const job = { scheduler, root: repository.root, at: now().toISOString() } satisfies InstalledJob;
  writeUnits(repository.home, [{ name: noteName, text: JSON.stringify(job) }]);
}

/** Undefined where nothing was told, or a note of it cannot be read. */
export function readInstalledJob(repository: Workspace["repository"]): InstalledJob | undefined {
  try {
    const job = JSON.parse(readTextFile(fileOf(repository)) ?? "null") as InstalledJob | null;
    return job === null || Number.isNaN(Date.parse(job.at)) || typeof job.root !== "string" ? undefined : job;
  } catch {
    return undefined;
  }
}

const noteName = "daily.json";

function fileOf({ home }: Workspace["repository"]): string {
  return join(home, noteName);
}
