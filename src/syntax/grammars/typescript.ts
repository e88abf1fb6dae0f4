import type { Node } from "web-tree-sitter";
import { type Grammar, type ImportedName, namedChildren, unquoted } from "./grammar.ts";

/** TypeScript and JavaScript; `tsx` and `javascript` name their nodes alike. */
export const typescript: Grammar = {
  name: "typescript",
  comments: ["comment", "html_comment", "hash_bang_line"],
  calls: {
    call_expression: { callee: "function", arguments: "arguments" },
    new_expression: { callee: "constructor", arguments: "arguments" },
  },
  members: { member_expression: ["object", "property"] },
  wrappers: ["await_expression", "parenthesized_expression", "non_null_expression", "instantiation_expression"],
  imports: { import_statement: imported, export_statement: reexported, variable_declarator: required },
  functions: [
    "function_declaration",
    "function_expression",
    "generator_function_declaration",
    "generator_function",
    "arrow_function",
    "method_definition",
  ],
  decisions: ["if", "for", "while", "catch", "case", "&&", "||", "??"],
  decisionsWithin: { "?": ["ternary_expression", "conditional_type"] },
  entries: { member_expression: startsByItself },
  moduleName: (module) => module.replace(/^node:/, "").replace(/\/promises$/, ""),
};

/** `process.argv` outside of functions, and the two ways to ask whether this is the module that was started. */
function startsByItself(node: Node, inFunction: boolean): boolean {
  return (
    node.endIndex - node.startIndex < 24 &&
    (node.text === "import.meta.main" || node.text === "require.main" || (!inFunction && node.text === "process.argv"))
  );
}

function imported(node: Node): ImportedName[] {
  const module = unquoted(node.childForFieldName("source")?.text ?? "");
  const clause = namedChildren(node).find((child) => child.type === "import_clause");
  // Types are no calls, and leave nothing behind.
  if (node.child(1)?.type === "type") return [];
  if (clause === undefined) return module === "" ? [] : [{ module, member: null, local: null }];
  return namedChildren(clause).flatMap((child): ImportedName[] => {
    if (child.type === "identifier") return [{ module, member: null, local: child.text }];
    if (child.type === "namespace_import") return [{ module, member: null, local: child.namedChild(0)?.text ?? null }];
    return namedChildren(child).flatMap((name): ImportedName[] => {
      if (name.type !== "import_specifier" || name.child(0)?.type === "type") return [];
      const member = name.childForFieldName("name")?.text ?? name.text;
      return [{ module, member, local: name.childForFieldName("alias")?.text ?? member }];
    });
  });
}

function reexported(node: Node): ImportedName[] {
  const source = node.childForFieldName("source");
  return source === null ? [] : [{ module: unquoted(source.text), member: null, local: null }];
}

/** `const { walk } = require("./walk")`, and the same with `await import`. */
function required(node: Node): ImportedName[] {
  const value = node.childForFieldName("value");
  const call = value?.type === "await_expression" ? value.namedChild(0) : value;
  if (call?.type !== "call_expression") return [];
  const callee = call.childForFieldName("function");
  const argument = call.childForFieldName("arguments")?.namedChild(0);
  if ((callee?.text !== "require" && callee?.type !== "import") || argument?.type !== "string") return [];
  const module = unquoted(argument.text);
  const name = node.childForFieldName("name");
  if (name?.type === "identifier") return [{ module, member: null, local: name.text }];
  if (name?.type !== "object_pattern") return [{ module, member: null, local: null }];
  return namedChildren(name).map((member) => ({
    module,
    member: member.childForFieldName("key")?.text ?? member.text,
    local: member.childForFieldName("value")?.text ?? member.text,
  }));
}
