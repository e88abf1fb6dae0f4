import { createHash } from "node:crypto";

/** The id that git gives a file of exactly these bytes, where it names objects by SHA-1: 40 hexadecimal digits. */
export function contentId(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
