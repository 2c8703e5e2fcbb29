//! Charts, drawn by the server as SVG in the page's own colours. Each stands beside a table of the same numbers, which is
//! what a screen reader and a printer get; so the drawing itself is hidden from both where it adds nothing.

mod bars;
mod growth;
mod world;

pub use bars::{Bar, Bars};
pub use growth::Growth;
pub use world::WorldMap;
