import type { Node } from "web-tree-sitter";
import { type Grammar, type ImportedName, namedChildren } from "./grammar.ts";

export const powershell: Grammar = {
  name: "powershell",
  comments: ["comment"],
  calls: {
    command: { callee: "command_name", argumentsType: "command_elements" },
    invokation_expression: { argumentsType: "argument_list" },
  },
  members: {},
  imports: { command: importedModule },
  functions: ["function_statement"],
  decisions: ["if", "elseif", "for", "foreach", "while", "switch_clause", "catch", "-and", "-or"],
  preparing: ["using", "param", "import-module", "export-modulemember", "set-strictmode", ".", "add-type"],
  ignoresCase: true,
  leavesOut: ["system"],
};

function importedModule(node: Node): ImportedName[] {
  const name = node.childForFieldName("command_name")?.text.toLowerCase();
  if (name !== "import-module" && name !== "using" && name !== ".") return [];
  const elements = node.childForFieldName("command_elements");
  const names =
    elements === null ? [] : namedChildren(elements).filter((child) => child.type !== "command_argument_sep");
  const module = names.at(name === "using" ? 1 : 0)?.text ?? "";
  return module === "" ? [] : [{ module, member: null, local: null }];
}
