import type { Report, ReportChart, ReportParameter } from "../model/output/report-list.ts";

/** Reads the head of a report's file: lines such as `-- title: Velocity` before its statement. */
export function readHead(name: string, text: string): Report {
  const lines = headLines(name, text);
  const all = (key: string): string[] => lines.filter((line) => line.key === key).map(({ value }) => value);
  const one = (key: string): string => all(key)[0] ?? refuse(name, `has no line -- ${key}:`);
  const list = (key: string): string[] => one(key).split(", ");
  const address = all("address")[0] ?? null;
  return {
    name,
    title: one("title"),
    about: one("about"),
    parameters: all("parameter").map((value) => readParameter(name, value)),
    address,
    columns: [...(address === null ? [] : [addressColumn]), ...list("columns")],
    answers: list("answers"),
    empty: one("empty"),
    corrects: all("corrects")[0] ?? null,
    next: all("next")[0] ?? null,
    chart: readChart(name, all("chart")[0]),
  };
}

/** The column that names the resource a row is about. */
export const addressColumn = "address";

interface HeadLine {
  readonly key: string;
  readonly value: string;
}

const keys = new Set([
  "title",
  "about",
  "parameter",
  "address",
  "columns",
  "chart",
  "answers",
  "corrects",
  "empty",
  "next",
]);

function headLines(name: string, text: string): HeadLine[] {
  const head = text.split("\n").slice(0, lengthOfHead(text));
  return head.map((line) => {
    const [, key = "", value = ""] = /^-- ([a-z]+): (.+)$/.exec(line) ?? [];
    return keys.has(key) ? { key, value } : refuse(name, `has a line that its head cannot have: ${line}`);
  });
}

function lengthOfHead(text: string): number {
  return text.split("\n").findIndex((line) => !line.startsWith("--"));
}

/** `lines day: scope, done`: the form, the column along the axis, and those that are drawn. */
function readChart(report: string, value: string | undefined): ReportChart | null {
  if (value === undefined) return null;
  const form = /^(lines|bars) (\w+): (.+)$/.exec(value) ?? refuse(report, `has a chart of no known form: ${value}`);
  const [, drawn, across = "", lines = ""] = form;
  return { form: drawn as ReportChart["form"], across, lines: lines.split(", "), dashed: null };
}

/** `days integer(0..3650) = 7: how many days`, `node text: the machine's name`. */
const parameterForm = /^([a-z]+) (?:(integer)\((\d+)\.\.(\d+)\)|(text|zone|moment))(?: = (\S+))?: (.+)$/;

function readParameter(report: string, value: string): ReportParameter {
  const form = parameterForm.exec(value) ?? refuse(report, `has a parameter of no known form: ${value}`);
  const [, name = "", integer, least, most, other, usual, description = ""] = form;
  return {
    name,
    type: integer === undefined ? (other as "text" | "zone" | "moment") : "integer",
    range: integer === undefined ? null : { least: Number(least), most: Number(most) },
    default: usual ?? null,
    description,
  };
}

function refuse(name: string, what: string): never {
  throw new Error(`sql/reports/${name}.sql ${what}`);
}
