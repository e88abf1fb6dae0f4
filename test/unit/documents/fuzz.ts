import fc from "fast-check";
import { readDocuments } from "../../../src/documents/read-documents.ts";
import { codes } from "../../../src/model/codes/codes.ts";

const head = `apiVersion: v7/v1
kind: Task
metadata:
  name: "1.3"
spec:
  name: Map enum values
  responsiblePersona: Layer 1 Data Sentinel
`;

const pieces = fc.constantFrom(
  head,
  "a: ",
  "- ",
  "? ",
  "[",
  "]",
  "{",
  "}",
  "\n",
  "\n  ",
  "\r\n",
  "\t",
  "#",
  "|",
  ">",
  "'",
  '"',
  "&x",
  "*x",
  "<<: ",
  "!!set ",
  "%TAG ! x",
  "---",
  "...",
  "\uFEFF",
  "\0",
  "\\u",
  "é",
  "<<<<<<< a",
  "kind: Task\n",
  ": ",
  "1.10",
  ".inf",
  "@",
  "`",
);
/** Random bytes, random pieces of YAML, and a document with pieces cut out and put in. */
export const documentTexts = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .tuple(fc.nat(head.length), fc.nat(12), fc.array(pieces, { maxLength: 3 }))
    .map(([at, cut, parts]) => head.slice(0, at) + parts.join("") + head.slice(at + cut)),
);

/** What is wrong with the answer to a text: a finding whose code nobody explains, or that has no place; no answer at all. */
export function faultsOfReading(text: string): string[] {
  const { documents, findings } = readDocuments(text, "state/a.yaml");
  const faults = findings.flatMap(({ code, line, column }) =>
    code in codes && (line ?? 0) > 0 && (column ?? 0) > 0 ? [] : [`${code} at ${line}:${column}`],
  );
  return documents.length + findings.length > 0 ? faults : ["neither a document nor a finding"];
}
