/** Receives one whole message: its type (empty for a client's first) and all its bytes. */
export type MessageListener = (type: string, bytes: Buffer) => void;

/**
 * Turns chunks of a PostgreSQL stream into messages: a type byte and a length that counts itself. A client's first
 * message has no type byte.
 */
export function messageSplitter(
  { startsUntyped }: { readonly startsUntyped: boolean },
  listener: MessageListener,
): (chunk: Buffer) => void {
  let typeBytes = startsUntyped ? 0 : 1;
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= typeBytes + 4) {
      const size = typeBytes + rest.readInt32BE(typeBytes);
      if (rest.length < size) return;
      const message = rest.subarray(0, size);
      rest = rest.subarray(size);
      const type = message.toString("latin1", 0, typeBytes);
      typeBytes = 1;
      listener(type, message);
    }
  };
}
