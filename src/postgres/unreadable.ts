import type { Code } from "../model/codes/codes.ts";
import { Failure } from "../model/failure.ts";
import { codeOfError } from "../model/error-code.ts";
import { missingRight } from "./missing-right.ts";

/** What keeps v7 from reading its own tables is nobody's bug: objects changed by hand, missing rights, a table locked away. */
export function explainUnreadable(error: unknown): never {
  const said = saidByServer(error);
  const message = said instanceof Error ? said.message : String(said);
  const fail = (code: Code, text: string, next: string): never => {
    throw new Failure(code, text, { cause: error, next: [next] });
  };
  switch (codeOfError(said)) {
    case "42703":
    case "42P01":
      return fail("V7-B063", `the schema is not as v7 made it: ${message}`, "v7 db status --verify");
    case "42501":
      throw missingRight(message, error);
    case "55P03":
      return fail(
        "V7-P026",
        `another session keeps v7's tables locked: ${message}`,
        "run it again when that session has finished",
      );
    default:
      throw error;
  }
}

/** slonik wraps what the driver says. */
function saidByServer(error: unknown): unknown {
  const isWrapped = error instanceof Error && codeOfError(error) === undefined && error.cause !== undefined;
  return isWrapped ? error.cause : error;
}
