/** The code of a system or database error (`ENOENT`, `57P03`); undefined when it carries none. */
export function codeOfError(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
