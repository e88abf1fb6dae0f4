// Made from schemas/v1/output/maintain.schema.json by npm run generate: edit that.

/** What was made of old measurements and snapshots, and what is there now. */
export interface MaintainOutput {
  /** How people know it; never a password. */
  readonly database: string;
  /** Raw values that became hours. */
  readonly hourly: RolledUp;
  /** Hours that became days. */
  readonly daily: RolledUp;
  readonly expired: ExpiredDays;
  readonly kept: KeptMeasurements;
  readonly snapshots: KeptSnapshots;
}

/** Measurements that became coarser ones. */
export interface RolledUp {
  /** What is older than this. ISO 8601, UTC. */
  readonly before: string;
  /** Rows that were counted and deleted. */
  readonly counted: number;
  /** Buckets that they made. */
  readonly added: number;
  /** Buckets that were there already, to which they were added. */
  readonly merged: number;
}

/** Days that went. */
export interface ExpiredDays {
  /** What is older than this. ISO 8601, UTC. */
  readonly before: string;
  /** Buckets that were deleted. */
  readonly days: number;
  /** Values that they stood for. */
  readonly samples: number;
}

/** Rows that are there now. */
export interface KeptMeasurements {
  /** Values one by one. */
  readonly raw: number;
  /** Of those, how many are old and stay because they have no value or no time. */
  readonly uncounted: number;
  /** Buckets of an hour. */
  readonly hours: number;
  /** Buckets of a day. */
  readonly days: number;
}

/** Snapshots of machines. */
export interface KeptSnapshots {
  /** Automated ones that went. */
  readonly deleted: number;
  /** Automated ones that are there now. */
  readonly automated: number;
  /** All others, which stay. */
  readonly others: number;
}
