/** The id that git gives a file of exactly these bytes, where it names objects by SHA-1: 40 hexadecimal digits. */
export function contentId(bytes: Uint8Array): string {
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
