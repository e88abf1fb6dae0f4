const passwordInUrl = /([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s@/]+@/giu;
const passwordParameter = /\b(password|passwd|pwd|token|secret)=[^\s&;'"]+/giu;

/** The text without passwords: those in connection URLs, and those in `password=…` parameters. */
export function withoutSecrets(text: string): string {
  return text.replace(passwordInUrl, "$1***@").replace(passwordParameter, "$1=***");
}
