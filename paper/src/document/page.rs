//! A page of a document, laid out.

use std::ops::Range;

use crate::look::PAGE;

/// The margin at the sides.
pub const MARGIN: f32 = 70.0;
/// What is left between the margins.
pub const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
/// Where the text starts on a page.
pub const TOP: f32 = 66.0;
/// Where it ends.
pub const BOTTOM: f32 = PAGE.1 - 76.0;

/// One line at its place; `x` counts from the side where reading starts.
pub struct Line {
    /// Which text.
    pub text: usize,
    /// Which part of it.
    pub range: Range<usize>,
    /// Where its column starts.
    pub x: f32,
    /// How wide its column is.
    pub width: f32,
    /// From the top of the page.
    pub top: f32,
    /// The header of a table on its second page is read once only.
    pub repeated: bool,
}

/// A page: lines on coloured areas.
#[derive(Default)]
pub struct Page {
    /// Place, size and colour.
    pub fills: Vec<(f32, f32, f32, f32, [u8; 3])>,
    /// The lines.
    pub lines: Vec<Line>,
}
