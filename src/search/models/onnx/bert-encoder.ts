import type { Attribute, Graph, Operation, Tensor } from "./onnx.ts";
import type { Weights } from "./safetensors.ts";

/** What `config.json` says of a BERT encoder's shape. */
export interface BertShape {
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  /** Numbers a token. */
  readonly hidden_size: number;
  readonly layer_norm_eps: number;
}

/** The encoder as Devlin et al. describe it, from token numbers to the last layer's vectors. */
export function bertEncoder(shape: BertShape, weights: Weights): Graph {
  const draft = new Draft(weights);
  const mask = attentionMask(draft);
  let x = embeddings(draft, shape);
  for (let layer = 0; layer < shape.num_hidden_layers; layer += 1) {
    const name = `encoder.layer.${layer}`;
    const attended = attention(draft, shape, { x, mask, name: `${name}.attention` });
    x = norm(draft, shape, draft.do("Add", [attended, x]), `${name}.attention.output.LayerNorm`);
    const inner = gelu(draft, linear(draft, x, `${name}.intermediate.dense`));
    const outer = linear(draft, inner, `${name}.output.dense`);
    x = norm(draft, shape, draft.do("Add", [outer, x]), `${name}.output.LayerNorm`);
  }
  const output = draft.do("Identity", [x], {}, "last_hidden_state");
  return {
    operations: draft.operations,
    constants: draft.constants,
    inputs,
    output: { name: output, width: shape.hidden_size },
  };
}

const inputs = ["input_ids", "attention_mask", "token_type_ids"];

/** A graph being written down. */
class Draft {
  readonly operations: Operation[] = [];
  readonly constants = new Map<string, Tensor>();
  readonly #weights: Weights;

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  /** Adds an operation, and returns what its result is called. */
  do(
    type: string,
    from: readonly string[],
    attributes: { readonly [name: string]: Attribute } = {},
    output = `${type}_${this.operations.length}`,
  ): string {
    this.operations.push({ type, inputs: from, output, attributes });
    return output;
  }

  weight(name: string): string {
    this.constants.set(name, this.#stored(name));
    return name;
  }

  /** As it is multiplied from the right: rows and columns changed. */
  turned(name: string): string {
    const { dims, floats } = this.#stored(name);
    const [rows = 0, columns = 0] = dims;
    const turned = new Float32Array(floats.length);
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        turned[column * rows + row] = floats[row * columns + column] ?? 0;
      }
    }
    this.constants.set(name, { dims: [columns, rows], floats: turned });
    return name;
  }

  number(value: number): string {
    const name = `number ${value}`;
    this.constants.set(name, { dims: [], floats: Float32Array.of(value) });
    return name;
  }

  integers(...values: readonly number[]): string {
    const name = `integers ${values.join(" ")}`;
    this.constants.set(name, { dims: [values.length], integers: values });
    return name;
  }

  /** Models that were trained for a task have their encoder's weights below `bert.`. */
  #stored(name: string) {
    const found = this.#weights.get(name) ?? this.#weights.get(`bert.${name}`);
    if (found === undefined) throw new Error(`no weights ${name}`);
    return found;
  }
}

function embeddings(draft: Draft, shape: BertShape): string {
  const words = draft.do("Gather", [draft.weight("embeddings.word_embeddings.weight"), "input_ids"]);
  const kinds = draft.do("Gather", [draft.weight("embeddings.token_type_embeddings.weight"), "token_type_ids"]);
  const length = draft.do("Gather", [draft.do("Shape", ["input_ids"]), draft.integers(1)]);
  const places = draft.do("Slice", [
    draft.weight("embeddings.position_embeddings.weight"),
    draft.integers(0),
    length,
    draft.integers(0),
  ]);
  const sum = draft.do("Add", [draft.do("Add", [words, kinds]), places]);
  return norm(draft, shape, sum, "embeddings.LayerNorm");
}

/** 0 for a token, and for padding a number so low that it gets no share. */
function attentionMask(draft: Draft): string {
  const isToken = draft.do("Cast", ["attention_mask"], { to: { integer: 1 } });
  const isPadding = draft.do("Sub", [draft.number(1), isToken]);
  return draft.do("Unsqueeze", [draft.do("Mul", [isPadding, draft.number(-1e9)]), draft.integers(1, 2)]);
}

function attention(
  draft: Draft,
  { num_attention_heads: heads, hidden_size: width }: BertShape,
  { x, mask, name }: { readonly x: string; readonly mask: string; readonly name: string },
): string {
  const byHead = draft.integers(0, 0, heads, width / heads);
  const part = (of: string, order: readonly number[]): string => {
    const all = draft.do("Reshape", [linear(draft, x, `${name}.self.${of}`), byHead]);
    return draft.do("Transpose", [all], { perm: { integers: order } });
  };
  const scores = draft.do("MatMul", [part("query", [0, 2, 1, 3]), part("key", [0, 2, 3, 1])]);
  const scaled = draft.do("Div", [scores, draft.number(Math.sqrt(width / heads))]);
  const shares = draft.do("Softmax", [draft.do("Add", [scaled, mask])], { axis: { integer: -1 } });
  const mixed = draft.do("MatMul", [shares, part("value", [0, 2, 1, 3])]);
  const beside = draft.do("Transpose", [mixed], { perm: { integers: [0, 2, 1, 3] } });
  return linear(draft, draft.do("Reshape", [beside, draft.integers(0, 0, width)]), `${name}.output.dense`);
}

function linear(draft: Draft, x: string, name: string): string {
  const product = draft.do("MatMul", [x, draft.turned(`${name}.weight`)]);
  return draft.do("Add", [product, draft.weight(`${name}.bias`)]);
}

function norm(draft: Draft, { layer_norm_eps: epsilon }: BertShape, x: string, name: string): string {
  const settings = { axis: { integer: -1 }, epsilon: { float: epsilon } };
  return draft.do("LayerNormalization", [x, draft.weight(`${name}.weight`), draft.weight(`${name}.bias`)], settings);
}

/** x/2 · (1 + erf(x/√2)). */
function gelu(draft: Draft, x: string): string {
  const erf = draft.do("Erf", [draft.do("Div", [x, draft.number(Math.SQRT2)])]);
  const share = draft.do("Add", [erf, draft.number(1)]);
  return draft.do("Mul", [draft.do("Mul", [x, share]), draft.number(0.5)]);
}
