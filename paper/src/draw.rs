//! Drawing what every page has: areas in one colour. And why a page can't be drawn.

use std::fmt;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Rect};
use krilla::paint::Fill;
use krilla::surface::Surface;

/// Why there is no document.
#[derive(Debug)]
pub enum PdfError {
    /// A font file of the program cannot be read.
    Fonts,
    /// A sheet without a title is not accessible.
    NoTitle,
    /// The address does not fit in a QR code.
    Address(qrcode::types::QrError),
    /// The drawing crate refused, and why.
    Refused(String),
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fonts => f.write_str("a font cannot be read"),
            Self::NoTitle => f.write_str("the sheet has no title"),
            Self::Address(cause) => write!(f, "the address does not fit in a QR code: {cause}"),
            Self::Refused(cause) => write!(f, "the document was refused: {cause}"),
        }
    }
}

impl std::error::Error for PdfError {}

/// What is drawn next has this colour.
pub(crate) fn color(surface: &mut Surface<'_>, [red, green, blue]: [u8; 3]) {
    surface.set_fill(Some(Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }));
}

/// Fills a path, where there is one.
pub(crate) fn fill(surface: &mut Surface<'_>, ink: [u8; 3], path: Option<Path>) {
    color(surface, ink);
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

/// A rectangle with round corners, or square ones.
pub(crate) fn area(x: f32, y: f32, w: f32, h: f32, r: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    if r <= 0.0 {
        path.push_rect(Rect::from_xywh(x, y, w, h)?);
        return path.finish();
    }
    // How far a cubic curve's handles reach for a quarter of a circle.
    let (a, b, c) = (x + w, y + h, r * 0.448);
    path.move_to(x + r, y);
    path.line_to(a - r, y);
    path.cubic_to(a - c, y, a, y + c, a, y + r);
    path.line_to(a, b - r);
    path.cubic_to(a, b - c, a - c, b, a - r, b);
    path.line_to(x + r, b);
    path.cubic_to(x + c, b, x, b - c, x, b - r);
    path.line_to(x, y + r);
    path.cubic_to(x, y + c, x + c, y, x + r, y);
    path.close();
    path.finish()
}
