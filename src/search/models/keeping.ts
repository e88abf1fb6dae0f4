import { codeOfError } from "../../model/error-code.ts";
import { Failure } from "../../model/failure.ts";

/**
 * Writes something at a path: errors of an open file do not say where it lies, and a read-only disk says ENOENT of folders
 * above others. Throws V7-I015 where it cannot be written.
 */
export async function keeping<Done>(path: string, write: () => Promise<Done>): Promise<Done> {
  try {
    return await write();
  } catch (error) {
    const code = codeOfError(error);
    if (code === undefined) throw error;
    throw new Failure("V7-I015", `the model cannot be kept at ${path}: ${code}`, {
      cause: error,
      next: ["make room there, or name another folder in XDG_CACHE_HOME, and run it again; what came is kept"],
    });
  }
}
