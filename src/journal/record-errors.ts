import { Failure } from "../model/failure.ts";
import { codeOfError } from "../model/error-code.ts";
import { explainUnreadable } from "../postgres/unreadable.ts";

/** What keeps commits from being recorded is nobody's bug: what is left is recorded by the next run. */
export function explainUnrecorded(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  switch (codeOfError(error)) {
    case "22P02":
    case "22001":
    case "23502":
    case "23514":
    case "42804":
      return new Failure("V7-H033", `the tables of the history cannot take a commit: ${message}`, {
        cause: error,
        next: ["v7 db status --verify"],
      });
    default:
      return unreadable(error);
  }
}

function unreadable(error: unknown): unknown {
  try {
    return explainUnreadable(error);
  } catch (explained) {
    return explained;
  }
}
