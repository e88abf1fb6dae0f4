/** A message in protobuf's wire form, as parts that were never joined: weights are written from where they lie. */
export interface Encoded {
  /** Bytes in all. */
  readonly size: number;
  readonly parts: readonly Uint8Array[];
}

/** Fields one behind the other: a message's body. */
export function joined(fields: readonly Encoded[]): Encoded {
  return {
    size: fields.reduce((sum, { size }) => sum + size, 0),
    parts: fields.flatMap(({ parts }) => parts),
  };
}

/** A field that is a whole number, not negative or within 53 bits. */
export function integer(field: number, value: number): Encoded {
  return ofBytes([...varint(field * 8), ...varint(value)]);
}

/** A field that is a number of four bytes. */
export function float(field: number, value: number): Encoded {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return ofBytes([...varint(field * 8 + fixed32), ...bytes]);
}

export function text(field: number, value: string): Encoded {
  return bytes(field, Buffer.from(value));
}

export function bytes(field: number, value: Uint8Array): Encoded {
  return message(field, { size: value.length, parts: [value] });
}

/** A field that is a message itself. */
export function message(field: number, body: Encoded): Encoded {
  return joined([ofBytes([...varint(field * 8 + delimited), ...varint(body.size)]), body]);
}

const delimited = 2;
const fixed32 = 5;

function ofBytes(values: readonly number[]): Encoded {
  return { size: values.length, parts: [Uint8Array.from(values)] };
}

/** Seven bits a byte, the lowest first; a negative one as its 64 bits. */
function varint(value: number): number[] {
  const digits: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const isLast = rest < 128n;
    digits.push(Number(rest & 127n) | (isLast ? 0 : 128));
    rest >>= 7n;
  } while (rest > 0n);
  return digits;
}
