import { type Answer, answer } from "../../model/answer.ts";
import type { VersionOutput } from "../../model/output/version.ts";
import { packageVersion } from "../../system/package-file.ts";

/** Which v7 this is, and what it runs on. Needs no workspace. */
export async function tellVersion(): Promise<Answer<VersionOutput>> {
  return answer({ version: packageVersion(), node: process.versions.node });
}
