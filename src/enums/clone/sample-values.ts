import type { SampleType } from "./fill-catalogue.ts";
import { literal } from "./names.ts";

type Types = ReadonlyMap<string, SampleType>;

/** Whether a type is, or is made of, one of these enums. */
export function reaches(types: Types, oid: string, enums: ReadonlySet<string>, above: readonly string[] = []): boolean {
  const type = types.get(oid);
  if (type === undefined || above.includes(oid)) return false;
  return enums.has(oid) || partsOf(type).some((part) => reaches(types, part, enums, [...above, oid]));
}

function partsOf({ element, base, subtype, attributes }: SampleType): string[] {
  return [element, base, subtype, ...(attributes ?? []).map(({ type }) => type)].filter((part) => part !== null);
}

/**
 * Expressions of SQL for all that can be told apart in a type that is made of enums: every label, in arrays also beside NULL,
 * in two dimensions, with other bounds and none at all, in ranges from and to each label.
 */
export function samplesOf(types: Types, oid: string): string[] {
  const type = types.get(oid);
  if (type === undefined) return [];
  const { name, kind, element, base, subtype, labels, attributes } = type;
  if (labels !== null) return labels.map((label) => `${literal(label)}::${name}`);
  if (element !== null) return arraysOf(name, samplesOf(types, element));
  if (base !== null) return samplesOf(types, base).map((sample) => `(${sample})::${name}`);
  if (kind === "m" && subtype !== null) return multirangesOf(name, samplesOf(types, subtype));
  if (subtype !== null) return rangesOf(name, samplesOf(types, subtype));
  if (attributes !== null) return recordsOf(types, name, attributes);
  return [];
}

function arraysOf(name: string, elements: readonly string[]): string[] {
  const [first, last] = [elements[0], elements.at(-1)];
  if (first === undefined || last === undefined) return [`'{}'::${name}`];
  return [
    ...elements.map((element) => `ARRAY[${element}]::${name}`),
    `ARRAY[${elements.join(", ")}]::${name}`,
    `ARRAY[${first}, NULL, ${last}]::${name}`,
    `ARRAY[[${first}, NULL], [${last}, ${first}]]::${name}`,
    `pg_catalog.array_fill(${last}, ARRAY[2], ARRAY[-1])::${name}`,
    `pg_catalog.array_fill(${first}, ARRAY[2, 2], ARRAY[0, 5])::${name}`,
    `'{}'::${name}`,
  ];
}

function rangesOf(name: string, bounds: readonly string[]): string[] {
  return [
    ...bounds.map((bound) => `${name}(${bound}, ${bound}, '[]')`),
    ...bounds.slice(1).map((bound, at) => `${name}(${bounds[at]}, ${bound}, '[)')`),
    ...bounds.slice(0, 1).flatMap((bound) => [`${name}(NULL, ${bound})`, `${name}(${bound}, NULL)`]),
    `'empty'::${name}`,
  ];
}

function multirangesOf(name: string, ranges: readonly string[]): string[] {
  return [...ranges.map((range) => `${name}(${range})`), `${name}(${ranges.slice(0, 3).join(", ")})`, `'{}'::${name}`];
}

function recordsOf(types: Types, name: string, attributes: NonNullable<SampleType["attributes"]>): string[] {
  const columns = attributes.map(({ type, modifier }) => {
    const samples = samplesOf(types, type);
    return (at: number) => samples[at % samples.length] ?? plainValue(types, { oid: type, modifier }, at) ?? "NULL";
  });
  const most = Math.max(1, ...attributes.map(({ type }) => samplesOf(types, type).length));
  const record = (values: readonly string[]): string => `ROW(${values.join(", ")})::${name}`;
  return [
    ...Array.from({ length: most }, (_, at) => record(columns.map((column) => column(at)))),
    record(columns.map(() => "NULL")),
  ];
}

export interface WantedType {
  readonly oid: string;
  readonly modifier: number;
}

/** An expression for the `n`th value of any other type: different for each `n`, as far as the type goes. Undefined for a type that is not known. */
export function plainValue(types: Types, { oid, modifier }: WantedType, n: number): string | undefined {
  const type = types.get(oid);
  if (type === undefined) return undefined;
  const { name, element, base, subtype, labels, attributes, kind } = type;
  const of = (part: string, at = n): string | undefined => plainValue(types, { oid: part, modifier: -1 }, at);
  if (labels !== null) return labels.length === 0 ? undefined : `${literal(labels[n % labels.length] ?? "")}::${name}`;
  if (element !== null) return wrapped(of(element), (value) => `ARRAY[${value}]::${name}`);
  if (base !== null)
    return wrapped(plainValue(types, { oid: base, modifier: type.modifier }, n), (value) => `(${value})::${name}`);
  if (kind === "m" && subtype !== null) return wrapped(of(subtype), (range) => `${name}(${range})`);
  if (subtype !== null)
    return wrapped(of(subtype), (low) => wrapped(of(subtype, n + 1), (high) => `${name}(${low}, ${high})`));
  if (attributes !== null) {
    const values = attributes.map((attribute) => plainValue(types, { ...attribute, oid: attribute.type }, n) ?? "NULL");
    return `ROW(${values.join(", ")})::${name}`;
  }
  return baseValue(name, modifier, n);
}

function wrapped(value: string | undefined, wrap: (value: string) => string | undefined): string | undefined {
  return value === undefined ? undefined : wrap(value);
}

/** Of PostgreSQL's own types; a type of an extension is tried as a text. */
function baseValue(name: string, modifier: number, n: number): string {
  const value = baseValues[name];
  return value === undefined ? `'v7 ${n}'::${name}` : value(n, modifier);
}

const text = (n: number, modifier: number): string => {
  const whole = `v7 ${n.toString(36)}`;
  // The modifier counts its own four bytes.
  return modifier < 4 ? `'${whole}'` : `'${whole.slice(-(modifier - 4) || whole.length)}'`;
};
const number = (n: number): string => String(n);
/** Precision and scale are in one number: what has no fraction stays below 10 to the power of their difference. */
const numeric = (n: number, modifier: number): string => {
  if (modifier < 4) return String(n);
  const [precision, scale] = [((modifier - 4) >> 16) & 0xff_ff, (modifier - 4) & 0x7_ff];
  return String(n % 10 ** Math.max(0, Math.min(precision - scale, 15)));
};
const days = (type: string) => (n: number) => `('2026-01-01'::${type} + ${n} * '1 day'::interval)::${type}`;
const bits = (n: number, modifier: number): string => `${n}::bit(${Math.max(1, modifier)})`;
const hex = (n: number, length: number): string => n.toString(16).padStart(length, "0");
const quotedAs = (type: string, value: (n: number) => string) => (n: number) => `'${value(n)}'::${type}`;

const baseValues: { readonly [name: string]: (n: number, modifier: number) => string } = {
  smallint: number,
  integer: number,
  bigint: number,
  real: number,
  "double precision": number,
  oid: number,
  numeric,
  text,
  name: text,
  "character varying": text,
  character: text,
  '"char"': (n) => `'${String.fromCodePoint(65 + (n % 26))}'`,
  boolean: (n) => (n % 2 === 0 ? "true" : "false"),
  date: days("date"),
  "timestamp without time zone": days("timestamp"),
  "timestamp with time zone": days("timestamptz"),
  "time without time zone": (n) => `'00:00'::time + ${n} * '1 second'::interval`,
  "time with time zone": (n) => `'00:00+00'::timetz + ${n} * '1 second'::interval`,
  interval: (n) => `${n} * '1 day'::interval`,
  uuid: quotedAs("uuid", (n) => `00000000-0000-4000-8000-${hex(n, 12)}`),
  json: quotedAs("json", (n) => `{"n": ${n}}`),
  jsonb: quotedAs("jsonb", (n) => `{"n": ${n}}`),
  jsonpath: quotedAs("jsonpath", (n) => `$.n${n}`),
  xml: quotedAs("xml", (n) => `<n>${n}</n>`),
  bytea: quotedAs("bytea", (n) => `\\x${hex(n, 8)}`),
  inet: quotedAs("inet", (n) => `10.0.${(n >> 8) & 255}.${n & 255}`),
  cidr: quotedAs("cidr", (n) => `10.0.${(n >> 8) & 255}.${n & 255}/32`),
  macaddr: quotedAs("macaddr", (n) => `02:00:00:00:00:${hex(n & 255, 2)}`),
  macaddr8: quotedAs("macaddr8", (n) => `02:00:00:00:00:00:00:${hex(n & 255, 2)}`),
  bit: bits,
  "bit varying": (n) => `${n}::bit(16)::varbit`,
  money: (n) => `${n}::money`,
  tsvector: quotedAs("tsvector", (n) => `v7 n${n}`),
  tsquery: quotedAs("tsquery", (n) => `v7 & n${n}`),
  point: quotedAs("point", (n) => `(${n},${n})`),
  line: quotedAs("line", (n) => `{1,1,${n}}`),
  lseg: quotedAs("lseg", (n) => `[(0,0),(1,${n})]`),
  box: quotedAs("box", (n) => `(0,0),(1,${n})`),
  path: quotedAs("path", (n) => `[(0,0),(1,${n})]`),
  polygon: quotedAs("polygon", (n) => `((0,0),(1,0),(1,${n}))`),
  circle: quotedAs("circle", (n) => `<(0,0),${n}>`),
  pg_lsn: quotedAs("pg_lsn", (n) => `0/${hex(n, 1)}`),
  regclass: () => "'pg_catalog.pg_class'::regclass",
  regtype: () => "'pg_catalog.text'::regtype",
};
