import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { JsonObject } from "../model/json.ts";
import type { TestRecordOutput } from "../model/output/test-record.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { bindResults } from "./bind.ts";
import { addResults } from "./store.ts";
import type { TestStatus, TestType } from "./test-types.ts";

/** A result that somebody attests, with everything the table has a column for. */
export interface RecordResultRequest {
  readonly type: TestType;
  readonly status: TestStatus;
  readonly component: string;
  /** The file that was tested, from the repository's root. */
  readonly path?: string | undefined;
  readonly error?: string | undefined;
  readonly metrics?: JsonObject | undefined;
  /** Absent: nobody knows. */
  readonly compatible?: boolean | undefined;
  /** Absent: the login. */
  readonly testedBy?: string | undefined;
  /** ISO 8601; absent: now. */
  readonly testedAt?: string | undefined;
  readonly retest?: boolean | undefined;
  readonly notes?: string | undefined;
  readonly phase?: number | undefined;
  readonly task?: string | undefined;
}

/** Writes down a result by hand. Throws a Failure for a file that HEAD does not hold as it lies here (V7-T008), or a time to come (V7-T007). */
export async function recordResult(
  workspace: Workspace,
  request: RecordResultRequest,
): Promise<Answer<TestRecordOutput>> {
  const { path, redactor, now } = { ...request, redactor: workspace.redactor, now: workspace.now };
  const testedAt = request.testedAt ?? now().toISOString();
  if (Date.parse(testedAt) > now().getTime() + toleratedMs)
    throw new Failure("V7-T007", `the test ran at ${testedAt}, which is still to come`, {
      next: ["correct the time, or the clock"],
    });
  const { commit = null, blob = null } = path === undefined ? {} : await contentOf(workspace, path, testedAt);
  const clean = (text: string | undefined): string | null => (text === undefined ? null : redactor.text(text));
  const row = {
    type: request.type,
    component: redactor.text(request.component),
    path: path ?? null,
    status: request.status,
    error: clean(request.error),
    metrics: request.metrics === undefined ? null : (JSON.parse(redactor.json(request.metrics)) as JsonObject),
    compatible: request.compatible ?? null,
    tested_by: clean(request.testedBy),
    tested_at: testedAt,
    retest: request.retest ?? false,
    notes: clean(request.notes),
    phase: request.phase ?? null,
    task: request.task ?? null,
    case: null,
    test_file: null,
    commit,
    blob,
    source: null,
    source_sha256: null,
    number: null,
  };
  await withConnection(workspace, "write", (connection) =>
    inTransaction(connection, { mode: "write" }, () => addResults(connection, [row])),
  );
  const { type, component, status } = row;
  const recorded = { type, component, path: row.path, status, tested_at: testedAt, commit, blob };
  return answer({ database: workspace.database.describe("write"), recorded });
}

/** Clocks of two machines differ a little. */
const toleratedMs = 300_000;

async function contentOf(
  workspace: Workspace,
  path: string,
  testedAt: string,
): Promise<{ readonly commit?: string | undefined; readonly blob?: string | undefined }> {
  const exact = { ...workspace, config: { ...workspace.config, tests: { map: [] } } };
  const { commit, bindings, findings } = await bindResults(exact, [{ files: [path], testedAt }]);
  const [binding] = bindings;
  if (binding?.blob !== undefined) return { commit, blob: binding.blob };
  const why = findings[0]?.message ?? "HEAD does not hold this file";
  throw new Failure("V7-T008", `${path}: ${why}`, { next: ["commit the file, then test it and record how it went"] });
}
