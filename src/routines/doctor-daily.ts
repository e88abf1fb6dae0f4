import { readdirSync } from "node:fs";
import { scanRoots } from "../files/places/roots.ts";
import { codeOfError } from "../model/error-code.ts";
import { ok, warn } from "../model/doctor-check.ts";
import type { DoctorCheck } from "../model/output/doctor.ts";
import type { Connection } from "../postgres/connection.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import { refusalOf } from "../system/refusal.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Whether the daily run still comes, and does all of its work. Nothing where none was ever made: nobody wants one. */
export async function dailyCheck({ repository }: Workspace, connection: Connection): Promise<DoctorCheck[]> {
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<LastRun>(readSql("routines/daily/last.sql"), [repository.root]),
  );
  const [last] = rows;
  return last === undefined ? [] : [judged(last)];
}

interface LastRun {
  readonly status: string;
  /** `2025-08-07`, UTC. */
  readonly day: string;
  readonly errors: readonly string[];
  readonly is_old: boolean;
}

function judged({ status, day, errors, is_old: isOld }: LastRun): DoctorCheck {
  if (isOld)
    return warn(
      "daily",
      `no daily run since ${day}: is its scheduler at work?`,
      "v7 daily --install SCHEDULER --write",
    );
  if (status === "succeeded" || status === "running") return ok("daily", `daily run of ${day} ${status}`);
  return warn("daily", [`daily run of ${day} ${status}`, ...errors.slice(0, 1)].join(": "), "v7 daily");
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
