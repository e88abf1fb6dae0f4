/** The name in `1.2` or `task/1.2`, whichever was typed. */
export function readName(segment: string, text: string): string {
  return text.startsWith(`${segment}/`) ? text.slice(segment.length + 1) : text;
}
