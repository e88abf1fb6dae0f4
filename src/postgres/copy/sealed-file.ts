import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Failure } from "../../model/failure.ts";
import { codeOfError } from "../../model/error-code.ts";
import { newDigest, sealLine } from "./export-format.ts";

/** Takes the next bytes of a file; returns when they are on their way to the disk. */
export type Write = (bytes: Uint8Array | string) => Promise<void>;

/**
 * Writes a file that ends with the digest of all it holds. It appears under its name only when it is whole and on
 * the disk; its owner alone may read it. Returns its size in bytes.
 * @throws Failure when the file cannot be written; nothing is left of it then.
 */
export async function writeSealedFile(path: string, work: (write: Write) => Promise<void>): Promise<number> {
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.tmp`);
  try {
    const size = await writeDraft(draft, work, explainFile(path));
    await rename(draft, path).catch(explainFile(path));
    return size;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeDraft(
  draft: string,
  work: (write: Write) => Promise<void>,
  explain: (error: unknown) => never,
): Promise<number> {
  const file = await open(draft, "wx", 0o600).catch(explain);
  const digest = newDigest();
  let size = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    // One call may take a part only.
    for (let written = 0; written < bytes.length;)
      written += (await file.write(bytes, written).catch(explain)).bytesWritten;
    size += bytes.length;
  };
  try {
    await work(async (bytes) => {
      const data = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
      digest.update(data);
      await put(data);
    });
    await put(Buffer.from(sealLine(digest)));
    await file.sync().catch(explain);
    return size;
  } finally {
    await file.close();
  }
}

function explainFile(path: string): (error: unknown) => never {
  return (error) => {
    throw new Failure("V7-B085", `${path} cannot be written: ${reasonOf(error)}`, {
      cause: error,
      next: [
        codeOfError(error) === "ENOENT" ? `make the folder ${dirname(path)} first` : "choose another file with -o",
      ],
    });
  };
}

/** `ENOSPC: no space left on device` of Node's longer text, which names the draft. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/, \w+(?: '.*)?$/s, "");
}
