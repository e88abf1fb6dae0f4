/**
 * The SHA-256 of bytes, or of a text in UTF-8, in hexadecimal. Node's cryptography is loaded by the first one who asks: it
 * takes as long as all of the model, and most hooks of a commit have nothing to digest.
 */
export function sha256(content: string | Uint8Array): string {
  return process.getBuiltinModule("node:crypto").hash("sha256", content);
}
