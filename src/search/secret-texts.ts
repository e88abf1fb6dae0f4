import { findSecrets } from "../checks/secret-lines.ts";
import type { Redactor } from "../model/secrets.ts";

/** A file that is to leave the disk: for an index, or for a service. */
export interface LeavingText {
  readonly path: string;
  readonly text: string;
}

/** The paths of texts that hold a secret, by the rules of the check before a commit or by what this process knows. */
export async function pathsWithSecrets(
  texts: readonly LeavingText[],
  redactor: Pick<Redactor, "find">,
): Promise<ReadonlySet<string>> {
  const lines = texts.flatMap(({ path, text }) =>
    text.split("\n").map((line, at) => ({ file: path, line: at + 1, text: line })),
  );
  const found = (await findSecrets({ lines, cut: false })).flatMap(({ file }) => file ?? []);
  const known = texts.filter(({ text }) => redactor.find(text) >= 0).map(({ path }) => path);
  return new Set([...found, ...known]);
}
