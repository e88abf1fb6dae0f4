/** Whether a text looks as if a program wrote it for programs: it is searched, and stands behind what people wrote. */
export function looksGenerated(path: string, text: string): boolean {
  return names.test(path) || notices.test(text.slice(0, opening)) || looksPacked(path, text);
}

/** Whether it looks as if what others wrote was put together in it: bundles and minified files. */
export function looksPacked(path: string, text: string): boolean {
  return text.length >= smallest && !notebook.test(path) && (packedNames.test(path) || isPacked(text));
}

const names = /(?:^|\/)(?:package-lock\.json|[^/]*\.lock|[^/]*[.-]min\.(?:js|css|mjs)|[^/]*\.(?:map|snap))$/i;
const packedNames = /[.-]min\.(?:js|css|mjs)$/i;
/** Its long lines are pictures, which nobody reads as text. */
const notebook = /\.ipynb$/i;
const notices = /@generated\b|\bDO NOT EDIT\b|\b(?:auto-?generated|generated (?:automatically|by|from|code))\b/i;
/** Characters in which a notice stands. */
const opening = 600;

/** Bundles put into a line what people put into a hundred. */
function isPacked(text: string): boolean {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return text.length / lines > longestAverage && isCode(text);
}

/** Prose may have a paragraph a line, in any script; packed code has few blanks and many brackets. */
function isCode(text: string): boolean {
  const sample = text.slice(0, 20_000);
  return (sample.match(/[{}()[\];=<>"]/g)?.length ?? 0) > sample.length / 12;
}

const smallest = 5_000;
const longestAverage = 400;
