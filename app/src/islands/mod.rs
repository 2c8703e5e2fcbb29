//! What reaches the browser. Each island names its reason and its weight in its first line.
//! Islands get their texts as props or with the events: no catalogue is in the wasm.

mod roll;

pub use roll::{RollIsland, RollTexts, RollView, RollViewRow};
