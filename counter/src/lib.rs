//! Counts while somebody writes: the server's own functions in the browser, so that both say the same.

use domain::submission::{self, Level};
use wasm_bindgen::prelude::wasm_bindgen;

/// The words of a paragraph that count against the limit.
#[wasm_bindgen]
pub fn words(text: &str) -> u32 {
    submission::words_of(&submission::clean(text)).0
}

/// How near that is to the limit: `fine`, `near`, `over`.
#[wasm_bindgen]
pub fn level(used: u32, limit: u32) -> String {
    match submission::level(used, limit) {
        Level::Fine => "fine",
        Level::Near => "near",
        Level::Over => "over",
    }
    .to_owned()
}
