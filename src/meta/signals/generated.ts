/** Whether a program wrote a text: it says so where it begins, or puts into a line what people put into many. */
export function isGenerated(text: string, lines: number): boolean {
  return notices.test(text.slice(0, 1_000)) || (text.length > 5_000 && text.length / lines > 300);
}

const notices = /@generated\b|\bDO NOT EDIT\b|\b(?:auto-?generated|generated (?:automatically|by|from|code))\b/i;
