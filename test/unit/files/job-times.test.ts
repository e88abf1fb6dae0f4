import { describe, expect, test } from "vitest";
import {
  campaignTask,
  dailyTask,
  indexAuditTask,
  type Job,
  type JobTask,
  maintainTask,
} from "../../../src/routines/jobs/job.ts";
import { cron } from "../../../src/routines/jobs/schedulers/cron.ts";
import { launchd } from "../../../src/routines/jobs/schedulers/launchd.ts";
import { systemd } from "../../../src/routines/jobs/schedulers/systemd.ts";

function job(task: JobTask): Job {
  return {
    task,
    node: "/opt/node/bin/node",
    v7: "/opt/v7/bin/run.js",
    root: "/srv/enterprise",
    environmentFile: "/home/arthur/.config/v7/daily.env",
    logFolder: "/srv/enterprise/.git/v7",
  };
}

function found(texts: readonly { readonly text: string }[], what: RegExp): string | undefined {
  return what.exec(texts.map(({ text }) => text).join("\n"))?.[0];
}

describe("each job has its own time, by every scheduler", () => {
  test.each([
    ["daily", dailyTask, "OnCalendar=*-*-* 05:00:00", "0 5 * * *"],
    ["maintain", maintainTask, "OnCalendar=*-*-* 05:20:00", "20 5 * * *"],
    ["campaign", campaignTask, "OnCalendar=Mon *-*-* 05:40:00", "40 5 * * 1"],
    ["index-audit", indexAuditTask, "OnCalendar=*-*-01 06:00:00", "0 6 1 * *"],
  ])("%s", (_, task, calendar, line) => {
    expect(found(systemd.units(job(task)), /OnCalendar=.*/)).toBe(calendar);
    expect(found(cron.units(job(task)), /^\d.*?(?= \/)/m)).toBe(line);
  });

  test("of launchd: a day of the week or the month, and no run at each login", () => {
    const weekly = launchd.units(job(campaignTask));
    expect(found(weekly, /<dict><key>Weekday.*<\/dict>/)).toBe(
      "<dict><key>Weekday</key><integer>1</integer><key>Hour</key><integer>5</integer><key>Minute</key><integer>40</integer></dict>",
    );
    expect(found(weekly, /RunAtLoad/)).toBeUndefined();
    expect(found(launchd.units(job(indexAuditTask)), /<key>Day<\/key><integer>1<\/integer>/)).toBeDefined();
    expect(found(launchd.units(job(dailyTask)), /RunAtLoad/)).toBe("RunAtLoad");
  });
});
