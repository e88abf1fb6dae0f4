import type { Node } from "web-tree-sitter";
import type { Grammar, ImportedName } from "./grammar.ts";

export const bash: Grammar = {
  name: "bash",
  comments: ["comment"],
  calls: { command: { callee: "name" } },
  statements: { file_redirect: ">" },
  members: {},
  imports: { command: sourced },
  functions: ["function_definition"],
  decisions: ["if", "elif", "for", "while", "until", "case_item", "&&", "||"],
  preparing: ["set", "source", ".", "shopt", "export", "alias", "umask", "trap", "complete"],
  prefixes: ["sudo", "command", "exec", "env", "nice", "nohup", "time", "timeout", "xargs", "doas"],
};

function sourced(node: Node): ImportedName[] {
  const name = node.childForFieldName("name")?.text;
  if (name !== "source" && name !== ".") return [];
  return [{ module: node.childForFieldName("argument")?.text ?? "", member: null, local: null }];
}
