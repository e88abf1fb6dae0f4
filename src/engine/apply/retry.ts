import { codeOfError } from "../../model/error-code.ts";

const mostTries = 3;

/**
 * Runs a whole transaction again when the server chose it as the victim of a deadlock or of a serialization failure:
 * it was rolled back and whoever stood in its way has gone on. The third such error is thrown.
 */
export async function retryContended<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (tries === mostTries || !isContention(error)) throw error;
    }
  }
}

function isContention(error: unknown): boolean {
  return ["40001", "40P01"].includes(codeOfError(error) ?? "");
}
