import { computed, signal } from "@preact/signals";

/** Where the browser is. Everything that a page shows follows from it. */
export const address = signal(new URL(location.href));

/** `/tasks` for `/ui/tasks`; `/` for the overview. */
export const pagePath = computed(() =>
  decodedPath(address.value.pathname.replace(/^\/ui\/?/, "/").replace(/(.)\/$/, "$1")),
);

/** Goes to an address of the dashboard. What only changes how a page looks takes the place of the entry in the history. */
export function navigate(to: string | URL, { replace = false } = {}): void {
  const url = new URL(to, location.href);
  if (url.href === address.value.href) return;
  history[replace ? "replaceState" : "pushState"](null, "", url);
  address.value = url;
}

/** The address of this page with some parameters otherwise: undefined takes one out, a list says it several times. */
export function withParameters(changes: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const url = new URL(address.value);
  for (const [name, value] of Object.entries(changes)) {
    url.searchParams.delete(name);
    for (const one of value === undefined ? [] : [value].flat()) url.searchParams.append(name, one);
  }
  return `${url.pathname}${readable(url.search)}`;
}

/** Addresses stay readable: what needs no escape has none. */
function readable(search: string): string {
  return search.replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
}

/** All values of a parameter, in order. */
export function valuesOf(name: string): readonly string[] {
  return address.value.searchParams.getAll(name);
}

/** Puts a value among those of a parameter, or takes it out. */
export function toggled(name: string, value: string): string {
  const values = valuesOf(name);
  return withParameters({
    [name]: values.includes(value) ? values.filter((one) => one !== value) : [...values, value],
  });
}

/** Follows links of the dashboard without loading it anew, and the browser's way back. */
export function followLinks(): void {
  addEventListener("popstate", () => (address.value = new URL(location.href)));
  addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a[href]");
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || !link.pathname.startsWith("/ui/") || link.pathname === "/ui/session") return;
    const isHere = link.pathname === location.pathname && link.search === location.search;
    if (isHere && link.hash !== "") return;
    event.preventDefault();
    navigate(link.href, { replace: link.dataset["stays"] !== undefined });
  });
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
