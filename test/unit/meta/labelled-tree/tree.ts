import { type Role, roles } from "../../../../src/meta/signals/roles/role.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { powershell } from "./powershell.ts";
import { python } from "./python.ts";
import { rust } from "./rust.ts";
import { shell } from "./shell.ts";
import type { Snippets } from "./snippets.ts";
import { trapsOf, trapWords } from "./traps.ts";
import { typescript } from "./typescript.ts";

/** A file, and the role that it was written for; null for what has none. */
export interface LabelledFile {
  readonly path: string;
  readonly content: string;
  readonly role: Role | null;
}

const allSnippets: readonly Snippets[] = [python, typescript, go, rust, java, shell, powershell];

/** The seeds' own machines. */
const nodes = ["crushbox", "forge", "vault"];

/** Every program on every machine, each time with other words around it that mean nothing, and the traps. */
export function labelledTree(): LabelledFile[] {
  return allSnippets.flatMap((snippets) => [
    ...nodes.flatMap((node, variant) => programsOf(snippets, node, variant)),
    ...trapsOf(snippets).map(({ path, content }) => ({ path: `${snippets.language}/${path}`, content, role: null })),
  ]);
}

function programsOf(snippets: Snippets, node: string, variant: number): LabelledFile[] {
  const { language, ending, programs } = snippets;
  return ([...roles, "none"] as const).flatMap((role) =>
    programs[role].map((program, index) => ({
      path: `${node}/${language}/${role === "none" ? "phase" : "tool"}${index}_${roles.indexOf(role as Role) + 1}.${ending}`,
      content: withNoise(program, snippets, variant),
      role: role === "none" ? null : role,
    })),
  );
}

/** As it is, with comments about it, or with a text in it that names everything else. */
function withNoise(program: string, { comment, text }: Snippets, variant: number): string {
  if (variant === 1) return `${program}\n${comment} ${trapWords}\n`;
  return variant === 2 ? `${program}\n${text(trapWords)}` : program;
}
