import { resolve } from "node:path";
import * as Flags from "@oclif/core/flags";
import type { NodeMetricsRecordOutput } from "../../../model/output/node-metrics-record.ts";
import { recordMetrics } from "../../../nodes/metrics/record-metrics.ts";
import { renderRecordedMetrics } from "../../../render/metrics.ts";
import { type CommandResult, V7Command } from "../../base.ts";

export default class NodeMetricsRecord extends V7Command<NodeMetricsRecordOutput> {
  static override summary = "Record what a load test or a program of your own measured of a machine";
  static override examples = ["v7 node metrics record --from facts/2025-10-09/pgbench.yaml"];
  static override flags = {
    from: Flags.string({ description: "A file of measurements, YAML or JSON.", helpValue: "FILE", required: true }),
  };

  protected override async execute(): Promise<CommandResult<NodeMetricsRecordOutput>> {
    const { flags } = await this.parse(NodeMetricsRecord);
    const workspace = await this.workspace(flags);
    const answered = await recordMetrics(workspace, { path: resolve(flags.from) });
    return { ...answered, text: () => renderRecordedMetrics(this.shown(answered.output)) };
  }
}
