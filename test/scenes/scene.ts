import { inject } from "vitest";
import { apply } from "../../src/engine/apply/apply.ts";
import type { ApplyRequest } from "../../src/engine/apply/request.ts";
import { everything } from "../../src/engine/plan/decide.ts";
import { proposePlan } from "../../src/engine/plan/make-plan.ts";
import type { Proposal } from "../../src/engine/plan/proposal.ts";
import type { ApplyOutput } from "../../src/model/output/apply.ts";
import type { PlanSummary } from "../../src/model/plan.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import type { PlanOptions } from "../../src/plan/assemble.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { type Checkout, createCheckout, type OpenOptions } from "./checkout.ts";
import { keepWorkspaces } from "./kept-workspaces.ts";

/** A database and a repository that belong together, and the steps tests take with them. */
export interface Scene {
  readonly database: TestDatabase;
  readonly checkout: Checkout;
  /** Somebody with psql: changes made here are made behind v7's back. */
  readonly psql: Connection;
  /** A workspace whose connections stay, as those of plans and applies do. */
  open(options?: OpenOptions): Promise<Workspace>;
  plan(options?: Partial<PlanOptions>, open?: OpenOptions): Promise<Proposal>;
  /** Approved, unless the request says otherwise. A problem is thrown. */
  apply(request?: Partial<ApplyRequest>, options?: OpenOptions & { readonly workspace?: Workspace }): Promise<Applied>;
  /** Ends the connections that stayed: what follows connects anew, and meets new settings. */
  renew(): Promise<void>;
  /** The values of a query's first column. */
  column(query: string): Promise<unknown[]>;
  end(): Promise<void>;
}

/**
 * On the tests' server, unless another database is given; it is dropped with the scene. Plans and applies keep their
 * connections there, as in a process that stays. On a server of the test's own, which may stop, and behind a pooler
 * each has its own.
 */
export async function openScene(given?: TestDatabase): Promise<Scene> {
  const database = given ?? (await testDatabase());
  const checkout = createCheckout(database.url);
  const psql = await database.connect({ applicationName: "psql" });
  const kept = keepWorkspaces(checkout);
  const mayKeep = given === undefined && inject("testServer").clientUrl === undefined;
  const open = mayKeep ? kept.open : checkout.open;
  return {
    database,
    checkout,
    psql,
    open,
    plan: async (options = {}, how = {}) => proposePlan(await open(how), { options: { ...everything, ...options } }),
    apply: async (request = {}, { workspace, ...how } = {}) => appliedBy(workspace ?? (await open(how)), request),
    renew: kept.close,
    column: async (query) => (await psql.query(query)).rows.map((row) => Object.values(row)[0]),
    end: async () => {
      await kept.close();
      await database.drop();
      checkout.remove();
    },
  };
}

/** An apply that went through: its summary is there. */
export interface Applied extends ApplyOutput {
  readonly summary: PlanSummary;
}

/** Applies, approved unless the request says otherwise, and throws what kept it from that. */
export async function appliedBy(workspace: Workspace, request: Partial<ApplyRequest> = {}): Promise<Applied> {
  const usual = { options: everything, approved: true, lockTimeoutMs: 0 };
  const { output, problem } = await apply(workspace, { ...usual, ...request });
  if (problem !== null) throw problem;
  if (output.summary === null) throw new Error("an apply without a summary");
  return { ...output, summary: output.summary };
}

/** What an apply may change, as one comparable value: rows, applied state, serial and the number of audit records. */
export async function worldOf(scene: Scene): Promise<unknown> {
  const { rows } = await scene.psql.query(
    `SELECT (SELECT json_agg(p ORDER BY phase_number) FROM v7_migration_workflow p) AS phases,
            (SELECT json_agg(t ORDER BY parent_phase, task_number) FROM v7_subworkflow_tasks t) AS tasks,
            (SELECT json_agg(r ORDER BY address) FROM v7_resources r) AS resources,
            (SELECT serial FROM v7_state) AS serial,
            (SELECT count(*) FROM change_log) AS audited`,
  );
  return rows[0];
}
