import { Failure } from "../../model/failure.ts";
import type { CampaignProject } from "../../model/output/enrich-campaign.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";

export interface CampaignChoice {
  /** Projects by path; none: the first of the backlog. */
  readonly projects: readonly string[];
  readonly most: number;
  /** Lines of source that a project of the backlog must have. */
  readonly leastLines: number;
  readonly freshDays: number;
  readonly now: Date;
}

/** The projects that a campaign scans, the most valuable first. Throws V7-A006 for a project that nobody found. */
export async function chooseProjects(connection: Connection, choice: CampaignChoice): Promise<CampaignProject[]> {
  const { projects, most, leastLines, freshDays, now } = choice;
  const { rows } = await connection.query<Omit<CampaignProject, "score"> & { readonly score: string }>(
    readSql("meta/campaign-projects.sql"),
    [projects, freshDays, now.toISOString(), leastLines, projects.length > 0 ? projects.length : most],
  );
  const unknown = projects.filter((path) => rows.every(({ project_path: found }) => found !== path));
  if (unknown.length > 0)
    throw new Failure("V7-A006", `${unknown.join(", ")} is no project that was found`, {
      next: ["v7 enrich refresh-meta", "v7 report project-health"],
    });
  // A float comes as text.
  return rows.map((row) => ({ ...row, score: Number(row.score) }));
}
