import type { Oddity } from "./walk.ts";
import type { System } from "./system.ts";

/**
 * The system's code for what could not be looked at; on a Mac with what to do about it, where not the file's own rights
 * refuse but the person's privacy: there the program that asks must be let in, and nobody sees the question of a job.
 */
export function refusalOf(
  { platform }: Pick<System, "platform">,
  { detail, isFolder }: Pick<Oddity, "detail" | "isFolder">,
  node: string = process.execPath,
): string | null {
  const isPrivacy = platform === "darwin" && isFolder && detail === "EPERM";
  return isPrivacy ? `EPERM: macOS wants Full Disk Access for ${node}` : (detail ?? null);
}
