// Made from schemas/v1/output/report.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";
import type { ReportChart } from "./report-list.ts";

/** A report's answer. */
export interface ReportOutput {
  /** The report's name. */
  readonly report: string;
  /** Every parameter's value as it was used; null where nothing was restricted. */
  readonly parameters: { readonly [key: string]: string | number | boolean | null };
  /** The answer's columns, in order. */
  readonly columns: readonly string[];
  /** The answer's rows, keyed by column. Times are ISO 8601 in UTC; a number that JSON readers would round is text. */
  readonly rows: readonly { readonly [key: string]: Json }[];
  /** Its heading. */
  readonly title: string;
  /** What the values of each column are, in order. */
  readonly types: readonly ReportColumnType[];
  /** The columns whose values the column address says as well; empty without that column. */
  readonly in_address: readonly string[];
  /** What it says without rows. */
  readonly empty: string;
  /** The next command; null where there is none to name. */
  readonly next: string | null;
  /** What is said of the rows as a whole, a sentence each: of how many they are, what is left out. */
  readonly notes: readonly string[];
  /** How it is drawn; null where it is a table alone. */
  readonly chart: null | ReportChart;
}

/** Times and dates are text: ISO 8601, times in UTC. */
export type ReportColumnType = "number" | "text" | "time" | "date" | "boolean" | "json";
