import type { Node } from "web-tree-sitter";
import type { CallShape, Grammar, ImportedName } from "./grammars/grammar.ts";

/** A call, by the name of what is called. */
export interface Call {
  /** Where imports say whence it is, by its module: `os.walk`, `pathlib.Path().rglob`. Nothing within brackets is told. */
  readonly name: string;
  readonly line: number;
  /** As written, at most 200 characters, blanks in one. */
  readonly arguments: string;
  readonly inFunction: boolean;
  /** Whether a function is called, of this file or of a module; else a method of a value, whose kind nobody knows. */
  readonly isFunction: boolean;
}

export function callAt(node: Node, shape: CallShape, grammar: Grammar, inFunction: boolean): Call {
  const list = argumentsOf(node, shape);
  const callee = shape.callee === undefined ? node : node.childForFieldName(shape.callee);
  // A few have no name of their own, such as a loop that is written as a command: their first word.
  const name = callee === null ? (node.text.match(/^[\w-]+/)?.[0] ?? "") : calleeName(node, callee, list, grammar);
  const ends = list?.startPosition.row ?? callee?.endPosition.row ?? node.startPosition.row;
  const written = list === null ? node.text.slice(callee?.text.length ?? 0) : list.text;
  const call = {
    name,
    line: ends + 1,
    arguments: written.slice(0, 200).replace(/\s+/g, " ").trim(),
    inFunction,
    isFunction: true,
  };
  return startedBy(call, grammar);
}

function argumentsOf(node: Node, { arguments: field, argumentsType }: CallShape): Node | null {
  if (field !== undefined) return node.childForFieldName(field);
  return node.namedChildren.find((child) => child?.type === argumentsType) ?? null;
}

function calleeName(node: Node, callee: Node, list: Node | null, grammar: Grammar): string {
  const isMember = grammar.members[callee.type] !== undefined;
  if (callee.id !== node.id || isMember) return nameOf(callee, grammar, 0, true);
  // The grammar gives its parts no names: what stands before the arguments.
  const written = node.text.slice(0, list === null ? 200 : list.startIndex - node.startIndex);
  return written
    .replace(/[[\]\s]/g, "")
    .replaceAll("::", ".")
    .slice(-120);
}

/** Deeper chains are cut: what is far left of a call says little of it. */
const deepest = 6;

function nameOf(node: Node, grammar: Grammar, depth: number, isCallee: boolean): string {
  if (depth > deepest) return "()";
  const fields = grammar.members[node.type];
  if (fields !== undefined) {
    const [before, part] = partsOf(node, fields);
    const left = before === null ? null : nameOf(before, grammar, depth + 1, false);
    const name = [left, part].filter((each) => each !== null).join(".");
    // A method that is called within a longer chain.
    return !isCallee && grammar.calls[node.type] !== undefined ? `${name}()` : name;
  }
  const shape = grammar.calls[node.type];
  if (shape?.callee !== undefined) {
    const callee = node.childForFieldName(shape.callee);
    return callee === null ? "()" : `${nameOf(callee, grammar, depth + 1, true)}()`;
  }
  if (grammar.wrappers?.includes(node.type)) {
    const inner = node.namedChild(0);
    return inner === null ? "()" : nameOf(inner, grammar, depth + 1, isCallee);
  }
  return plainName(node);
}

function partsOf(node: Node, [whole, part]: readonly [string, string]): [Node | null, string | null] {
  const before = whole === "" ? node.namedChild(0) : node.childForFieldName(whole);
  return [before, part === "" ? null : (node.childForFieldName(part)?.text ?? null)];
}

function plainName(node: Node): string {
  if (node.namedChildCount > 0 && !/identifier|word|name/.test(node.type)) return "()";
  return /string|literal/.test(node.type) && node.text.length > 4 ? '""' : node.text.slice(0, 80);
}

/** `sudo find` calls `find`, and so does its path. */
function startedBy(call: Call, grammar: Grammar): Call {
  const name = call.name.includes("/") ? (call.name.split("/").at(-1) ?? "") : call.name;
  if (grammar.prefixes?.includes(name) !== true) return { ...call, name };
  const words = call.arguments.split(" ");
  const at = words.findIndex((word) => /^[\w./]*[a-zA-Z][\w./-]*$/.test(word));
  const inner = words[at]?.split("/").at(-1);
  return inner === undefined ? { ...call, name } : { ...call, name: inner, arguments: words.slice(at + 1).join(" ") };
}

/** Gives each call the name by which its module is known. */
export function resolveNames(calls: readonly Call[], imports: readonly ImportedName[], grammar: Grammar): Call[] {
  const known = new Map<string, string>();
  for (const { module, member, local } of imports) {
    if (local !== null) known.set(local, fullName(module, member, grammar));
  }
  return calls.map((call) => ({
    ...call,
    name: resolve(call.name, known, grammar),
    isFunction: isFunctionCall(call.name, known),
  }));
}

function isFunctionCall(name: string, known: ReadonlyMap<string, string>): boolean {
  const parts = name.split(".");
  if (parts.length === 1) return true;
  const [first = ""] = parts;
  return parts.length === 2 && (known.has(first) || first === "self" || first === "this" || first === "cls");
}

function fullName(module: string, member: string | null, grammar: Grammar): string {
  const isOwn = /^(?:\.|#|crate\b|super\b|self\b)/.test(module);
  const name = isOwn ? "" : (grammar.moduleName?.(module) ?? module);
  return member === null ? name : name === "" ? member : `${name}.${member}`;
}

function resolve(name: string, known: ReadonlyMap<string, string>, grammar: Grammar): string {
  const end = name.search(/[.(]/);
  const first = end < 0 ? name : name.slice(0, end);
  const full = known.get(first);
  const resolved = full === undefined || full === "" ? name : full + name.slice(first.length);
  const shorter = grammar.leavesOut?.find((part) => resolved.toLowerCase().startsWith(`${part}.`));
  const left = shorter === undefined ? resolved : resolved.slice(shorter.length + 1);
  return grammar.ignoresCase ? left.toLowerCase() : left;
}
