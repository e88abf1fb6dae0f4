/** Hands on each item as it comes, and answers with what the generator returns, which `for await` leaves behind. */
export async function drain<Item, Result>(
  items: AsyncGenerator<Item, Result>,
  take: (item: Item) => Promise<void>,
): Promise<Result> {
  for (;;) {
    const next = await items.next();
    if (next.done === true) return next.value;
    await take(next.value);
  }
}
