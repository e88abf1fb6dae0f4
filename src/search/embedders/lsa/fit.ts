import { leadingDirections } from "./lanczos.ts";
import type { Projection } from "./projection.ts";
import type { SparseMatrix } from "./sparse-matrix.ts";
import { sparseRow, type Vocabulary, vocabularyOf } from "./vocabulary.ts";

/**
 * Latent semantic analysis of a collection: the directions in which its passages differ most, as a projection from
 * terms. The same passages give the same projection.
 */
export function fitProjection(passages: readonly (readonly string[])[]): Projection {
  const vocabulary = vocabularyOf(passages);
  const matrix = termWeights(passages, vocabulary);
  const directions = leadingDirections(matrix, Math.min(mostDimensions, Math.floor(matrix.rows / 2), matrix.width));
  // A collection of a sentence or two has no directions; its vectors are zeros.
  const dim = Math.max(1, directions.length);
  const weights = new Float32Array(matrix.width * dim);
  for (const [at, direction] of directions.entries()) {
    for (const [term, value] of direction.entries()) weights[term * dim + at] = value;
  }
  return { ...vocabulary, dim, weights };
}

const mostDimensions = 128;

/** A row a passage, a column a term. */
function termWeights(passages: readonly (readonly string[])[], vocabulary: Vocabulary): SparseMatrix {
  const rows = passages.map((terms) => sparseRow(terms, vocabulary));
  const length = rows.reduce((sum, { columns }) => sum + columns.length, 0);
  const starts = new Uint32Array(rows.length + 1);
  const columns = new Uint32Array(length);
  const weights = new Float32Array(length);
  let at = 0;
  for (const [index, row] of rows.entries()) {
    columns.set(row.columns, at);
    weights.set(row.weights, at);
    at += row.columns.length;
    starts[index + 1] = at;
  }
  return { rows: rows.length, width: vocabulary.terms.size, starts, columns, weights };
}
