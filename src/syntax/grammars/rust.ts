import type { Node } from "web-tree-sitter";
import { type Grammar, type ImportedName, namedChildren } from "./grammar.ts";

export const rust: Grammar = {
  name: "rust",
  comments: ["line_comment", "block_comment"],
  calls: {
    call_expression: { callee: "function", arguments: "arguments" },
    macro_invocation: { callee: "macro" },
  },
  members: {
    field_expression: ["value", "field"],
    scoped_identifier: ["path", "name"],
    scoped_type_identifier: ["path", "name"],
    generic_type: ["type", ""],
    generic_function: ["function", ""],
  },
  wrappers: ["await_expression", "try_expression", "parenthesized_expression", "reference_expression"],
  imports: { use_declaration: used },
  functions: ["function_item"],
  decisions: ["if", "for", "while", "where", "&&", "||", "=>"],
  // The `?` that hands an error on: lizard takes it for a decision.
  decisionsWithin: { "?": ["try_expression"] },
  relieving: ["match_block"],
  entries: { function_item: (node, inFunction) => !inFunction && node.childForFieldName("name")?.text === "main" },
  tests: { mod_item: (node) => /^tests?$/.test(node.childForFieldName("name")?.text ?? "") },
  leavesOut: ["std", "tokio", "async_std"],
};

function used(node: Node): ImportedName[] {
  const argument = node.childForFieldName("argument");
  return argument === null ? [] : below(argument, []);
}

function below(node: Node, path: readonly string[]): ImportedName[] {
  const own = (name: string): string[] => [...path, ...name.split("::")];
  switch (node.type) {
    case "scoped_use_list": {
      const inner = own(node.childForFieldName("path")?.text ?? "").filter((part) => part !== "");
      const list = node.childForFieldName("list");
      return list === null ? [] : below(list, inner);
    }
    case "use_list":
      return namedChildren(node).flatMap((child) => below(child, path));
    case "use_as_clause": {
      const parts = own(node.childForFieldName("path")?.text ?? "");
      return [bound(parts, node.childForFieldName("alias")?.text ?? null)];
    }
    case "use_wildcard":
      return [{ module: own(node.namedChild(0)?.text ?? "").join("."), member: null, local: null }];
    case "self":
      return [bound([...path], path.at(-1) ?? null)];
    default: {
      const parts = own(node.text);
      return [bound(parts, parts.at(-1) ?? null)];
    }
  }
}

function bound(parts: readonly string[], local: string | null): ImportedName {
  if (parts.length === 1) return { module: parts[0] ?? "", member: null, local };
  return { module: parts.slice(0, -1).join("."), member: parts.at(-1) ?? null, local };
}
