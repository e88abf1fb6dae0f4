import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { codeOfError } from "../../model/error-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type KnownModel, knownModels, type ModelFile } from "./known-models.ts";

/** The model of a name. Throws V7-I012, with the names there are. */
export function requireKnownModel(name: string, models: readonly KnownModel[] = knownModels): KnownModel {
  const found = models.find((model) => model.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new Failure("V7-I012", `v7 knows no model ${name}`, {
    next: models.map((model) => `v7 index model pull ${model.name}`),
  });
}

/** Where the models of this account lie, whatever the repository: `~/.cache/v7/models`, on a Mac `~/Library/Caches/v7/models`. */
export function modelsFolder({ system, variable }: Pick<Workspace, "system" | "variable">): string {
  const home = variable("HOME") ?? system.account.home;
  const caches = system.platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
  const declared = variable("XDG_CACHE_HOME");
  // A path that is not absolute is to be passed over, says the specification of those variables.
  return join(declared !== undefined && isAbsolute(declared) ? declared : caches, "v7", "models");
}

/** Whether files of these sizes are there: what is asked each time a model is loaded. */
export function hasFiles(folder: string, files: readonly ModelFile[]): boolean {
  return files.every(({ name, bytes }) => statSync(join(folder, name), { throwIfNoEntry: false })?.size === bytes);
}

/** Whether they are these very files, each read whole. */
export async function holdsFiles(folder: string, files: readonly ModelFile[]): Promise<boolean> {
  if (!hasFiles(folder, files)) return false;
  for (const file of files) if ((await digestOf(join(folder, file.name))) !== file.sha256) return false;
  return true;
}

/** A file's SHA-256 in hexadecimal; undefined where it is not there or cannot be read. */
export async function digestOf(path: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    if (codeOfError(error) === undefined) throw error;
    return undefined;
  }
  return hash.digest("hex");
}
