/** What slow work says of itself every other second is no part of what is compared: a busy machine hears it, and another does not. */
export function withoutProgress(text: string): string {
  return text.replace(
    /^v7: (?:\d+ (?:of \d+ )?(?:files|documents|texts|originals)\b|(?:ex|im)porting |recording commits|learning from |making the index ).*\n/gm,
    "",
  );
}
