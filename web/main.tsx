import { render } from "preact";
import { App } from "./app.tsx";
import { followLinks } from "./address.ts";
import { listen } from "./data/stream.ts";
import { listenForKeys } from "./frame/keys.tsx";
import { beginLoading } from "./pages/routes.tsx";

beginLoading();
followLinks();
listenForKeys();
listen();
render(<App />, document.getElementById("app") as HTMLElement);
