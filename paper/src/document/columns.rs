//! How a table shares its width out.

use super::Span;
use crate::number::measure;

/// Up to so many characters a cell stays on one line, where there is room.
const SHORT: usize = 14;

/// The width of each column, by how much it holds; none narrower than its longest word, where there is room. `letter` is the size of
/// the letters, `pad` what stands left and right of a text, `width` the whole.
pub fn widths(header: &[Vec<Span>], rows: &[Vec<Vec<Span>>], letter: f32, pad: f32, width: f32) -> Vec<f32> {
    let shares = shares(header, rows);
    let longest = |column: usize| {
        let cells = std::iter::once(header).chain(rows.iter().map(Vec::as_slice)).filter_map(|row| row.get(column));
        measure(cells.map(|cell| unparted(cell)).max().unwrap_or_default()) * letter * 0.6 + pad
    };
    let most = width / measure(shares.len().max(1));
    let pairs: Vec<(f32, f32)> = shares.iter().enumerate().map(|(column, share)| (share * width, longest(column).min(most))).collect();
    let over: f32 = pairs.iter().map(|(width, least)| (least - width).max(0.0)).sum();
    let spare: f32 = pairs.iter().map(|(width, least)| (width - least).max(0.0)).sum();
    let kept = if spare > 0.0 { (1.0 - over / spare).max(0.0) } else { 1.0 };
    pairs.into_iter().map(|(width, least)| least + (width - least).max(0.0) * kept).collect()
}

fn length(cell: &[Span]) -> usize {
    cell.iter().map(|span| span.text.chars().count()).sum()
}

/// The characters that stand together: those of a short cell, else those of the longest word.
fn unparted(cell: &[Span]) -> usize {
    let whole = length(cell);
    let words = cell.iter().flat_map(|span| span.text.split_whitespace());
    if whole <= SHORT { whole } else { words.map(|word| word.chars().count()).max().unwrap_or_default() }
}

/// The part of the width that each column takes; together 1.
fn shares(header: &[Vec<Span>], rows: &[Vec<Vec<Span>>]) -> Vec<f32> {
    let columns = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or_default();
    let weight = |column: usize| {
        let all = std::iter::once(header).chain(rows.iter().map(Vec::as_slice));
        let longest = all.map(|row| row.get(column).map_or(0, |cell| length(cell))).max().unwrap_or_default();
        measure(longest.clamp(6, 120)).sqrt()
    };
    let weights: Vec<f32> = (0..columns).map(weight).collect();
    let sum: f32 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum.max(1.0)).collect()
}
