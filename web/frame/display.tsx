import type { JSX } from "preact";
import { useRef } from "preact/hooks";

const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];

/** Light, dark, or as the system has it: in a cookie, so that the next page comes with it. */
export function chooseTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  const age = theme === "system" ? 0 : 31_536_000;
  document.cookie = `v7-theme=${theme}; Path=/ui; Max-Age=${age}; SameSite=Strict`;
  dispatchEvent(new Event("v7-theme"));
}

/** Whether single keys do something: for readers whose own tools use them. */
export function keysAreOn(): boolean {
  return localStorage.getItem("v7-keys") !== "off";
}

export function openDisplay(): void {
  document.querySelector<HTMLDialogElement>("#display")?.showModal();
}

/** How pages look and listen, for this browser. */
export function Display(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const current = document.documentElement.dataset["theme"] ?? "system";
  return (
    <dialog id="display" ref={dialog} aria-labelledby="display-title">
      <h2 id="display-title">Display</h2>
      <p class="choices">
        <label>
          Theme{" "}
          <select onChange={(event) => chooseTheme(event.currentTarget.value as Theme)}>
            {themes.map((theme) => (
              <option key={theme} value={theme} selected={theme === current}>
                {theme}
              </option>
            ))}
          </select>
        </label>
      </p>
      <p class="choices">
        <label>
          <input
            type="checkbox"
            defaultChecked={keysAreOn()}
            onChange={(event) => localStorage.setItem("v7-keys", event.currentTarget.checked ? "on" : "off")}
          />{" "}
          Single keys
        </label>
      </p>
      <button type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
