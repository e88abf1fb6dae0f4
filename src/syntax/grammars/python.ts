import type { Node } from "web-tree-sitter";
import { type Grammar, type ImportedName, namedChildren } from "./grammar.ts";

export const python: Grammar = {
  name: "python",
  comments: ["comment"],
  calls: { call: { callee: "function", arguments: "arguments" } },
  members: { attribute: ["object", "attribute"] },
  wrappers: ["await", "parenthesized_expression"],
  imports: { import_statement: modules, import_from_statement: members },
  functions: ["function_definition"],
  decisions: ["if", "elif", "for", "while", "except", "finally", "and", "or", "case"],
  docstrings: true,
  entries: { if_statement: isMainGuard },
};

function isMainGuard(node: Node, inFunction: boolean): boolean {
  return !inFunction && /^__name__\s*==/.test(node.childForFieldName("condition")?.text ?? "");
}

function modules(node: Node): ImportedName[] {
  return namedChildren(node).map((name) => {
    const module = name.childForFieldName("name")?.text ?? name.text;
    const alias = name.childForFieldName("alias")?.text;
    // `import os.path` binds `os`, which is the beginning of the same name.
    return { module, member: null, local: alias ?? null };
  });
}

function members(node: Node): ImportedName[] {
  const module = node.childForFieldName("module_name")?.text ?? "";
  return namedChildren(node)
    .slice(1)
    .map((name) => {
      const member = name.childForFieldName("name")?.text ?? name.text;
      const local = name.childForFieldName("alias")?.text ?? member;
      return name.type === "wildcard_import" ? { module, member: null, local: null } : { module, member, local };
    });
}
