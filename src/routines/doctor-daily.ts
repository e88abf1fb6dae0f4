import { readdirSync } from "node:fs";
import { scanRoots } from "../files/places/roots.ts";
import { codeOfError } from "../model/error-code.ts";
import { ok, warn } from "../model/doctor-check.ts";
import type { DoctorCheck } from "../model/output/doctor.ts";
import type { DailyStanding } from "../model/output/status.ts";
import type { Connection } from "../postgres/connection.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { refusalOf } from "../system/refusal.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { isAsleepWithoutSession } from "./jobs/schedule.ts";
import { readDailyStanding } from "./daily/watch.ts";

/** Whether the daily run still comes, does all of its work, and can. Nothing where none was ever made: nobody wants one. */
export async function dailyCheck(workspace: Workspace, connection: Connection): Promise<DoctorCheck[]> {
  const standing = await inTransaction(connection, { mode: "read" }, () => readDailyStanding(workspace, connection));
  return [...(standing === null ? [] : [judged(standing)]), ...lingerCheck(workspace)];
}

function judged({
  problem,
  scheduler,
  last_at: last,
  last_status: status,
  reason,
  good_at: good,
  next,
}: DailyStanding): DoctorCheck {
  const fix = next ?? "v7 daily";
  switch (problem) {
    case "failed":
      return warn("daily", `daily run of ${dayOf(last)} ${status}${reason === null ? "" : `: ${reason}`}`, fix);
    case "late":
      return warn("daily", `no daily run did its work since ${dayOf(good)}: is its scheduler at work?`, fix);
    case "missing":
      return warn("daily", `no daily run has done its work, though ${scheduler} was told to start it`, fix);
    default:
      return ok(
        "daily",
        last === null ? `no daily run yet; ${scheduler} starts it` : `daily run of ${dayOf(last)} ${status}`,
      );
  }
}

function dayOf(time: string | null): string {
  return time?.slice(0, 10) ?? "no day";
}

/** A person's systemd ends with their last session, and its timers with it, unless it was told to stay. */
function lingerCheck(workspace: Workspace): DoctorCheck[] {
  if (!isAsleepWithoutSession(workspace)) return [];
  const { name } = workspace.system.account;
  return [
    warn("linger", `systemd starts the daily run only while ${name} is logged in`, `loginctl enable-linger ${name}`),
  ];
}

/** The scanned folders that a Mac keeps closed to this program. A job meets the same, and nobody sees what it is asked. */
export function privacyCheck(workspace: Workspace, list: (directory: string) => unknown = readdirSync): DoctorCheck[] {
  if (workspace.system.platform !== "darwin") return [];
  const refusals = scanRoots(workspace).flatMap(({ directory }) => {
    const detail = refusalIn(directory, list);
    const told = detail === "EPERM" ? refusalOf(workspace.system, { detail, isFolder: true }) : null;
    return told === null ? [] : [`${directory}: ${told}`];
  });
  const [first] = refusals;
  return first === undefined ? [] : [warn("privacy", first, "System Settings, Privacy & Security, Full Disk Access")];
}

function refusalIn(directory: string, list: (directory: string) => unknown): string | undefined {
  try {
    list(directory);
    return undefined;
  } catch (error) {
    return codeOfError(error);
  }
}
