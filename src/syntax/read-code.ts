import type { Node, TreeCursor } from "web-tree-sitter";
import { callAt, type Call, resolveNames } from "./calls.ts";
import { codeLinesOf, type Span } from "./code-lines.ts";
import type { Grammar, ImportedName } from "./grammars/grammar.ts";
import { kindsOf, type NodeKinds } from "./node-kinds.ts";
import { loadParser, type Tree } from "./parser.ts";

/** What a file's code says, by its tree: texts and comments are no part of it. */
export interface CodeFacts {
  readonly calls: readonly Call[];
  readonly imports: readonly Import[];
  /** Functions that have names. */
  readonly definitions: readonly Definition[];
  /** Decisions plus one for each function, in the order in which they end. */
  readonly complexities: readonly number[];
  /** Lines on which code stands. */
  readonly codeLines: number;
  /** Whether the file says that it is started by itself. */
  readonly startsByItself: boolean;
  /** Decisions outside of functions plus one, in languages whose scripts are that; null elsewhere, and where nothing is called. */
  readonly scriptComplexity: number | null;
  /** How much of the text the parser could not make sense of, from 0 to 1. */
  readonly unread: number;
}

export interface Definition {
  readonly name: string;
  readonly line: number;
}

export interface Import extends ImportedName {
  readonly line: number;
}

/** Reads the code of one language. */
export interface CodeReader {
  /**
   * Undefined when the parser would take more than `steps` of a hundred operations each: a count, and no clock, so that the
   * same text ends alike on every machine.
   */
  read(text: string, steps: number): CodeFacts | undefined;
}

/** An ordinary megabyte of code takes a hundred; what is nested without end would take gigabytes. */
const mostMegabytes = 192;

/** By the name of the grammar, one of `grammars`. Takes a while: a reader is made once and used for many files. */
export async function loadReader(grammar: Grammar): Promise<CodeReader> {
  const parser = await loadParser(grammar.name, mostMegabytes);
  let kinds: NodeKinds | undefined;
  return {
    read: (text, steps) => {
      let taken = 0;
      const tree = parser.parse(text, null, { progressCallback: () => (taken += 1) > steps });
      if (tree === null) {
        parser.reset();
        return undefined;
      }
      try {
        kinds ??= kindsOf(tree.language, grammar);
        return factsOf(tree, { grammar, kinds }, text);
      } finally {
        tree.delete();
      }
    },
  };
}

/** What is known of the language. */
interface Known {
  readonly grammar: Grammar;
  readonly kinds: NodeKinds;
}

/** And what is gathered on the way through a tree. */
interface Reading extends Known {
  readonly calls: Call[];
  readonly imports: Import[];
  readonly definitions: Definition[];
  readonly comments: Span[];
  readonly complexities: number[];
  /** The decisions of the functions that are open, innermost last; the first is the file's own. */
  readonly open: number[];
  startsByItself: boolean;
  unread: number;
  /** How deep the tests lie within which the walk is. */
  testsAt: number | undefined;
}

function factsOf(tree: Tree, known: Known, text: string): CodeFacts {
  const { grammar } = known;
  const reading: Reading = {
    ...known,
    calls: [],
    imports: [],
    definitions: [],
    comments: [],
    complexities: [],
    open: [0],
    startsByItself: false,
    unread: 0,
    testsAt: undefined,
  };
  const cursor = tree.walk();
  try {
    walk(cursor, reading);
  } finally {
    cursor.delete();
  }
  const { calls, imports, definitions, comments, complexities, open, startsByItself, unread } = reading;
  const named = resolveNames(calls, imports, grammar);
  const { preparing } = grammar;
  const acts =
    preparing !== undefined && named.some(({ inFunction, name }) => !inFunction && !preparing.includes(name));
  return {
    calls: named,
    imports,
    definitions,
    complexities,
    scriptComplexity: acts ? (open[0] ?? 0) + 1 : null,
    codeLines: codeLinesOf(text, comments),
    startsByItself: startsByItself || acts,
    unread: text.length === 0 ? 0 : Math.min(1, unread / text.length),
  };
}

/** Every node once, without a stack of calls: a tree may be as deep as its text is long. */
function walk(cursor: TreeCursor, reading: Reading): void {
  const { kinds } = reading;
  const path: number[] = [];
  for (;;) {
    const type = cursor.nodeTypeId;
    enter(cursor, type, path, reading);
    // Within a comment there is nothing to read.
    if (!kinds.isComment(type) && cursor.gotoFirstChild()) {
      path.push(type);
      continue;
    }
    leave(type, path, reading);
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return;
      leave(path.pop() ?? 0, path, reading);
    }
  }
}

/** `path` holds the types of the nodes around it, outermost first. */
function enter(cursor: TreeCursor, type: number, path: readonly number[], reading: Reading): void {
  const { kinds, open } = reading;
  if (!kinds.matters(type)) return;
  if (kinds.isDecision(type, path.at(-1) ?? 0)) count(open, 1);
  if (kinds.isRelieving(type)) count(open, -1);
  if (kinds.isFunction(type)) open.push(hasBody(cursor, reading.grammar) ? 0 : noBody);
  if (kinds.isComment(type)) reading.comments.push({ start: cursor.startIndex, end: cursor.endIndex });
  else if (kinds.isError(type)) reading.unread += cursor.endIndex - cursor.startIndex;
  else if (reading.testsAt === undefined && kinds.mayBeTests(type) && isTests(cursor.currentNode, reading.grammar))
    reading.testsAt = path.length;
  else if (reading.testsAt === undefined && kinds.isRead(type)) readNode(cursor.currentNode, reading);
}

function isTests(node: Node, { tests }: Grammar): boolean {
  return tests?.[node.type]?.(node) === true;
}

function leave(type: number, path: readonly number[], reading: Reading): void {
  const { kinds, open, complexities } = reading;
  if (reading.testsAt === path.length) reading.testsAt = undefined;
  const decisions = kinds.isFunction(type) ? open.pop() : undefined;
  if (decisions !== undefined && decisions > noBody) complexities.push(decisions + 1);
}

/** Stands for the decisions of what only declares a function. */
const noBody = -1_000_000;

function hasBody(cursor: TreeCursor, { declaresFunctions }: Grammar): boolean {
  return declaresFunctions !== true || cursor.currentNode.childForFieldName("body") !== null;
}

function count(open: number[], more: number): void {
  const last = open.length - 1;
  open[last] = (open[last] ?? 0) + more;
}

/** A node that is looked at as a whole: a call, an import, what may start the file, a text that stands alone. */
function readNode(node: Node, reading: Reading): void {
  const { grammar } = reading;
  const inFunction = reading.open.length > 1;
  const shape = grammar.calls[node.type];
  if (shape !== undefined) reading.calls.push(callAt(node, shape, grammar, inFunction));
  const line = node.startPosition.row + 1;
  const statement = grammar.statements?.[node.type];
  if (statement !== undefined)
    reading.calls.push({ name: statement, line, arguments: node.text.slice(0, 200), inFunction, isFunction: true });
  if (grammar.functions.includes(node.type)) {
    const name = definedName(node);
    if (name !== undefined) reading.definitions.push({ name, line });
  }
  for (const name of grammar.imports[node.type]?.(node) ?? []) reading.imports.push({ ...name, line });
  const own = grammar.functions.includes(node.type);
  if (grammar.entries?.[node.type]?.(node, own ? reading.open.length > 2 : inFunction)) reading.startsByItself = true;
  if (grammar.docstrings && node.type === "expression_statement" && isLoneText(node))
    reading.comments.push({ start: node.startIndex, end: node.endIndex });
}

/** A function that is the value of a variable has its name. */
function definedName(node: Node): string | undefined {
  const named =
    node.childForFieldName("name") ??
    (node.parent?.type === "variable_declarator" ? node.parent.childForFieldName("name") : null);
  if (named !== null) return named.text.slice(0, 80);
  return node.namedChildren.find((child) => child?.type === "function_name")?.text;
}

function isLoneText(node: Node): boolean {
  return node.namedChildCount === 1 && node.namedChild(0)?.type === "string";
}
