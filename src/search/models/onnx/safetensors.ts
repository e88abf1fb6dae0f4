/** Weights by name. */
export type Weights = ReadonlyMap<string, { readonly dims: readonly number[]; readonly floats: Float32Array }>;

/**
 * The weights of a safetensors file that are numbers of four bytes; others are passed over. A header of JSON says where
 * each lies; its length stands before it.
 */
export function readSafetensors(file: Uint8Array): Weights {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const start = prefix + Number(view.getBigUint64(0, true));
  const header = JSON.parse(Buffer.from(file.subarray(prefix, start)).toString("utf8")) as Header;
  return new Map(
    Object.entries(header).flatMap(([name, entry]) => {
      if (entry.dtype !== "F32") return [];
      const [from, to] = entry.data_offsets;
      // A copy of its own: four-byte numbers must begin at a multiple of four.
      const bytes = new Uint8Array(file.subarray(start + from, start + to));
      return [[name, { dims: entry.shape, floats: new Float32Array(bytes.buffer) }]];
    }),
  );
}

/** Bytes that say how long the header is. */
const prefix = 8;

interface Header {
  readonly [name: string]: {
    /** Undefined of `__metadata__`, which is no weight. */
    readonly dtype?: string;
    readonly shape: readonly number[];
    readonly data_offsets: readonly [from: number, to: number];
  };
}
