/** Names of what a terminal or a browser hides and a person would want to know of. */
export const hiddenNames: Readonly<Record<number, string>> = {
  0x09: "tab",
  0x200b: "zero-width space",
  0x200c: "zero-width non-joiner",
  0x200d: "zero-width joiner",
  0x200e: "left-to-right mark",
  0x200f: "right-to-left mark",
  0x202a: "left-to-right embedding",
  0x202b: "right-to-left embedding",
  0x202c: "end of direction",
  0x202d: "left-to-right override",
  0x202e: "right-to-left override",
  0x2066: "left-to-right isolate",
  0x2067: "right-to-left isolate",
  0x2068: "first strong isolate",
  0x2069: "end of isolate",
  0xfeff: "byte order mark",
};

/** Anything else that is not drawn: controls but tabs and line feeds, what a display ignores, formats, halves of signs. */
export const hiddenCharacter = /((?![\n\t])[\p{Cc}\p{Cs}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029])/u;

/** Whether a text holds characters that are not drawn as they are typed. */
export function hidesSomething(text: string): boolean {
  return hiddenCharacter.test(text);
}
