import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { multiply, multiplyTransposed, type SparseMatrix } from "./sparse-matrix.ts";

/**
 * The right singular vectors of the `count` largest singular values, fewer where there are fewer: `width` numbers each. Lanczos's method
 * on `matrix · transpose(matrix)`, each vector made orthogonal to all before it; its first vector comes from a fixed
 * seed, so that the same matrix has the same answer.
 */
export function leadingDirections(matrix: SparseMatrix, count: number): Float64Array[] {
  const { basis, diagonal, beside } = tridiagonal(matrix, Math.min(matrix.rows, stepsPerDirection * count));
  if (basis.length === 0) return [];
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(squareOf(diagonal, beside), {
    assumeSymmetric: true,
  });
  return realEigenvalues
    .map((value, at) => ({ value, at }))
    .toSorted((left, right) => right.value - left.value)
    .slice(0, count)
    .map(({ value, at }) => {
      const left = combined(basis, eigenvectorMatrix.getColumn(at));
      const right = new Float64Array(matrix.width);
      multiplyTransposed(matrix, left, right);
      return scaled(right, value > 0 ? 1 / Math.sqrt(value) : 0);
    });
}

/** With so many, all of the directions asked for are found well. */
const stepsPerDirection = 3;

interface Tridiagonal {
  readonly basis: readonly Float64Array[];
  readonly diagonal: readonly number[];
  /** Next to the diagonal, on both sides. */
  readonly beside: readonly number[];
}

function tridiagonal(matrix: SparseMatrix, steps: number): Tridiagonal {
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  const between = new Float64Array(matrix.width);
  let next = unit(randomVector(matrix.rows));
  for (let step = 0; step < steps && next !== undefined; step += 1) {
    const current: Float64Array = next;
    basis.push(current);
    const image = new Float64Array(matrix.rows);
    multiplyTransposed(matrix, current, between);
    multiply(matrix, between, image);
    diagonal.push(dot(current, image));
    // To all, and twice: what rounding leaves of the others grows from step to step.
    makeOrthogonal(image, basis);
    makeOrthogonal(image, basis);
    beside.push(Math.sqrt(dot(image, image)));
    next = unit(image);
  }
  return { basis, diagonal, beside };
}

function squareOf(diagonal: readonly number[], beside: readonly number[]): Matrix {
  const square = Matrix.diag([...diagonal]);
  for (let at = 0; at + 1 < diagonal.length; at += 1) {
    square.set(at, at + 1, beside[at] ?? 0);
    square.set(at + 1, at, beside[at] ?? 0);
  }
  return square;
}

/** Takes out of a vector what it shares with others. Four at a time: reading numbers is what takes the time. */
function makeOrthogonal(vector: Float64Array, basis: readonly Float64Array[]): void {
  const nothing = new Float64Array(vector.length);
  for (let at = 0; at < basis.length; at += 4) {
    const [first = nothing, second = nothing, third = nothing, fourth = nothing] = basis.slice(at, at + 4);
    let [one, two, three, four] = [0, 0, 0, 0];
    for (let place = 0; place < vector.length; place += 1) {
      const value = vector[place] ?? 0;
      one += value * (first[place] ?? 0);
      two += value * (second[place] ?? 0);
      three += value * (third[place] ?? 0);
      four += value * (fourth[place] ?? 0);
    }
    for (let place = 0; place < vector.length; place += 1) {
      const shared =
        one * (first[place] ?? 0) +
        two * (second[place] ?? 0) +
        three * (third[place] ?? 0) +
        four * (fourth[place] ?? 0);
      vector[place] = (vector[place] ?? 0) - shared;
    }
  }
}

function combined(basis: readonly Float64Array[], shares: readonly number[]): Float64Array {
  const sum = new Float64Array(basis[0]?.length ?? 0);
  const nothing = new Float64Array(sum.length);
  for (let at = 0; at < basis.length; at += 4) {
    const [first = nothing, second = nothing, third = nothing, fourth = nothing] = basis.slice(at, at + 4);
    const [one = 0, two = 0, three = 0, four = 0] = shares.slice(at, at + 4);
    for (let place = 0; place < sum.length; place += 1) {
      const share =
        one * (first[place] ?? 0) +
        two * (second[place] ?? 0) +
        three * (third[place] ?? 0) +
        four * (fourth[place] ?? 0);
      sum[place] = (sum[place] ?? 0) + share;
    }
  }
  return sum;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return sum;
}

function scaled(vector: Float64Array, scale: number): Float64Array {
  return vector.map((value) => value * scale);
}

/** Undefined for a vector that is as good as zero: there are no further directions then. */
function unit(vector: Float64Array): Float64Array | undefined {
  const length = Math.sqrt(dot(vector, vector));
  return length > 1e-10 ? scaled(vector, 1 / length) : undefined;
}

/** Numbers between -0.5 and 0.5 from a fixed seed, by a linear congruential generator. */
function randomVector(length: number): Float64Array {
  let state = 20_250_807;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  });
}
