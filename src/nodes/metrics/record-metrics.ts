import { createHash } from "node:crypto";
import { basename } from "node:path";
import { type Measurements, readMeasurements } from "../../documents/measurements.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { canonicalJson } from "../../model/json.ts";
import type { NodeMetricsRecordOutput } from "../../model/output/node-metrics-record.ts";
import { canonicalTimestamp } from "../../model/values.ts";
import type { Connection } from "../../postgres/connection.ts";
import { explainRefusal } from "../../postgres/refused-statement.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { knownNodes, unknownNode } from "../facts.ts";

export interface RecordMetricsRequest {
  /** The file of measurements, as typed. */
  readonly path: string;
}

/**
 * Records what a file says was measured of one machine, all of it or nothing. A file is recorded once, also when its values have been rolled up
 * since, and a value that is there is not recorded again. Throws Failures: V7-M011 for a file that is wrong, V7-M001 for a node that no row has.
 */
export async function recordMetrics(
  workspace: Workspace,
  { path }: RecordMetricsRequest,
): Promise<Answer<NodeMetricsRecordOutput>> {
  const measurements = readValid(workspace, path);
  const times = measurements.metrics.map(({ measuredAt }) => canonicalTimestamp(measuredAt)).toSorted();
  const recorded = await withConnection(workspace, "write", async (connection) => {
    const writing = inTransaction(connection, { mode: "write" }, () => record(workspace, connection, measurements));
    return writing.catch(async (error: unknown) => {
      throw await explainRefusal(workspace.kinds, connection, error);
    });
  });
  return answer({
    database: workspace.database.describe("write"),
    node: measurements.node,
    source: measurements.source,
    recorded,
    known: measurements.metrics.length - recorded,
    from: times[0] ?? "",
    to: times.at(-1) ?? "",
  });
}

function readValid({ redactor, now }: Workspace, path: string): Measurements {
  const { measurements, findings } = readMeasurements(path, redactor.find);
  if (measurements === undefined) {
    throw new Failure("V7-M011", `${basename(path)} is no file of measurements`, {
      findings,
      next: ["v7 explain metrics"],
    });
  }
  const early = measurements.metrics.find(({ measuredAt }) => Date.parse(measuredAt) > now().getTime() + toleratedMs);
  if (early !== undefined) {
    throw new Failure(
      "V7-M011",
      `${basename(path)}: ${early.name} was measured at ${early.measuredAt}, which is still to come`,
      {
        next: ["correct the time, or the clock that is wrong"],
      },
    );
  }
  return measurements;
}

/** Clocks of two machines differ a little. */
const toleratedMs = 300_000;

/** Answers how many values are new. */
async function record(
  { redactor }: Workspace,
  connection: Connection,
  { node, source, testType, metrics }: Measurements,
): Promise<number> {
  const { rows: nodes } = await connection.query<{ id: number }>(readSql("nodes/nodes.sql"), [[node]]);
  const [known] = nodes;
  if (known === undefined) throw unknownNode(node, await knownNodes(connection));
  const rows = metrics.map(({ measuredAt, metadata, ...metric }) => ({
    ...metric,
    measured_at: canonicalTimestamp(measuredAt),
    metadata: { ...metadata, source },
  }));
  const digest = createHash("sha256").update(canonicalJson({ node, source, testType, rows })).digest("hex");
  const { rows: counted } = await connection.query<{ recorded: number }>(readSql("nodes/metrics-record.sql"), [
    known.id,
    node,
    testType,
    redactor.json(rows),
    digest,
  ]);
  return counted[0]?.recorded ?? 0;
}
