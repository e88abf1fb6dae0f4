/** Where something leads that is no words but a name: an address, a plan's id, a code. */
export function placeOf(typed: string): { readonly name: string; readonly href: string } | undefined {
  const text = typed.trim();
  if (/^[a-z]+\/\S/.test(text))
    return { name: text, href: `/ui/r/${text.split("/").map(encodeURIComponent).join("/")}` };
  if (/^v7-[a-z]\d{3}$/i.test(text)) return { name: text.toUpperCase(), href: `/ui/explain/${text.toUpperCase()}` };
  if (/^[0-9a-f]{6,64}$/.test(text) && /\d/.test(text))
    return { name: `plan ${text.slice(0, 6)}`, href: `/ui/plans/${text}` };
  return undefined;
}
