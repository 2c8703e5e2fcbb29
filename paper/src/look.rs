//! The page and the colours of everything on paper.

/// The page in points: A4.
pub const PAGE: (f32, f32) = (595.0, 842.0);

/// The page.
pub const PAPER: [u8; 3] = [0xff, 0xfd, 0xf9];
/// The panel.
pub const TINT: [u8; 3] = [0xf3, 0xef, 0xe6];
/// The lines between rows.
pub const SAND: [u8; 3] = [0xdd, 0xd3, 0xc1];
/// The one accent.
pub const TEAL: [u8; 3] = [0x0b, 0x5d, 0x5e];
/// What matters.
pub const INK: [u8; 3] = [0x22, 0x2b, 0x2c];
/// What goes with it.
pub const SOFT: [u8; 3] = [0x56, 0x60, 0x60];
/// Under the QR code.
pub const WHITE: [u8; 3] = [0xff; 3];
