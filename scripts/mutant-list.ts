/** A deliberate mistake that the tests must notice. */
export interface Mutant {
  /** What would be wrong, in a few words. */
  readonly name: string;
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** Files of the project `system` or, where one is named, of another; one test among them must fail. */
  readonly tests: readonly string[];
  readonly project?: "pooler" | "unit";
}

/** A mistake for each promise that a careless change could break without a sound. A new check brings its own. */
export const mutants: readonly Mutant[] = [
  {
    name: "the seal and the serial are written outside the apply's transaction",
    file: "src/engine/apply.ts",
    from: "    await sealAttempt(connection, applyId, {",
    to: '    await connection.script("COMMIT; BEGIN");\n    await sealAttempt(connection, applyId, {',
    tests: ["test/engine/locking.test.ts"],
  },
  {
    name: "the audit's trigger is not there for tasks",
    file: "src/postgres/rows/write.ts",
    from: '  await connection.query("SET CONSTRAINTS ALL DEFERRED");',
    to: '  await connection.query("SET CONSTRAINTS ALL DEFERRED");\n  await connection.query("SET LOCAL session_replication_role = replica");',
    tests: ["test/engine/removal.test.ts"],
  },
  {
    name: "the serial is not checked",
    file: "sql/apply/advance-state.sql",
    from: "WHERE serial = $1",
    to: "WHERE $1::bigint IS NOT NULL",
    tests: ["test/engine/locking.test.ts"],
  },
  {
    name: "the apply lock is taken on another connection",
    file: "src/engine/apply.ts",
    from: "    await acquireApplyLock(workspace, connection, { applyId, waitMs: request.lockTimeoutMs });",
    to: '    await withConnection(workspace, "write", (other) =>\n      acquireApplyLock(workspace, other, { applyId, waitMs: request.lockTimeoutMs }),\n    );',
    tests: ["test/engine/locking.test.ts"],
  },
  {
    name: "the apply lock belongs to the session, which a pooler hands on",
    file: "sql/apply/try-lock.sql",
    from: "SELECT pg_try_advisory_xact_lock(lock_key) AS locked",
    to: "SELECT pg_try_advisory_lock(lock_key) AS locked",
    tests: ["test/engine/pooler.test.ts"],
    project: "pooler",
  },
  {
    name: "an attempt is known by its session's process, which a pooler keeps alive",
    file: "sql/apply/close-orphans.sql",
    from: " WHERE a.status = 'running' AND a.apply_id <> $1",
    to: " WHERE a.status = 'running' AND a.apply_id <> $1 AND NOT EXISTS (SELECT FROM pg_stat_activity s WHERE s.pid = a.backend_pid)",
    tests: ["test/engine/pooler.test.ts"],
    project: "pooler",
  },
  {
    name: "COMMIT's command tag is not checked",
    file: "src/postgres/transaction.ts",
    from: 'if (command === "COMMIT") return;',
    to: "if (command.length > 0) return;",
    tests: ["test/postgres/transaction.test.ts"],
  },
  {
    name: "a commit that may still be on its way is called undone",
    file: "sql/apply/outcome.sql",
    from: " FOR UPDATE",
    to: "",
    tests: ["test/engine/lost-commit.test.ts"],
  },
  {
    name: "a COMMIT without an answer counts as an ordinary lost connection",
    file: "src/postgres/transaction.ts",
    from: 'throw connection.lost && mode === "write" ? new CommitUnknown(error) : error;',
    to: "throw error;",
    tests: ["test/engine/lost-commit.test.ts"],
  },
  {
    name: "the plan that comes out under the lock is not compared",
    file: "src/engine/apply.ts",
    from: "    if (plan.planId !== expectedPlanId)",
    to: "    if (plan.planId.length === 0)",
    tests: ["test/engine/saved-plan.test.ts"],
  },
  {
    name: "gates are not judged under the lock",
    file: "src/engine/apply.ts",
    from: "\n    checkGates(plan);",
    to: "",
    tests: ["test/engine/removal.test.ts"],
  },
  {
    name: "a victim of a deadlock gives up at once",
    file: "src/engine/retry.ts",
    from: "const mostTries = 3;",
    to: "const mostTries = 1;",
    tests: ["test/faults/sessions.test.ts"],
  },
  {
    name: "a server that takes no writes is not noticed before the work",
    file: "src/postgres/transaction.ts",
    from: 'if (mode === "write" && answers',
    to: 'if (mode !== "write" && answers',
    tests: ["test/postgres/transaction.test.ts"],
  },
  {
    name: "reading transactions may write",
    file: "sql/transaction/begin-read.sql",
    from: " READ ONLY",
    to: "",
    tests: ["test/postgres/transaction.test.ts"],
  },
  {
    name: "free SQL is run as a superuser",
    file: "src/postgres/read-only-query.ts",
    from: 'if (rows[0]?.super !== "on") return;',
    to: "if (rows.length > 0) return;",
    tests: ["test/postgres/read-only-query.test.ts"],
  },
  {
    name: "TLS certificates are not verified",
    file: "src/postgres/tls.ts",
    from: 'if (mode === "verify-full") return { rejectUnauthorized: true };',
    to: 'if (mode === "verify-full") return { rejectUnauthorized: false };',
    tests: ["test/postgres/settings.test.ts"],
  },
  {
    name: "the Policy in force is the declared one",
    file: "src/plan/assemble.ts",
    from: "policyInForce(snapshot)",
    to: "policyInForce({ ...snapshot, applied: new Map(input.declared.map((resource) => [resource.address, resource])) })",
    tests: ["test/engine/drift.test.ts"],
  },
  {
    name: "drift is reverted by default",
    file: "src/plan/policy.ts",
    from: '=== "revert"',
    to: '!== "keep"',
    tests: ["test/engine/drift.test.ts"],
  },
  {
    name: "a statement that touches other rows than it names goes unnoticed",
    file: "src/postgres/rows/write.ts",
    from: "if (rowCount !== rows.length) throw",
    to: "if (rowCount === null) throw",
    tests: ["test/faults/swallowed-row.test.ts"],
  },
];
