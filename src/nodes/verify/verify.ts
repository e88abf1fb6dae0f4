import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { NodeVerifyOutput, VerifiedCheck } from "../../model/output/node-verify.ts";
import { milliseconds } from "../../plan/policy.ts";
import { explainRefusal } from "../../postgres/refused-statement.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";
import { type Machine, machinesAtHand } from "../collect/at-hand.ts";
import { lookAtMachine, type MachineLook } from "../collect/look-at-machine.ts";
import { recordInTurn } from "../collect/record-look.ts";
import { recordSnapshot, type SnapshotWish } from "../snapshots/record-snapshot.ts";
import { judge } from "./judge.ts";
import type { Judgement, Outcome } from "./outcome.ts";

export interface VerifyRequest {
  /** A node's name; absent: this machine, and every node that is reached over ssh. */
  readonly node?: string | undefined;
}

/**
 * Looks at machines, records what was seen, makes each check that their documents declare, as applied, and records the results with a snapshot
 * of all of it. Only what passed is verified, and only for as long as its node says. V7-M007 is the problem where something did not pass.
 */
export async function verifyNodes(workspace: Workspace, { node }: VerifyRequest): Promise<Answer<NodeVerifyOutput>> {
  const machines = await withWorld(workspace, (world) => machinesAtHand(workspace, world, node));
  const record = recordInTurn(workspace);
  const verified = await Promise.all(machines.map((machine) => verifyMachine(workspace, machine, record)));
  const checks = verified.flatMap((one) => one.checks);
  const counts = countsOf(checks);
  const snapshot = checks.length === 0 ? null : await recordResults(workspace, verified);
  const output = { database: workspace.database.describe("write"), checks, ...counts, snapshot };
  return answer(output, counts.failed + counts.unknown === 0 ? null : notVerified(checks));
}

interface VerifiedMachine {
  readonly machine: Machine;
  readonly look: MachineLook;
  readonly checks: readonly VerifiedCheck[];
}

async function verifyMachine(
  workspace: Workspace,
  machine: Machine,
  record: ReturnType<typeof recordInTurn>,
): Promise<VerifiedMachine> {
  const look = await lookAtMachine(workspace, machine);
  await record(machine, look);
  const { checks, mayRun } = machine.sought;
  const evidence = { seen: look.seen, failure: look.failure, mayRun, signal: workspace.signal };
  const judgements = await Promise.all(checks.map((check, at) => judge(check, at, evidence)));
  const validUntil = new Date(workspace.now().getTime() + lifetimeOf(machine)).toISOString();
  return {
    machine,
    look,
    checks: checks.map((check, at) => shown(machine, check, judgements[at] as Judgement, validUntil)),
  };
}

/** A day, unless the node says otherwise. */
function lifetimeOf({ node }: Machine): number {
  const { verifiedFor } = node.fields;
  return typeof verifiedFor === "string" ? milliseconds(verifiedFor) : 86_400_000;
}

function shown({ node }: Machine, check: JsonObject, judgement: Judgement, validUntil: string): VerifiedCheck {
  const { outcome, found, detail, tries, milliseconds: duration } = judgement;
  return {
    node: node.name,
    name: String(check["name"]),
    description: String(check["description"]),
    type: typeof check["type"] === "string" ? check["type"] : null,
    outcome,
    expected: scalar(check["expect"] ?? null),
    found: scalar(found),
    detail,
    tries,
    duration_ms: duration,
    valid_until: outcome === "passed" ? validUntil : null,
  };
}

function scalar(value: Json): VerifiedCheck["found"] {
  return value === null || typeof value === "object" ? value && JSON.stringify(value) : value;
}

type Counts = { readonly [one in Outcome]: number };

function countsOf(checks: readonly VerifiedCheck[]): Counts {
  const count = (outcome: Outcome): number => checks.filter((check) => check.outcome === outcome).length;
  return { passed: count("passed"), failed: count("failed"), unknown: count("unknown"), skipped: count("skipped") };
}

/** Answers with the snapshot's name. */
function recordResults(workspace: Workspace, verified: readonly VerifiedMachine[]): Promise<string | null> {
  return withConnection(workspace, "write", async (connection) => {
    const writing = inTransaction(connection, { mode: "write" }, async () => {
      for (const { machine, checks } of verified) {
        await connection.query(readSql("nodes/verify-record.sql"), [
          machine.node.address,
          workspace.redactor.json(checks.map(resultRow)),
        ]);
      }
      const snapshot = await recordSnapshot(workspace, connection, snapshotOf(workspace, verified));
      return snapshot?.name ?? null;
    });
    return writing.catch(async (error: unknown) => {
      throw await explainRefusal(workspace.kinds, connection, error);
    });
  });
}

function resultRow({ name, outcome, expected, found, detail, duration_ms, tries, valid_until }: VerifiedCheck) {
  const status = outcome === "passed" ? "verified" : outcome;
  return { name, status, expected, found, detail, duration_ms, tries, valid_until };
}

/** With all that is known of the machines that were verified. */
function snapshotOf({ now }: Workspace, verified: readonly VerifiedMachine[]): SnapshotWish {
  const day = now().toISOString().slice(0, 10);
  return {
    type: "verified",
    description: "v7 node verify",
    nodes: verified.map(({ machine }) => machine.node.name),
    nameOf: (status) => `${status === "failed" ? "Verification failed" : "Production Verified"} ${day}`,
    isExact: false,
  };
}

function notVerified(checks: readonly VerifiedCheck[]): Failure {
  const open = checks.filter(({ outcome }) => outcome === "failed" || outcome === "unknown");
  const named = open.map(({ node, name, outcome }) => `${node} ${name} ${outcome}`).join(", ");
  return new Failure("V7-M007", `not all is as it must be: ${named}`, {
    next: [...new Set(open.map(({ node }) => `v7 node compare ${node}`))],
  });
}
