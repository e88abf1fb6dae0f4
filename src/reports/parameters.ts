import { Failure } from "../model/failure.ts";
import type { Report, ReportParameter } from "../model/output/report-list.ts";
import { type MomentClock, parseMoment } from "../model/moment.ts";
import { isTimeZone } from "../model/time-zone.ts";

/** A parameter's value as it is bound; null restricts nothing. */
export type ParameterValue = string | number | boolean | null;

/** What defaults stand for: the time zone of v7.yaml, and when whoever asks looked last; null before they did. */
export interface Usual extends MomentClock {
  readonly lastLook: string | null;
}

/**
 * The value of each of the report's parameters: what was given, else the default.
 * A name the report does not have and a value that does not fit are V7-C008.
 */
export function readParameters(
  report: Report,
  given: ReadonlyMap<string, string>,
  usual: Usual,
): Map<string, ParameterValue> {
  const unknown = [...given.keys()].find((name) => report.parameters.every((parameter) => parameter.name !== name));
  if (unknown !== undefined) throw refused(report, `${report.name} has no parameter ${unknown}; ${knownOf(report)}`);
  return new Map(
    report.parameters.map((parameter) => [
      parameter.name,
      readValue(report, parameter, given.get(parameter.name) ?? parameter.default, usual),
    ]),
  );
}

function readValue(report: Report, parameter: ReportParameter, text: string | null, usual: Usual): ParameterValue {
  const { name, type, default: other } = parameter;
  if (text === null) throw refused(report, `${report.name} needs the parameter ${name}: ${parameter.description}`);
  if (text === "all" && other === "all") return null;
  if (text === "v7.yaml" && other === "v7.yaml") return usual.timeZone;
  if (text === "last-look" && other === "last-look") return usual.lastLook;
  switch (type) {
    case "integer":
      return readInteger(report, parameter, text);
    case "text":
      return text.length > 0 && text.length <= 200 && !/\p{Cc}/u.test(text)
        ? text
        : wrong(report, parameter, "a text of 1 to 200 characters on one line");
    case "boolean":
      return text === "true" || text === "false" ? text === "true" : wrong(report, parameter, "true or false");
    case "moment":
      return (
        parseMoment(text, usual) ?? wrong(report, parameter, "a time such as 2025-08-07, 2025-08-07T03:00:00Z or 12h")
      );
    case "zone":
      return isPlaceZone(text) ? text : wrong(report, parameter, "a time zone such as Asia/Dubai");
  }
}

function readInteger(report: Report, parameter: ReportParameter, text: string): number {
  const { least = 0, most = 0 } = parameter.range ?? {};
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  const form = `a whole number from ${least} to ${most}${parameter.default === "all" ? ", or all" : ""}`;
  return value >= least && value <= most ? value : wrong(report, parameter, form);
}

/** The server knows more names than these, and reads the sign of some of them the other way round. */
function isPlaceZone(text: string): boolean {
  return /^(?:UTC|[A-Za-z]+\/[A-Za-z0-9_+/-]+)$/.test(text) && isTimeZone(text);
}

function wrong(report: Report, { name }: ReportParameter, form: string): never {
  throw refused(report, `the parameter ${name} of ${report.name} takes ${form}`);
}

function refused(report: Report, message: string): Failure {
  return new Failure("V7-C008", message, { next: [usage(report)] });
}

function knownOf({ parameters }: Report): string {
  return parameters.length === 0 ? "it takes none" : `it takes ${parameters.map(({ name }) => name).join(", ")}`;
}

/** The command with every parameter it may be given. */
function usage({ name, parameters }: Report): string {
  const words = parameters.map((parameter) => {
    const text = `--param ${parameter.name}=${parameter.default ?? parameter.name.toUpperCase()}`;
    return parameter.default === null ? text : `[${text}]`;
  });
  return ["v7 report", name, ...words].join(" ");
}
