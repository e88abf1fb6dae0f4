import { Failure } from "../model/failure.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Whatever is no Failure is a bug, and what it says is for the log alone. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure("V7-X001", "this is a bug in v7; the server's log says more", { cause: error });
}

/** What the log says of a bug, and nobody else hears. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Paths of this machine become what they mean: nobody on the other side needs to know where things lie. */
export function placeless({ repository, system, redactor }: Workspace): (text: string) => string {
  const places = [
    [repository.home, ".git/v7"],
    [repository.root, "."],
    [system.account.home, "~"],
  ] as const;
  return (text) => {
    let shown = redactor.text(text);
    for (const [place, meaning] of places) if (place.length > 1) shown = shown.replaceAll(place, meaning);
    return shown;
  };
}
