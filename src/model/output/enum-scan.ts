// Made from schemas/v1/output/enum-scan.schema.json by npm run generate: edit that.

/** The enums of a target, what uses each, and which of them look like one. */
export interface EnumScanOutput {
  /** The target's name in v7.yaml. */
  readonly target: string;
  /** The database it leads to, the host and the login; never a password. */
  readonly database: string;
  /** PostgreSQL's version there. */
  readonly server_version: string;
  /** The one schema that was looked at; null: all of them. */
  readonly schema: string | null;
  /** Its enums, by schema and name. */
  readonly enums: readonly ScannedEnum[];
  /** Enums that look like one, by number. */
  readonly groups: readonly EnumGroup[];
  /** Columns outside of the types that hold the words of some. */
  readonly words: readonly OutsideWords[];
  /** What lies around the types and no dependency tells, such as event triggers. */
  readonly surroundings: readonly Surrounding[];
  /** What could not be looked at, and why. */
  readonly unseen: readonly Unseen[];
  readonly totals: Totals;
}

/** One enum, with all that uses it. */
export interface ScannedEnum {
  /** As an EnumPlan is named: the type's name, its schema in front where that is not the usual one. */
  readonly name: string;
  /** The schema it lies in. */
  readonly schema: string;
  /** The type's own name, as the catalogue has it. */
  readonly type: string;
  /** Its name qualified and quoted as in SQL. */
  readonly sql_name: string;
  /** The role that owns it. */
  readonly owner: string;
  /** The extension that brought it and keeps it; null: none. */
  readonly extension: string | null;
  /** Its comment. */
  readonly comment: string | null;
  /** Who may use it, as PostgreSQL writes it; none: everybody, as with every new type. */
  readonly grants: readonly string[];
  /** Its labels, in the order in which they compare. */
  readonly values: readonly EnumValue[];
  /** Rows of its columns that hold a label; null where none of them was counted. */
  readonly rows: number | null;
  /** Rows of its columns that hold none; null where none of them was counted. */
  readonly nulls: number | null;
  /** Whether each of its columns was counted. */
  readonly is_counted: boolean;
  /** How many columns hold it; those of partitions and inherited ones are no columns of their own. */
  readonly columns: number;
  /** What uses it, by sort. */
  readonly uses: readonly EnumUse[];
}

/** A label, and how often it is there. */
export interface EnumValue {
  /** The label. */
  readonly value: string;
  /** Rows that hold it; null where it was not counted. */
  readonly rows: number | null;
  /** How often it stands in lists of a column; null where there is no such column, or none was counted. */
  readonly elements: number | null;
}

/** Something that uses an enum. */
export interface EnumUse {
  /** What it is: column, default, view, function text, … */
  readonly sort: string;
  /** Its name, qualified and quoted as in SQL. */
  readonly object: string;
  /** The table it belongs to. */
  readonly table: string | null;
  /** The column it is about. */
  readonly column: string | null;
  /** The type between the two: an array, a domain, a composite, a range; null: the enum itself. */
  readonly via: string | null;
  /** How it uses it: an expression, a bound, the words in a function's text. */
  readonly note: string | null;
}

/** Enums that look like one. */
export interface EnumGroup {
  /** What v7 enum propose takes; the same as long as the same enums are there. */
  readonly number: number;
  /** Their names. */
  readonly enums: readonly string[];
  /** Why they look like one. */
  readonly why: string;
  /** The labels that some lack and others have. */
  readonly missing: readonly MissingLabels[];
  /** The numbers of groups with other names and the same labels. */
  readonly alike: readonly number[];
  /** How many columns hold them. */
  readonly columns: number;
  /** Rows of those columns that hold a label; null where none was counted. */
  readonly rows: number | null;
}

/** What one enum lacks. */
export interface MissingLabels {
  /** Its name. */
  readonly enum: string;
  /** The labels that others of the group have. */
  readonly values: readonly string[];
}

/** A column of texts or JSON with the words of an enum. */
export interface OutsideWords {
  /** The table, qualified and quoted. */
  readonly table: string;
  /** The column. */
  readonly column: string;
  /** What it holds. */
  readonly sort: "text" | "json";
  /** Where its words are known from: a CHECK constraint, the server's statistics, or its first rows. */
  readonly source: "constraint" | "statistics" | "sample";
  /** The labels that stand there. */
  readonly words: readonly string[];
  /** The enums whose labels they are. */
  readonly enums: readonly string[];
}

/** Something that no dependency tells. */
export interface Surrounding {
  /** What it is: event trigger, prepared transaction, replication slot, subscription, temporary table, extension. */
  readonly sort: string;
  /** Its name. */
  readonly name: string;
  /** What is to know of it. */
  readonly note: string;
}

/** Something that could not be looked at. */
export interface Unseen {
  /** Its name, qualified and quoted as in SQL. */
  readonly object: string;
  /** Why. */
  readonly because: string;
}

/** How much there is of what, over all enums. */
export interface Totals {
  /** Enums. */
  readonly enums: number;
  /** Columns that hold one. */
  readonly columns: number;
  /** Groups of duplicates. */
  readonly groups: number;
  /** Enums that are in a group. */
  readonly duplicates: number;
  /** Views and materialized views. */
  readonly views: number;
  /** Functions, by signature or by what their bodies name. */
  readonly functions: number;
  /** Defaults of columns. */
  readonly defaults: number;
}
