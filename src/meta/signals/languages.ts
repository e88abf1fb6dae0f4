/** A language, and the grammar that reads this file of it. */
export interface SourceLanguage {
  readonly language: string;
  readonly grammar: string;
}

/** By the name's ending, else by the first line of what has none: undefined for what nobody here reads. */
export function languageOf(path: string, opening: string): SourceLanguage | undefined {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const dot = name.lastIndexOf(".");
  if (dot > 0) return byEnding.get(name.slice(dot + 1).toLowerCase());
  const program = /^#!\s*(?:\S*\/env\s+(?:-\S+\s+)*)?(?:\S*\/)?([a-z]+)/.exec(opening)?.[1];
  return program === undefined ? undefined : byProgram.get(program);
}

const python = { language: "python", grammar: "python" };
const typescript = { language: "typescript", grammar: "typescript" };
const tsx = { language: "typescript", grammar: "tsx" };
const javascript = { language: "javascript", grammar: "javascript" };
const shell = { language: "shell", grammar: "bash" };
const powershell = { language: "powershell", grammar: "powershell" };

const byEnding = new Map<string, SourceLanguage>([
  ["py", python],
  ["pyw", python],
  ["ts", typescript],
  ["mts", typescript],
  ["cts", typescript],
  ["tsx", tsx],
  ["js", javascript],
  ["mjs", javascript],
  ["cjs", javascript],
  ["jsx", javascript],
  ["go", { language: "go", grammar: "go" }],
  ["rs", { language: "rust", grammar: "rust" }],
  ["java", { language: "java", grammar: "java" }],
  ["sh", shell],
  ["bash", shell],
  ["zsh", shell],
  ["ksh", shell],
  ["ps1", powershell],
  ["psm1", powershell],
]);

const byProgram = new Map<string, SourceLanguage>([
  ["python", python],
  ["node", javascript],
  ["bash", shell],
  ["sh", shell],
  ["zsh", shell],
  ["dash", shell],
  ["ksh", shell],
  ["pwsh", powershell],
]);
