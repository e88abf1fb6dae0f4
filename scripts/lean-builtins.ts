import type { Plugin } from "rolldown";
import { parseSync, Visitor } from "rolldown/utils";

/**
 * Takes Node's own modules from the process where a source imports them. An `import` makes a module of all their exports,
 * which loads what stands behind those nobody asked for: of `node:fs` alone, promises and streams.
 */
export function leanBuiltins(): Plugin {
  return {
    name: "lean-builtins",
    transform: {
      filter: { id: /\.(ts|js|mjs)$/, code: /["']node:/ },
      handler: (code, id) => withLeanBuiltins(code, id),
    },
  };
}

/** The source with each import of Node's own modules replaced; types stay. */
export function withLeanBuiltins(code: string, file: string): string {
  return builtinImports(code, file).reduceRight(
    (text, { start, end, source }) => text.slice(0, start) + source + text.slice(end),
    code,
  );
}

/** Where an import stands, in characters, and what stands for it. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly source: string;
}

function builtinImports(code: string, file: string): Replacement[] {
  const found: Replacement[] = [];
  const visitor = new Visitor({
    ImportDeclaration({ source: { value: name }, specifiers, importKind, start, end }) {
      if (!name.startsWith("node:") || importKind === "type" || specifiers.length === 0) return;
      const builtin = `globalThis.process.getBuiltinModule("${name}")`;
      const names: string[] = [];
      const lines: string[] = [];
      for (const specifier of specifiers) {
        const local = specifier.local.name;
        if (specifier.type !== "ImportSpecifier") lines.push(`const ${local} = ${builtin};`);
        else if (specifier.importKind !== "type") names.push(`${nameOf(specifier.imported)}: ${local}`);
      }
      if (names.length > 0) lines.push(`const { ${names.join(", ")} } = ${builtin};`);
      found.push({ start, end, source: lines.join(" ") });
    },
  });
  visitor.visit(parseSync(file, code).program);
  return found;
}

function nameOf(imported: { readonly name: string } | { readonly value: string }): string {
  return "name" in imported ? imported.name : imported.value;
}
