/** What becomes of each value, by the value. */
export type ValueMap = ReadonlyMap<string, string>;

/**
 * Whether some pair of values compares otherwise after a map than before: sorting, comparing, minima and ranges go by the order
 * in which a type lists its labels. Values that become one are no pair; those without a new value are left out.
 */
export function changesOrder(present: readonly string[], map: ValueMap, values: readonly string[]): boolean {
  const places = present.flatMap((value) => {
    const becomes = map.get(value);
    const place = becomes === undefined ? -1 : values.indexOf(becomes);
    return place < 0 ? [] : [place];
  });
  return places.some((place, at) => place < Math.max(...places.slice(0, at), -1));
}
