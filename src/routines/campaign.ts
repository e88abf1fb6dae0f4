import { chooseProjects } from "../meta/campaign/choose.ts";
import { scanProjects } from "../meta/campaign/scan-projects.ts";
import { metaRules } from "../meta/refresh/policy-rules.ts";
import { type Answer, answer } from "../model/answer.ts";
import type { EnrichCampaignOutput } from "../model/output/enrich-campaign.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { withWorld } from "../workspace/world.ts";
import { refreshMeta } from "./refresh-meta.ts";

export interface CampaignRequest {
  /** Projects by path; none: the first of the backlog. */
  readonly projects: readonly string[];
  readonly top: number;
  readonly leastLines: number;
  /** Scan them; without it they are only named. */
  readonly execute: boolean;
}

/** Of one project: that it was never scanned, that its scan is old, that files are missing from it. */
const gapsThatScansClose = 3;

/**
 * Scans the projects that are worth it most, then says anew what is missing and what to do next. Without `execute` nothing is written. Throws
 * Failures as `refreshMeta` does, and V7-A006.
 */
export async function runCampaign(
  workspace: Workspace,
  { projects: named, top, leastLines, execute }: CampaignRequest,
): Promise<Answer<EnrichCampaignOutput>> {
  if (execute) await refreshMeta(workspace, { dryRun: false, resume: false });
  const rules = await withWorld(workspace, (world) => metaRules(workspace.kinds, world));
  const choice = {
    projects: named,
    most: top,
    leastLines,
    freshDays: rules.thresholds.freshDays,
    now: workspace.now(),
  };
  const projects = await withConnection(workspace, "read", (connection) => chooseProjects(connection, choice));
  if (!execute || projects.length === 0)
    return answer({ executed: false, projects, run_id: null, manifest: null, files: 0, gaps: null });
  const run = await withConnection(workspace, "write", (connection) => scanProjects(workspace, connection, projects));
  // What a scan is for: it closes what is missing of its projects.
  const allowClosing = gapsThatScansClose * projects.length;
  const { output } = await refreshMeta(workspace, { dryRun: false, resume: false, allowClosing });
  return answer({ executed: true, projects, ...run, gaps: output.gaps });
}
