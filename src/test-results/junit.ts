import { XmlParser, type XmlTag } from "../syntax/xml.ts";
import { BadReport } from "./bad-report.ts";
import { instantOf, messageOf, type TestCase } from "./cases.ts";
import type { TestStatus } from "./test-types.ts";

/**
 * The cases of a JUnit report. What suites count is not read: counters are often wrong. A document type is refused, so there
 * are no entities but XML's own five. @throws BadReport
 */
export function readJunit(text: string): TestCase[] {
  const parser = new XmlParser({ position: true, xmlns: false } as const);
  const reading: Reading = { cases: [], suites: [], current: undefined, part: undefined };
  const refuse = (message: string): never => {
    throw new BadReport("V7-T002", message, { line: parser.line, column: parser.column + 1 });
  };
  parser.on("error", (error) => refuse(error.message.replace(/^(?:undefined:)?\d+:\d+:\s*/, "")));
  parser.on("doctype", () => refuse("a report has no document type: entities of its own are not read"));
  parser.on("opentag", (tag) => {
    if (parser.closed) return;
    if (reading.suites.length === 0 && reading.current === undefined && !roots.has(tag.name))
      refuse(`<${tag.name}> begins no JUnit report`);
    open(reading, tag);
  });
  parser.on("text", (said) => add(reading, said));
  parser.on("cdata", (said) => add(reading, said));
  parser.on("closetag", (tag) => close(reading, tag));
  parser.write(text).close();
  return reading.cases;
}

const roots: ReadonlySet<string> = new Set(["testsuites", "testsuite"]);

interface Suite {
  readonly name: string;
  readonly file: string | undefined;
  readonly at: string | undefined;
}

/** A case that is being read, with what was found in it. */
interface OpenCase {
  readonly attributes: Attributes;
  /** Whether it stands beside the cases, and is about all of them. */
  readonly isWhole: boolean;
  readonly found: Set<string>;
  message: string;
}

interface Reading {
  readonly cases: TestCase[];
  readonly suites: Suite[];
  current: OpenCase | undefined;
  /** The part of a case whose text is read. */
  part: string | undefined;
}

type Attributes = Readonly<Record<string, string>>;

/** What a case that is no pass holds. */
const parts: ReadonlySet<string> = new Set([
  "failure",
  "error",
  "skipped",
  "flakyFailure",
  "flakyError",
  "rerunFailure",
  "rerunError",
]);

function open(reading: Reading, { name, attributes }: XmlTag): void {
  if (roots.has(name)) reading.suites.push(suiteOf(attributes, reading.suites.at(-1)));
  else if (name === "testcase") reading.current = { attributes, isWhole: false, found: new Set(), message: "" };
  else if (parts.has(name)) {
    // What stands beside the cases went wrong with the suite as a whole.
    reading.current ??= { attributes: {}, isWhole: true, found: new Set(), message: "" };
    reading.current.found.add(name);
    reading.part = name;
    add(reading, attributes["message"] === undefined ? "" : `${attributes["message"]}\n`);
  }
}

function suiteOf(attributes: Attributes, around: Suite | undefined): Suite {
  return {
    name: attributes["name"] ?? "",
    file: attributes["file"] ?? attributes["filepath"] ?? around?.file,
    at: instantOf(attributes["timestamp"]) ?? around?.at,
  };
}

function add({ current, part }: Reading, said: string): void {
  if (current !== undefined && part !== undefined && current.message.length < 20_000) current.message += said;
}

function close(reading: Reading, { name }: XmlTag): void {
  const { current } = reading;
  if (parts.has(name)) reading.part = undefined;
  if (current !== undefined && (current.isWhole ? parts.has(name) : name === "testcase")) {
    reading.cases.push(caseOf(current, reading.suites));
    reading.current = undefined;
  }
  if (roots.has(name)) reading.suites.pop();
}

function caseOf({ attributes, isWhole, found, message }: OpenCase, suites: readonly Suite[]): TestCase {
  const suite = suites.at(-1);
  const seconds = Number((attributes["time"] ?? "").replaceAll(",", "") || Number.NaN);
  const named = [attributes["file"], suite?.file, attributes["classname"], suite?.name];
  const title = isWhole ? "the suite as a whole" : (attributes["name"] ?? "");
  return {
    name: [attributes["classname"] ?? suite?.name ?? "", title].filter(Boolean).join(" > "),
    files: named.flatMap((file) => file || []),
    status: statusOf(found),
    durationMs: Number.isFinite(seconds) ? seconds * 1_000 : undefined,
    message: messageOf(message),
    at: instantOf(attributes["timestamp"]) ?? suite?.at,
  };
}

function statusOf(found: ReadonlySet<string>): TestStatus {
  if (found.has("failure") || found.has("error")) return "fail";
  if (["flakyFailure", "flakyError", "rerunFailure", "rerunError"].some((part) => found.has(part))) return "flaky";
  return found.has("skipped") ? "skip" : "pass";
}
