import { loadParser, type Node, type Parser, type Tree } from "../../syntax/parser.ts";
import type { Section } from "./chunk.ts";

/** Cuts source code at its definitions; undefined for a language nobody here can read. */
export interface CodeSections {
  /** The language is the registry's name for it: `TypeScript`. */
  sections(text: string, language: string, ext: string | null): Promise<Section[] | undefined>;
}

/** Loads the parser at the first file, and each language's grammar at the first file in it. */
export function codeSections(): CodeSections {
  const parsers = new Map<string, Promise<Parser>>();
  return {
    sections: async (text, language, ext) => {
      const grammar = ext === "tsx" || ext === "jsx" ? "tsx" : grammars[language];
      if (grammar === undefined) return undefined;
      const parser = parsers.get(grammar) ?? loadParser(grammar);
      parsers.set(grammar, parser);
      const tree = (await parser).parse(text);
      if (tree === null) return undefined;
      try {
        return sectionsOf(tree, text.split("\n"));
      } finally {
        tree.delete();
      }
    },
  };
}

const grammars: { readonly [language: string]: string } = {
  TypeScript: "typescript",
  JavaScript: "javascript",
  Python: "python",
  Go: "go",
  Rust: "rust",
  Java: "java",
  "C#": "c-sharp",
  "C++": "cpp",
  C: "cpp",
  Ruby: "ruby",
  PHP: "php",
  Shell: "bash",
  PowerShell: "powershell",
};

interface Definition {
  readonly path: readonly string[];
  /** Lines from 0, both within it; comments right above it are its own. */
  readonly first: number;
  readonly last: number;
}

/** Each line belongs to the innermost definition around it; lines of one owner that follow each other are a section. */
function sectionsOf(tree: Tree, lines: readonly string[]): Section[] {
  const owners: (Definition | undefined)[] = Array.from({ length: lines.length });
  for (const definition of definitionsBelow(tree.rootNode, []))
    owners.fill(definition, definition.first, definition.last + 1);
  const sections: Section[] = [];
  for (let first = 0; first < lines.length;) {
    let next = first + 1;
    while (next < lines.length && owners[next] === owners[first]) next += 1;
    const text = lines.slice(first, next).join("\n");
    // The closing bracket of a class says nothing.
    if (/[\p{L}\p{N}]/u.test(text)) sections.push({ heading: owners[first]?.path ?? [], line: first + 1, text });
    first = next;
  }
  return sections;
}

/** Outer definitions come before those within them. */
function definitionsBelow(node: Node, path: readonly string[]): Definition[] {
  return node.namedChildren.flatMap((child) => {
    if (child === null) return [];
    const name = nameOf(child);
    if (name === undefined) return holdsDefinitions(child) ? definitionsBelow(child, path) : [];
    const own = [...path, name];
    const last = child.endPosition.row;
    const definition = { path: own, first: firstLineOf(child), last };
    // A line is no passage: it stays with what is around it.
    return last - definition.first < 2 ? [] : [definition, ...definitionsBelow(child, own)];
  });
}

const definitionType =
  /^(?:function|method|class|interface|struct|enum|trait|impl|module|namespace|type|constructor|record|lexical|variable|package)(?:_\w+)*_(?:declaration|definition|item|specifier|statement|alias)$|^(?:class|module|method|singleton_method)$/;

function nameOf(node: Node): string | undefined {
  if (!definitionType.test(node.type)) return undefined;
  const named =
    node.childForFieldName("name") ?? node.childForFieldName("type") ?? node.namedChild(0)?.childForFieldName("name");
  return named?.text.split("\n")[0]?.slice(0, 120);
}

/** Bodies, exports and the like; what is within an expression is no definition of the file's. */
function holdsDefinitions(node: Node): boolean {
  return /(?:body|block|list|statement|declaration|definition|program|decorated_definition)/.test(node.type);
}

function firstLineOf(node: Node): number {
  const whole =
    node.parent?.type === "export_statement" || node.parent?.type === "decorated_definition" ? node.parent : node;
  let first = whole.startPosition.row;
  for (let above = whole.previousNamedSibling; above !== null; above = above.previousNamedSibling) {
    if (
      !/comment|attribute/.test(above.type) ||
      above.endPosition.row < first - 1 - (above.endPosition.column === 0 ? 1 : 0)
    )
      break;
    first = above.startPosition.row;
  }
  return first;
}
