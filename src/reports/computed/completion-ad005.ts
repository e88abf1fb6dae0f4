import { existsSync } from "node:fs";
import { join } from "node:path";
import { dayIn } from "../../model/time-zone.ts";
import type { ReportAnswer } from "../../model/report.ts";
import { readSql } from "../../system/package-file.ts";
import { withReports, type Workspace } from "../../workspace/workspace.ts";
import type { ReportDefinition } from "../definition.ts";
import { computed } from "./computed.ts";

const title = "COMPLETION OF AD_005: V7 DATABASE INFRASTRUCTURE";
const workflow = "Docs/V7_Migration/04_Database_Phase/DATABASE_WORKFLOW.md";
const tables = 6;

const columns = [
  { name: "article", type: "text" },
  { name: "confirms", type: "text" },
  { name: "holds", type: "boolean" },
  { name: "evidence", type: "text" },
  { name: "command", type: "text" },
] as const;

/** Article 5: one report, under this title, that confirms three things; each with what shows it and how to see for oneself. */
export const completionAd005: ReportDefinition = computed(
  {
    name: "completion-ad005",
    title,
    about: "What Directive 005 has its completion report confirm, and whether it holds.",
    columns,
    answers: ["003:204-209"],
    empty: "Nothing is to be confirmed.",
    next: "v7 report completion-ad005 --format markdown",
  },
  async (workspace) => {
    const [found] = await withReports(workspace, (reports) =>
      reports.read<Found>(readSql("reports/computed/completion-ad005.sql"), []),
    );
    const today = dayIn(workspace.config.timezone, workspace.now());
    return {
      columns,
      rows: found === undefined ? [] : confirmations(found, hasWorkflow(workspace)),
      title: `${title} - ${today}`,
    };
  },
);

interface Found {
  readonly tables: number | string;
  readonly schema_version: number | null;
  readonly script: string | null;
  readonly phase: string | null;
  readonly has_architect: boolean;
}

function hasWorkflow({ repository }: Workspace): boolean {
  return existsSync(join(repository.root, workflow));
}

function confirmations(found: Found, isWritten: boolean): ReportAnswer["rows"] {
  const made = Number(found.tables);
  return [
    {
      article: "5.3.1",
      confirms: "The SQL scripts are created and documented",
      holds: made === tables && found.script !== null,
      evidence: `${found.script ?? "no script"} is applied; ${made} of ${tables} tables are there`,
      command: "v7 db schema --seed directive-005",
    },
    {
      article: "5.3.2",
      confirms: "DATABASE_WORKFLOW.md is created",
      holds: isWritten,
      evidence: isWritten ? workflow : `${workflow} is not in this repository`,
      command: isWritten ? `git log -- ${workflow}` : null,
    },
    {
      article: "5.3.3",
      confirms: "The SQL scripts are ready to be executed upon approval from The Architect",
      holds: found.schema_version !== null && found.has_architect,
      evidence: [
        found.schema_version === null ? "not applied" : "applied",
        found.has_architect ? "The Architect declared" : "The Architect not declared",
        found.phase === null ? "phase 4 not recorded" : `phase 4 ${found.phase}`,
      ].join("; "),
      command: "v7 db migrate --check",
    },
  ];
}
