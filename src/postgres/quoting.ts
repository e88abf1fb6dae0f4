/** A name as SQL has it, whatever its letters. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `"public"."contact_status"`. */
export function qualifyName({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${quoteName(schema)}.${quoteName(name)}`;
}

/** A text as SQL has it, also where a server takes backslashes for something. */
export function quoteText(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes("\\") ? ` E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}

/** A function's body between dollars, by a word that does not occur in it. */
export function quoteBody(text: string): string {
  let mark = "$v7$";
  for (let number = 1; text.includes(mark); number += 1) mark = `$v7_${number}$`;
  return mark + text + mark;
}
