import { registerHooks } from "node:module";

// A system that LanceDB has no build for: importing it fails, as it does there.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith("@lancedb/"))
      throw Object.assign(new Error(`no ${specifier}`), { code: "MODULE_NOT_FOUND" });
    return next(specifier, context);
  },
});
