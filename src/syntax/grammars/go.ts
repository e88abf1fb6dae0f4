import type { Node } from "web-tree-sitter";
import { type Grammar, type ImportedName, unquoted } from "./grammar.ts";

export const go: Grammar = {
  name: "go",
  comments: ["comment"],
  calls: { call_expression: { callee: "function", arguments: "arguments" } },
  statements: { go_statement: "go" },
  members: { selector_expression: ["operand", "field"], qualified_type: ["package", "name"] },
  wrappers: ["parenthesized_expression"],
  imports: { import_spec: spec },
  functions: ["function_declaration", "method_declaration", "func_literal"],
  decisions: ["if", "for", "case", "&&", "||"],
  moduleName: packageName,
  entries: { function_declaration: (node) => isMain(node) },
};

/** A package is called as the last part of its path, without the number of its version. */
function spec(node: Node): ImportedName[] {
  const module = unquoted(node.childForFieldName("path")?.text ?? "");
  const name = node.childForFieldName("name")?.text;
  const local = name ?? packageName(module);
  return [{ module, member: null, local: local === "_" || local === "." ? null : local }];
}

function packageName(module: string): string {
  const parts = module.split("/");
  const last = parts.at(-1) ?? "";
  return (/^v\d+$/.test(last) ? (parts.at(-2) ?? last) : last).replace(/^go-|\.v\d+$/g, "");
}

function isMain(node: Node): boolean {
  if (node.childForFieldName("name")?.text !== "main") return false;
  return (
    node.parent?.namedChildren.some((child) => child?.type === "package_clause" && /\bmain$/.test(child.text)) === true
  );
}
