// Made from schemas/v1/output/node-metrics-record.schema.json by npm run generate: edit that.

/** Measurements that were recorded. */
export interface NodeMetricsRecordOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** The node's name. */
  readonly node: string;
  /** Who or what measured. */
  readonly source: string;
  /** How many values were recorded now. */
  readonly recorded: number;
  /** How many were there already. */
  readonly known: number;
  /** When the first was measured. ISO 8601, UTC. */
  readonly from: string;
  /** When the last was measured. ISO 8601, UTC. */
  readonly to: string;
}
