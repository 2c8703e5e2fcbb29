//! Counts and measures, from one kind of number to another.

/// A count as a measure.
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "lines, letters and columns: far below 2^23")]
pub(crate) fn measure(count: usize) -> f32 {
    count as f32
}

/// Units of a font as a measure.
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "units of a font: far below 2^23")]
pub(crate) fn units(n: i32) -> f32 {
    n as f32
}

/// A measure in whole units; nothing where it is below nought.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
pub(crate) fn whole(measure: f32) -> u32 {
    measure as u32
}

/// A place in a text or a table.
#[expect(clippy::as_conversions, reason = "where this runs an address has 32 bits at least")]
pub(crate) fn index(n: u32) -> usize {
    n as usize
}
