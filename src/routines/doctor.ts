import { type Answer, answer } from "../model/answer.ts";
import { fail, ok, warn } from "../model/doctor-check.ts";
import type { DoctorCheck, DoctorOutput } from "../model/output/doctor.ts";
import { Failure } from "../model/failure.ts";
import { hasErrors } from "../model/finding.ts";
import type { Connection } from "../postgres/connection.ts";
import { uncommittedText } from "../plan/preconditions.ts";
import { migrationStatus } from "../postgres/migrations.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { verifySchema } from "../postgres/verify.ts";
import { dailyCheck, privacyCheck } from "./doctor-daily.ts";
import { approvalsCheck, readingCheck, rightsCheck } from "./doctor-logins.ts";
import { gitHooksStatus } from "../journal/git-hooks.ts";
import { countUnrecorded } from "../journal/record.ts";
import { indexChecks } from "../search/status.ts";
import { requireSameDatabase } from "../engine/database/reading-login.ts";
import { readRevision } from "../workspace/revision.ts";
import { readState } from "../workspace/state.ts";
import { withRawConnection, type Workspace } from "../workspace/workspace.ts";

/** What a support person would ask, in the order they would ask it. Never throws for what it finds. */
export async function examine(workspace: Workspace): Promise<Answer<DoctorOutput>> {
  const checks = [
    ok("version", `v7 ${workspace.version}, node ${process.versions.node}`),
    await checked("repository", () => repositoryCheck(workspace)),
    await checked("hooks", () => hooksCheck(workspace)),
    await checked("documents", () => documentsCheck(workspace)),
    ...privacyCheck(workspace),
    ...(await databaseChecks(workspace)),
    ...(await indexChecks(workspace)),
  ];
  return answer({ checks });
}

async function repositoryCheck(workspace: Workspace): Promise<DoctorCheck> {
  if (!workspace.repository.isGit)
    return warn("repository", "no git repository: applies cannot name a commit", "git init");
  const { branch, commit, uncommitted } = await readRevision(workspace.repository, await readState(workspace));
  if (commit === undefined) return warn("repository", "git has no commit yet", "git commit");
  const place = `git ${branch ?? "detached"} ${commit.slice(0, 7)}`;
  return uncommitted.length > 0
    ? warn("repository", `${place}, ${uncommittedText(uncommitted)}`, "git commit")
    : ok("repository", `${place}, state/ clean`);
}

/** Hooks that were never installed are nobody's fault: `v7 record` writes down the same. */
async function hooksCheck(workspace: Workspace): Promise<DoctorCheck> {
  if (!workspace.repository.isGit) return ok("hooks", "no hooks: no git repository");
  const { hooks } = (await gitHooksStatus(workspace)).output;
  const [broken] = hooks.filter(({ problem }) => problem !== null);
  if (broken) return warn("hooks", `hook ${broken.name} does nothing: ${broken.problem}`, "v7 hooks install");
  const isInstalled = hooks.every(({ state }) => state === "installed");
  return ok("hooks", isInstalled ? "git calls v7 in its hooks" : "git calls no v7: v7 record writes commits down");
}

async function documentsCheck(workspace: Workspace): Promise<DoctorCheck> {
  const { findings, documents, files } = await readState(workspace);
  if (hasErrors(findings))
    return fail("documents", `${findings.length} findings in ${files.length} files`, "v7 validate");
  return documents.length === 0
    ? warn("documents", "no documents in state/", "v7 init --example")
    : ok("documents", `${documents.length} documents in ${files.length} files`);
}

async function databaseChecks(workspace: Workspace): Promise<DoctorCheck[]> {
  try {
    return await withRawConnection(workspace, "write", async (connection) => {
      const version = Math.floor(connection.serverVersion / 10_000);
      const reached = ok("database", `${workspace.database.describe("write")}, PostgreSQL ${version}`);
      const schema = await checked("schema", () => schemaCheck(connection));
      if (schema.status !== "ok") return [reached, schema];
      const recorded = await checked("recorded", () => recordedCheck(workspace, connection));
      const daily = await dailyCheck(workspace, connection);
      return [reached, schema, recorded, ...daily, ...(await loginChecks(workspace, connection))];
    });
  } catch (error) {
    return [failed("database", error)];
  }
}

async function schemaCheck(connection: Connection): Promise<DoctorCheck> {
  const status = await migrationStatus(connection);
  const [problem] = status.problems;
  if (problem) return fail("schema", problem.message, "v7 db status");
  if (status.current !== status.latest)
    return fail("schema", `schema ${status.current}, this v7 needs ${status.latest}`, "v7 db migrate");
  const findings = await inTransaction(connection, { mode: "read" }, () => verifySchema(connection));
  return findings.length === 0
    ? ok("schema", `schema ${status.current}, as its migrations make it`)
    : fail("schema", `schema ${status.current} differs in ${findings.length} places`, "v7 db status --verify");
}

async function recordedCheck(workspace: Workspace, connection: Connection): Promise<DoctorCheck> {
  if (!workspace.repository.isGit) return ok("recorded", "nothing to record: no git repository");
  const count = await countUnrecorded(workspace, connection);
  if (count === 0) return ok("recorded", "recorded up to HEAD");
  return warn("recorded", count === 1 ? "1 commit is not recorded" : `${count} commits are not recorded`, "v7 record");
}

async function loginChecks(workspace: Workspace, connection: Connection): Promise<DoctorCheck[]> {
  return [
    await checked("approvals", () => approvalsCheck(workspace, connection)),
    ...(await rightsCheck(workspace, connection)),
    await checked("reading", async () => {
      await requireSameDatabase(workspace, connection);
      return readingCheck(workspace);
    }),
  ];
}

async function checked(name: string, check: () => Promise<DoctorCheck>): Promise<DoctorCheck> {
  try {
    return await check();
  } catch (error) {
    return failed(name, error);
  }
}

function failed(name: string, error: unknown): DoctorCheck {
  if (!(error instanceof Failure)) throw error;
  return fail(name, `${error.message} [${error.code}]`, error.next[0] ?? null);
}
