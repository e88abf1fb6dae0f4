/** Rows of which most entries are zero: row `r` has the entries from `starts[r]` up to `starts[r + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly width: number;
  readonly starts: Uint32Array;
  /** The column of each entry. */
  readonly columns: Uint32Array;
  readonly weights: Float32Array;
}

/** `matrix · vector`, into `product`. */
export function multiply(matrix: SparseMatrix, vector: Float64Array, product: Float64Array): void {
  const { starts, columns, weights } = matrix;
  for (let row = 0; row < matrix.rows; row += 1) {
    const end = starts[row + 1] ?? 0;
    let sum = 0;
    for (let entry = starts[row] ?? 0; entry < end; entry += 1) {
      sum += (weights[entry] ?? 0) * (vector[columns[entry] ?? 0] ?? 0);
    }
    product[row] = sum;
  }
}

/** `transpose(matrix) · vector`, into `product`. */
export function multiplyTransposed(matrix: SparseMatrix, vector: Float64Array, product: Float64Array): void {
  const { starts, columns, weights } = matrix;
  product.fill(0);
  for (let row = 0; row < matrix.rows; row += 1) {
    const end = starts[row + 1] ?? 0;
    const value = vector[row] ?? 0;
    for (let entry = starts[row] ?? 0; entry < end; entry += 1) {
      const column = columns[entry] ?? 0;
      product[column] = (product[column] ?? 0) + (weights[entry] ?? 0) * value;
    }
  }
}
