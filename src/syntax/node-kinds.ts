import type { Language } from "web-tree-sitter";
import type { Grammar } from "./grammars/grammar.ts";

/** What the types of a grammar's nodes are, by their numbers: asked for every node of every tree. */
export interface NodeKinds {
  matters(type: number): boolean;
  isComment(type: number): boolean;
  isFunction(type: number): boolean;
  isDecision(type: number, parent: number): boolean;
  isRelieving(type: number): boolean;
  /** Whether the node is looked at as a whole. */
  isRead(type: number): boolean;
  isError(type: number): boolean;
  /** Whether it may hold tests. */
  mayBeTests(type: number): boolean;
}

const comment = 1;
const functionBody = 2;
const decision = 4;
const decisionWithin = 8;
const relieving = 16;
const read = 32;
const tests = 64;

/** The parser's number for what it could make nothing of. */
const errorType = 65_535;

export function kindsOf(language: Language, grammar: Grammar): NodeKinds {
  const flags = new Uint8Array(language.nodeTypeCount);
  const flagOf = new Map<string, number>();
  const mark = (names: readonly string[], flag: number): void =>
    names.forEach((name) => flagOf.set(name, (flagOf.get(name) ?? 0) | flag));
  mark(grammar.comments, comment);
  mark(grammar.functions, functionBody);
  mark(grammar.decisions, decision);
  mark(Object.keys(grammar.decisionsWithin ?? {}), decisionWithin);
  mark(grammar.relieving ?? [], relieving);
  mark([grammar.calls, grammar.imports, grammar.entries ?? {}, grammar.statements ?? {}].flatMap(Object.keys), read);
  mark(grammar.functions, read);
  mark(Object.keys(grammar.tests ?? {}), tests);
  if (grammar.docstrings) mark(["expression_statement"], read);
  for (let type = 0; type < flags.length; type += 1) flags[type] = flagOf.get(language.nodeTypeForId(type) ?? "") ?? 0;

  const has = (type: number, flag: number): boolean => ((flags[type] ?? 0) & flag) !== 0;
  const isWithin = (type: number, parent: number): boolean =>
    grammar.decisionsWithin?.[language.nodeTypeForId(type) ?? ""]?.includes(language.nodeTypeForId(parent) ?? "") ===
    true;
  return {
    matters: (type) => type === errorType || (flags[type] ?? 0) !== 0,
    isComment: (type) => has(type, comment),
    isFunction: (type) => has(type, functionBody),
    isDecision: (type, parent) => has(type, decision) || (has(type, decisionWithin) && isWithin(type, parent)),
    isRelieving: (type) => has(type, relieving),
    isRead: (type) => has(type, read),
    mayBeTests: (type) => has(type, tests),
    isError: (type) => type === errorType,
  };
}
