import type { JSX } from "preact";
import type { FaceSummary } from "../../src/model/face-summary.ts";
import { address, navigate, withParameters } from "../address.ts";
import { heading } from "./value.tsx";

/** Parameters that are no filters: they say how much is shown, and in which order. */
const arrangement = new Set(["limit", "cursor", "sort", "order"]);

/** A parameter as the server describes it. */
type Schema = FaceSummary["parameters"][string];

/** The parameters of a list that narrow it. */
export function filtersOf(
  face: FaceSummary,
  inPath: Readonly<Record<string, string>>,
): readonly (readonly [string, Schema])[] {
  const isOpenPath = "*" in inPath;
  return Object.entries(face.parameters).filter(
    ([name]) => !arrangement.has(name) && !(name in inPath) && !(isOpenPath && face.needed.includes(name)),
  );
}

/** One line of filters: chips for what is set, a field for each that is not. */
export function Filters({ filters }: { readonly filters: readonly (readonly [string, Schema])[] }): JSX.Element | null {
  if (filters.length === 0) return null;
  const parameters = address.value.searchParams;
  return (
    <fieldset class="filters">
      <legend class="hidden-words">Filters</legend>
      {filters.map(([name, schema]) => {
        const value = parameters.get(name);
        return value === null ? (
          <Field key={name} name={name} schema={schema} />
        ) : (
          <SetFilter key={name} name={name} value={value} />
        );
      })}
    </fieldset>
  );
}

/** What is set, and the way without it. */
export function SetFilter({ name, value }: { readonly name: string; readonly value: string }): JSX.Element {
  return (
    <a
      class="set"
      href={withParameters({ [name]: undefined, open: undefined })}
      data-stays
      aria-label={`Without ${name} ${value}`}
    >
      {labelOf(name)}: {value} <span aria-hidden="true">×</span>
    </a>
  );
}

function Field({ name, schema }: { readonly name: string; readonly schema: Schema }): JSX.Element {
  const set = (value: string): void => {
    if (value !== "") navigate(withParameters({ [name]: value, open: undefined, limit: undefined }), { replace: true });
  };
  const { enum: words, type, description, default: usual } = schema;
  const title = typeof description === "string" ? description : undefined;
  if (type === "boolean")
    return (
      <label class="tick" title={title}>
        <input type="checkbox" onChange={() => set("true")} />
        {labelOf(name)}
      </label>
    );
  if (Array.isArray(words))
    return (
      <label title={title}>
        {labelOf(name)}
        <select onChange={(event) => set(event.currentTarget.value)}>
          <option value="">any</option>
          {words.map((word) => (
            <option key={String(word)}>{String(word)}</option>
          ))}
        </select>
      </label>
    );
  return (
    <label title={title}>
      {labelOf(name)}
      <input
        type="search"
        inputMode={type === "integer" ? "numeric" : "text"}
        placeholder={usual === undefined ? undefined : String(usual)}
        onChange={(event) => set(event.currentTarget.value)}
      />
    </label>
  );
}

function labelOf(name: string): string {
  return name === "q" ? "Words" : heading(name);
}
