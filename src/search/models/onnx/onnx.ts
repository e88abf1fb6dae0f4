import { bytes, type Encoded, float, integer, joined, message, text } from "./protobuf.ts";

/** Numbers by name, within a graph. Little-endian, row by row. */
export type Tensor =
  | { readonly dims: readonly number[]; readonly floats: Float32Array }
  | { readonly dims: readonly number[]; readonly integers: readonly number[] };

export type Attribute =
  | { readonly integers: readonly number[] }
  | { readonly integer: number }
  | { readonly float: number };

/** A network in ONNX's terms: operations in the order they are done. */
export interface Graph {
  readonly operations: readonly Operation[];
  readonly constants: ReadonlyMap<string, Tensor>;
  /** What goes in: lists of token numbers, `[batch, tokens]`. */
  readonly inputs: readonly string[];
  /** What comes out: `[batch, tokens, width]`. */
  readonly output: { readonly name: string; readonly width: number };
}

export interface Operation {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: { readonly [name: string]: Attribute };
}

/** The graph as an ONNX file. The numbers of fields are those of onnx.proto. */
export function encodeModel(graph: Graph): Encoded {
  return joined([
    integer(1, formatVersion),
    text(2, "v7"),
    message(7, encodeGraph(graph)),
    message(8, joined([text(1, ""), integer(2, operatorSet)])),
  ]);
}

/** What every runtime of the last years reads. */
const formatVersion = 8;
const operatorSet = 17;

const types = { float: 1, integer: 7 } as const;

function encodeGraph({ operations, constants, inputs, output }: Graph): Encoded {
  return joined([
    ...operations.map((operation) => message(1, encodeOperation(operation))),
    text(2, "encoder"),
    ...[...constants].map(([name, tensor]) => message(5, encodeTensor(name, tensor))),
    ...inputs.map((name) => message(11, encodeValue(name, types.integer, ["batch", "tokens"]))),
    message(12, encodeValue(output.name, types.float, ["batch", "tokens", output.width])),
  ]);
}

function encodeOperation({ type, inputs, output, attributes }: Operation): Encoded {
  return joined([
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(4, type),
    ...Object.entries(attributes).map(([name, value]) => message(5, encodeAttribute(name, value))),
  ]);
}

function encodeAttribute(name: string, value: Attribute): Encoded {
  if ("float" in value) return joined([text(1, name), float(2, value.float), integer(20, 1)]);
  if ("integer" in value) return joined([text(1, name), integer(3, value.integer), integer(20, 2)]);
  return joined([text(1, name), ...value.integers.map((number) => integer(8, number)), integer(20, 7)]);
}

function encodeTensor(name: string, tensor: Tensor): Encoded {
  const [type, raw] =
    "floats" in tensor
      ? [types.float, tensor.floats]
      : [types.integer, BigInt64Array.from(tensor.integers, (number) => BigInt(number))];
  return joined([
    ...tensor.dims.map((dim) => integer(1, dim)),
    integer(2, type),
    text(8, name),
    bytes(9, new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength)),
  ]);
}

function encodeValue(name: string, type: number, dims: readonly (string | number)[]): Encoded {
  const shape = joined(dims.map((dim) => message(1, typeof dim === "number" ? integer(1, dim) : text(2, dim))));
  return joined([text(1, name), message(2, message(1, joined([integer(1, type), message(2, shape)])))]);
}
