import { Failure } from "../../model/failure.ts";
import { readState } from "../../workspace/state.ts";
import type { StateReader } from "../../workspace/state.ts";

/** A file of documents by its path from the root: one of those that a plan reads, and no other file. Throws V7-W021. */
export async function readDocumentFile(workspace: StateReader, file: string): Promise<string> {
  const state = await readState(workspace);
  if (!state.contents.has(file) || !state.files.includes(file))
    throw new Failure("V7-W021", `${file} is no file of documents`, { next: ["v7 graph lists what is declared"] });
  return new TextDecoder().decode(await state.read(file));
}
