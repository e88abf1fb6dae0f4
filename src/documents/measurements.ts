import { basename } from "node:path";
import type { Finding } from "../model/finding.ts";
import type { JsonObject } from "../model/json.ts";
import { finding } from "./limits.ts";
import { readMetricsText } from "./read-documents.ts";
import { decodeText, readBytes } from "./read-file.ts";
import { type FindSecret, secretFinding } from "./secret-finding.ts";

/** One value that was measured. */
export interface Measurement {
  readonly category: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string | null;
  /** ISO 8601 with a zone, as written. */
  readonly measuredAt: string;
  readonly metadata: JsonObject;
}

/** What was measured of one machine, and what it rests on. */
export interface Measurements {
  readonly node: string;
  readonly source: string;
  readonly testType: string;
  readonly metrics: readonly Measurement[];
}

/** Reads a file of measurements by its path: what it says, or what is wrong with it. Never throws for what the file may contain. */
export function readMeasurements(
  path: string,
  findSecret: FindSecret,
): { readonly measurements?: Measurements; readonly findings: readonly Finding[] } {
  const file = basename(path);
  const bytes = readBytes(path, file);
  if (!(bytes instanceof Uint8Array)) return { findings: [bytes] };
  const text = decodeText(bytes, file);
  if (typeof text !== "string") return { findings: [text] };
  const secret = secretFinding(text, file, findSecret);
  if (secret !== undefined) return { findings: [secret] };
  const { value, findings } = readMetricsText(text, file);
  return value === undefined ? { findings } : measurementsOf(value, file);
}

/** The schema has checked the value, so its parts have the types named here. */
function measurementsOf(value: JsonObject, file: string): ReturnType<typeof readMeasurements> {
  const { node, source, testType = "load_test", measuredAt } = value;
  const metrics = (value["metrics"] as readonly JsonObject[]).map((metric) => ({ measuredAt, unit: null, ...metric }));
  const timeless = metrics.find((metric) => Number.isNaN(Date.parse(String(metric.measuredAt))));
  if (timeless !== undefined) {
    const said =
      timeless.measuredAt === undefined ? "does not say when it was measured" : "was measured at no time that there is";
    return { findings: [finding(file, "V7-D005", `${String((timeless as JsonObject)["name"])} ${said}`)] };
  }
  return {
    measurements: {
      node: String(node),
      source: String(source),
      testType: String(testType),
      metrics: metrics.map((metric) => ({ metadata: {}, ...metric }) as unknown as Measurement),
    },
    findings: [],
  };
}
