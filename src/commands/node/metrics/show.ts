import * as Flags from "@oclif/core/flags";
import type { ReportOutput } from "../../../model/output/report.ts";
import type { CommandResult } from "../../base.ts";
import { readName } from "../../shell/addresses.ts";
import { ReportCommand } from "../../shell/report-command.ts";
import { nodeArgs } from "../../shell/verb-args.ts";

export default class NodeMetricsShow extends ReportCommand {
  static override summary = "Show how what is measured of a machine went in the last hours";
  static override examples = [
    "v7 node metrics show ALPHA",
    "v7 node metrics show ALPHA --metric simple_query_time --hours 720",
  ];
  static override args = nodeArgs;
  static override flags = {
    hours: Flags.integer({ description: "How many hours; a day without it.", helpValue: "N", min: 1, max: 87_600 }),
    metric: Flags.string({ description: "Only this metric.", helpValue: "NAME" }),
  };

  protected override async execute(): Promise<CommandResult<ReportOutput>> {
    const { args, flags } = await this.parse(NodeMetricsShow);
    const { hours, metric } = flags;
    return this.ask(flags, "metric", {
      node: readName("node", args.node),
      ...(metric === undefined ? {} : { metric }),
      ...(hours === undefined ? {} : { hours: String(hours) }),
    });
  }
}
