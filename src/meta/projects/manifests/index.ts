import { goModule, goWork } from "./go.ts";
import { gradle, maven } from "./java.ts";
import type { ManifestKind } from "./manifest.ts";
import { npm, pnpm } from "./npm.ts";
import { composer, dotnet, gem, solution } from "./others.ts";
import { cargo, pyproject, setuptools } from "./toml.ts";

/** Every kind of manifest, in the order in which one folder's are asked for its name. */
export const manifestKinds: readonly ManifestKind[] = [
  npm,
  pnpm,
  pyproject,
  setuptools,
  goModule,
  goWork,
  cargo,
  maven,
  gradle,
  dotnet,
  solution,
  gem,
  composer,
];

/** The kind of manifest that a file of this name is. */
export function manifestKindOf(name: string): ManifestKind | undefined {
  return manifestKinds.find((kind) => kind.matches(name));
}
