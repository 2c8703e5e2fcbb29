//! What runs in the browser: a panic hook, and the start of the islands. Nothing else ever.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by `scripts/loader.js` before the islands of the page are hydrated.
#[wasm_bindgen]
pub fn hydrate() {
    // links the islands in: without a use of `app` they are dropped
    use app as _;
    leptos::mount::hydrate_islands();
}
