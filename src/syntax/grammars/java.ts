import type { Node } from "web-tree-sitter";
import type { Grammar, ImportedName } from "./grammar.ts";

export const java: Grammar = {
  name: "java",
  comments: ["line_comment", "block_comment"],
  calls: {
    method_invocation: { arguments: "arguments" },
    object_creation_expression: { callee: "type", arguments: "arguments" },
  },
  members: {
    method_invocation: ["object", "name"],
    field_access: ["object", "field"],
    generic_type: ["", ""],
  },
  wrappers: ["parenthesized_expression", "object_creation_expression"],
  imports: { import_declaration: declared },
  functions: ["method_declaration", "constructor_declaration", "compact_constructor_declaration"],
  declaresFunctions: true,
  decisions: ["if", "for", "while", "catch", "case", "&&", "||"],
  decisionsWithin: { "?": ["ternary_expression"] },
  entries: { method_declaration: isMain },
};

/** Classes are called by their own names, wherever they are from: a wildcard tells none of them. */
function declared(node: Node): ImportedName[] {
  const name = node.namedChild(0)?.text ?? "";
  const cut = name.lastIndexOf(".");
  if (/\*\s*;$/.test(node.text)) return [{ module: name, member: null, local: null }];
  const member = name.slice(cut + 1);
  if (node.child(1)?.type !== "static") return [{ module: name, member: null, local: null }];
  return [{ module: name.slice(0, cut).split(".").at(-1) ?? "", member, local: member }];
}

function isMain(node: Node): boolean {
  return node.childForFieldName("name")?.text === "main" && /\bstatic\b/.test(node.namedChild(0)?.text ?? "");
}
