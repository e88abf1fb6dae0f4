/** Whether a text names a time zone that this Node knows, as IANA writes it or as an offset. */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
