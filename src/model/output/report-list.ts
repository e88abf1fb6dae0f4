// Made from schemas/v1/output/report-list.schema.json by npm run generate: edit that.

/** All reports v7 has. */
export interface ReportListOutput {
  /** All reports, by name. */
  readonly reports: readonly Report[];
}

/** A named report: what the head of its file says about it. */
export interface Report {
  /** What it is run by. */
  readonly name: string;
  /** Its heading. */
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly about: string;
  /** What it can be given. */
  readonly parameters: readonly ReportParameter[];
  /** The form of the address of what a row is about, filled from its columns: task/{parent_phase}.{task_number}; null where a row is about no resource. */
  readonly address: string | null;
  /** Its columns, in order. */
  readonly columns: readonly string[];
  /** The lines of the seeds it answers. */
  readonly answers: readonly string[];
  /** What the seed's own query got wrong; null where nothing was. */
  readonly corrects: string | null;
  /** What it says without rows. */
  readonly empty: string;
  /** The next command, when there are rows; null where there is none to name. */
  readonly next: string | null;
  /** How it is drawn; null where it is a table alone. */
  readonly chart: null | ReportChart;
}

/** How the rows of a report are drawn. */
export interface ReportChart {
  /** Lines over days, or a bar a row. */
  readonly form: "lines" | "bars";
  /** The column that names a place on the axis. */
  readonly across: string;
  /** The columns of numbers that are drawn; bars have one. */
  readonly lines: readonly string[];
  /** What a column says of points that nobody's record vouches for: their lines are dashed. Null: of none. */
  readonly dashed: {
    /** The column. */
    readonly column: string;
    /** What it says then. */
    readonly value: string;
  } | null;
}

/** One parameter of a report, as the head of its file declares it. */
export interface ReportParameter {
  /** As in --param NAME=VALUE. */
  readonly name: string;
  /** What its value is. */
  readonly type: "integer" | "text" | "zone" | "boolean" | "moment";
  /** The least and the largest integer; null for anything else. */
  readonly range: {
    /** The least. */
    readonly least: number;
    /** The largest. */
    readonly most: number;
  } | null;
  /** What is used when it is not given: all restricts nothing, v7.yaml is its timezone, last-look when whoever asks read it on a terminal last. Null: it must be given. */
  readonly default: string | null;
  /** What it means. */
  readonly description: string;
}
