import type { Json } from "./json.ts";

/** What the values of a column are: times and dates are ISO 8601 text, times in UTC. */
export type ReportColumnType = "number" | "text" | "time" | "date" | "boolean" | "json";

export interface ReportColumn {
  readonly name: string;
  readonly type: ReportColumnType;
}

/** What the database answered: the columns are known even without a row. */
export interface ReportAnswer {
  readonly columns: readonly ReportColumn[];
  /** Keyed by column. A number that JavaScript cannot hold exactly is text. */
  readonly rows: readonly { readonly [column: string]: Json }[];
}

/** One parameter of a report, as the head of its file declares it. */
export interface ReportParameter {
  readonly name: string;
  readonly type: "integer" | "text" | "zone";
  /** Both ends belong to it; null for anything but integers. */
  readonly range: { readonly least: number; readonly most: number } | null;
  /** As a person would type it: `7`, `all` for no restriction, `v7.yaml` for its timezone. Null: it must be given. */
  readonly default: string | null;
  readonly description: string;
}

/** A named report: what the head of `sql/reports/NAME.sql` says about it. */
export interface Report {
  readonly name: string;
  readonly title: string;
  /** One sentence. */
  readonly about: string;
  /** In the order of `$1`, `$2`, … */
  readonly parameters: readonly ReportParameter[];
  readonly columns: readonly string[];
  /** The lines of the seeds it answers, by number of seed: `001:104-115`. */
  readonly answers: readonly string[];
  /** What the seed's own query got wrong; null where nothing was. */
  readonly corrects: string | null;
  /** What it says in place of an empty table. */
  readonly empty: string;
  /** The next command, when there are rows; null where there is none to name. */
  readonly next: string | null;
}

/** A report that was run. */
export interface ReportResult extends ReportAnswer {
  readonly report: Report;
  /** Every parameter's value as it was used; null where nothing was restricted. */
  readonly parameters: { readonly [name: string]: string | number | null };
}
