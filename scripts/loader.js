// Starts the islands of a page. Loaded only by pages that hold one; names of the bundle come with the tag.
// Follows leptos' own island_script.js (0.8.23): islands of an island's children come after it.
const script = document.querySelector("script[data-wasm]");
const mod = await import(script.dataset.js);
await mod.default({ module_or_path: script.dataset.wasm });
mod.hydrate();
for (const island of document.querySelectorAll("leptos-island")) {
  const start = mod[island.dataset.component];
  if (start) await start(island);
  else console.warn(`No island ${island.dataset.component} in the bundle.`);
}
document.documentElement.dataset.islands = "ready";
