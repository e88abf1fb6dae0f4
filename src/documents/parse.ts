import { Composer, isAlias, isMap, isScalar, isSeq, Parser } from "yaml";
import type { CST, Document as YamlDocument, Node, Pair, Scalar, YAMLError, YAMLMap, YAMLSeq } from "yaml";
import type { DocumentPath } from "../model/document.ts";
import { decimalText, fitsPostgres, numberOf } from "../model/exact-number.ts";
import type { Json } from "../model/json.ts";
import { plainText, type Problem } from "./problem.ts";
import { maximumDepth, scanText, tooDeep } from "./scan-text.ts";

/** One document of a text: its tree for positions and edits, and its plain value unless something is wrong with it. */
export interface ParsedDocument {
  readonly root: Node | null;
  /** Where the document's content starts. */
  readonly offset: number;
  readonly value?: Json;
  /** True when the value has numbers that no `number` holds. */
  readonly hasExactNumbers?: boolean;
  /** Plain scalars that would not be written as they stand here: `1.10`, `0x1F`, `~`. */
  readonly restated?: readonly Scalar[];
  readonly problems: readonly Problem[];
}

/** Parses a text of any content; never throws. Problems of the text as a whole stand in `problems`. */
export function parseText(text: string): { documents: ParsedDocument[]; problems: Problem[] } {
  const unfit = scanText(text);
  if (unfit.length > 0) return { documents: [], problems: unfit };
  const trees = parseTrees(text, false);
  if (trees.length === 0) return { documents: [], problems: [nothingIn("file", 0)] };
  return { documents: trees.map(documentOf), problems: [] };
}

/** The syntax trees of a text's documents. With tokens they also know the source's punctuation, as edits need it. */
export function parseTrees(text: string, keepSourceTokens: boolean): YamlDocument.Parsed[] {
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
    keepSourceTokens,
  });
  return [...composer.compose(withFewErrors(new Parser().parse(text)))];
}

const keptSyntaxErrors = 100;

/** Without those behind the first hundred of each document: nobody is told of them, and a hostile text has one at each of its characters. */
function* withFewErrors(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  let errors = 0;
  for (const token of tokens) {
    errors = token.type === "error" ? errors + 1 : token.type === "document" ? 0 : errors;
    if (errors <= keptSyntaxErrors || token.type !== "error") yield token;
  }
}

/** The deepest node that a path reaches, and the key it hangs on. */
export function nodeAt(
  root: Node | null,
  path: DocumentPath,
): { node: Node | null; key: Node | null; reached: number } {
  let node = root;
  let key: Node | null = null;
  for (const [reached, step] of path.entries()) {
    const child = childAt(node, step);
    if (child === undefined) return { node, key, reached };
    ({ node, key } = child);
  }
  return { node, key, reached: path.length };
}

/** Where a path's value stands; its key when it has no text of its own, else what lies nearest above. */
export function offsetAt(document: Pick<ParsedDocument, "root" | "offset">, path: DocumentPath): number {
  const { node, key } = nodeAt(document.root, path);
  const empty = isScalar(node) && (node.range?.[0] ?? 0) === (node.range?.[1] ?? 0);
  return (empty ? key?.range?.[0] : node?.range?.[0]) ?? key?.range?.[0] ?? document.offset;
}

/** Where a path's key stands, falling back as `offsetAt` does. */
export function keyOffsetAt(document: Pick<ParsedDocument, "root" | "offset">, path: DocumentPath): number {
  const { key, reached } = nodeAt(document.root, path);
  return (reached === path.length ? key?.range?.[0] : undefined) ?? offsetAt(document, path);
}

function childAt(node: Node | null, step: string | number): { node: Node | null; key: Node | null } | undefined {
  if (isSeq(node) && typeof step === "number") {
    const item = node.items[step] as Node | undefined;
    return item === undefined ? undefined : { node: item, key: null };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((candidate) => keyText(candidate) === String(step));
  return pair === undefined ? undefined : { node: pair.value as Node | null, key: pair.key as Node };
}

/** The way from a document's root to one of its nodes. */
export function pathTo(root: Node | null, wanted: Node): DocumentPath | undefined {
  if (root === wanted) return [];
  const children: (readonly [string | number, Node | null])[] = isSeq(root)
    ? root.items.map((item, index) => [index, item as Node | null])
    : isMap(root)
      ? root.items.map((pair) => [keyText(pair), pair.value as Node | null])
      : [];
  for (const [step, child] of children) {
    const path = pathTo(child, wanted);
    if (path) return [step, ...path];
  }
  return undefined;
}

/** A pair's key as text. */
export function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : "";
}

function documentOf(tree: YamlDocument.Parsed): ParsedDocument {
  const root = tree.contents as Node | null;
  const offset = root?.range?.[0] ?? tree.range[0];
  const errors = syntaxProblems(tree.errors);
  if (errors.length > 0) return { root, offset, problems: errors };
  if (root === null || (isScalar(root) && root.value === null)) {
    return { root, offset, problems: [nothingIn("document", offset)] };
  }
  const sink: ValueSink = { problems: [], restated: [], exactNumbers: 0 };
  const value = valueOf(sink, root, 1);
  if (sink.problems.length > 0) return { root, offset, problems: sink.problems };
  const { restated, exactNumbers } = sink;
  return { root, offset, value, restated, hasExactNumbers: exactNumbers > 0, problems: [] };
}

function nothingIn(what: string, offset: number): Problem {
  return { code: "V7-D017", message: `the ${what} is empty`, offset };
}

const shownSyntaxErrors = 5;

/** One broken line makes many errors; the first few lead to the cause. */
function syntaxProblems(errors: readonly YAMLError[]): Problem[] {
  return errors.slice(0, shownSyntaxErrors).map((error) => ({
    code: refusedFeatures.has(error.code) ? "V7-D011" : "V7-D001",
    message: syntaxMessage(error),
    offset: error.pos[0],
  }));
}

const refusedFeatures = new Set([
  "NON_STRING_KEY",
  "MULTIPLE_ANCHORS",
  "MULTIPLE_TAGS",
  "BAD_ALIAS",
  "TAG_RESOLVE_FAILED",
]);

function syntaxMessage(error: YAMLError): string {
  if (error.code === "TAB_AS_INDENT") return "tab in indentation";
  if (error.code === "NON_STRING_KEY") return "a key must be text";
  const [first = ""] = error.message.split("\n");
  return plainText(first.charAt(0).toLowerCase() + first.slice(1));
}

/** A node's plain value, whatever may be wrong with it. */
export function nodeValue(node: Node | null): Json {
  return valueOf({ problems: [], restated: [], exactNumbers: 0 }, node, 1);
}

interface ValueSink {
  readonly problems: Problem[];
  readonly restated: Scalar[];
  exactNumbers: number;
}

function valueOf(sink: ValueSink, node: Node | null, depth: number): Json {
  if (node === null) return null;
  const offset = node.range?.[0] ?? 0;
  if (depth > maximumDepth) return refused(sink, tooDeep(offset));
  const feature = featureOf(node);
  if (feature !== undefined) {
    return refused(sink, { code: "V7-D011", message: `${feature} are not accepted; write the value out`, offset });
  }
  if (isMap(node)) return mapValue(sink, node, depth);
  if (isSeq(node)) return seqValue(sink, node, depth);
  return isScalar(node) ? scalarValue(sink, node) : null;
}

function refused(sink: ValueSink, problem: Problem): null {
  sink.problems.push(problem);
  return null;
}

function featureOf(node: Node): string | undefined {
  if (isAlias(node)) return "aliases";
  if ((node as { anchor?: string }).anchor !== undefined) return "anchors";
  return node.tag === undefined ? undefined : "tags";
}

function seqValue(sink: ValueSink, node: YAMLSeq, depth: number): Json {
  return node.items.map((item) => valueOf(sink, item as Node | null, depth + 1));
}

function mapValue(sink: ValueSink, node: YAMLMap, depth: number): Json {
  const entries: [string, Json][] = [];
  const seen = new Map<string, string>();
  for (const pair of node.items) {
    const key = readKey(sink, pair, seen);
    const value = valueOf(sink, pair.value as Node | null, depth + 1);
    if (key !== undefined) entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

/** Keys that mean something of their own to programs. */
export const reservedKeys: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

function readKey(sink: ValueSink, pair: Pair, seen: Map<string, string>): string | undefined {
  const key = keyText(pair);
  const node = pair.key as Node;
  const problem = keyProblem(key, node, seen);
  if (problem === undefined) textValue(sink, key, node.range?.[0] ?? 0);
  else sink.problems.push({ ...problem, offset: node.range?.[0] ?? 0 });
  seen.set(key.normalize("NFC"), key);
  return problem === undefined ? key : undefined;
}

function keyProblem(key: string, node: Node, seen: ReadonlyMap<string, string>): Omit<Problem, "offset"> | undefined {
  const feature = featureOf(node);
  if (feature !== undefined) return { code: "V7-D011", message: `${feature} are not accepted; write the key out` };
  return keyFault(key, seen);
}

/** Why no document has this key beside those that were seen, by their composed form; undefined where one may. */
export function keyFault(key: string, seen: ReadonlyMap<string, string>): Omit<Problem, "offset"> | undefined {
  const shown = plainText(key);
  if (key === "<<") return { code: "V7-D011", message: "merge keys are not accepted; write the values out" };
  if (reservedKeys.has(key)) return { code: "V7-D023", message: `the key ${shown} is reserved` };
  const earlier = seen.get(key.normalize("NFC"));
  if (earlier === undefined) return undefined;
  const how = earlier === key ? "" : ", written with other accents";
  return { code: "V7-D010", message: `the key ${shown} stands here a second time${how}` };
}

function scalarValue(sink: ValueSink, node: Scalar): Json {
  const { value, source = "" } = node;
  const offset = node.range?.[0] ?? 0;
  if (typeof value === "string") return textValue(sink, value, offset);
  if (typeof value === "number") return numberValue(sink, node, offset);
  const isSame = source === "" || source === String(value);
  if (!isSame) sink.restated.push(node);
  return typeof value === "boolean" ? value : null;
}

function textValue(sink: ValueSink, text: string, offset: number): Json {
  if (!text.includes("\0") && text.isWellFormed()) return text;
  return refused(sink, { code: "V7-D015", message: `the text ${plainText(text)} cannot be stored`, offset });
}

function numberValue(sink: ValueSink, node: Scalar, offset: number): Json {
  const text = decimalSource(node);
  if (text === undefined || !fitsPostgres(text)) {
    const message = `the number ${plainText(node.source ?? "")} cannot be kept exactly; quote it to keep it as text`;
    return refused(sink, { code: "V7-D016", message, offset });
  }
  if (text !== node.source) sink.restated.push(node);
  const number = numberOf(text);
  if (typeof number !== "number") sink.exactNumbers += 1;
  return number;
}

/** The decimal text of what YAML takes for a number: `+5`, `.5`, `0644`, `0o17` and `0x1F` are some. */
function decimalSource({ source = "" }: Scalar): string | undefined {
  if (/^0[ox]/.test(source)) return String(BigInt(source));
  const [, sign = "", whole = "", rest = ""] = /^([-+]?)(\d*)(.*)$/.exec(source) ?? [];
  const text = `${sign === "-" ? sign : ""}${whole || "0"}${rest.replace(/^\.(?=\D|$)/, "")}`;
  return Number.isNaN(Number(text)) ? undefined : decimalText(text);
}
