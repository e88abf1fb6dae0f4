import type { Json } from "./json.ts";
import type { ReportColumnType } from "./output/report.ts";

export interface ReportColumn {
  readonly name: string;
  readonly type: ReportColumnType;
}

/** What the database answered: the columns are known even without a row. */
export interface ReportAnswer {
  readonly columns: readonly ReportColumn[];
  /** Keyed by column. A number that JavaScript cannot hold exactly is text. */
  readonly rows: readonly { readonly [column: string]: Json }[];
  /** Its heading where that says more than the report's own. */
  readonly title?: string;
  /** What is said besides, a sentence each; absent: nothing. */
  readonly notes?: readonly string[];
}
