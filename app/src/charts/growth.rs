//! Growth over time: how many individuals had been trained by each month.

use leptos::prelude::*;

use crate::i18n::{number, t};

const WIDTH: u32 = 420;
const HEIGHT: u32 = 200;
const LEFT: u32 = 44;
const BOTTOM: u32 = 28;
const TOP: u32 = 14;

/// The total at the end of each month from the first to the last, months in which nothing happened too.
pub fn running(months: &[(String, u32)]) -> Vec<(String, u32)> {
    let read = |key: &str| key.split_once('-').and_then(|(y, m)| Some((y.parse::<i32>().ok()?, m.parse::<i32>().ok()?)));
    let (Some(first), Some(last)) = (months.first().and_then(|m| read(&m.0)), months.last().and_then(|m| read(&m.0))) else {
        return Vec::new();
    };
    let mut total = 0;
    let span = (last.0 - first.0) * 12 + last.1 - first.1;
    (0..=span.clamp(0, 1200))
        .map(|n| {
            let at = first.0 * 12 + first.1 - 1 + n;
            let key = format!("{}-{:02}", at.div_euclid(12), at.rem_euclid(12) + 1);
            total += months.iter().filter(|m| m.0 == key).map(|m| m.1).sum::<u32>();
            (key, total)
        })
        .collect()
}

/// The steps on the upright axis: at most five, round numbers.
fn steps(most: u32) -> Vec<u32> {
    let rough = most.div_ceil(5).max(1);
    let power = 10_u32.pow(rough.ilog10());
    let step = [1, 2, 5, 10].into_iter().map(|n| n * power).find(|s| *s >= rough).unwrap_or(rough);
    (0..=5).map(|n| n * step).take_while(|v| *v < most.saturating_add(step)).collect()
}

/// A line that only rises. `months` are `YYYY-MM` with the new individuals of each.
#[component]
pub fn Growth(months: Vec<(String, u32)>) -> impl IntoView {
    let points = running(&months);
    let most = points.last().map_or(0, |p| p.1);
    let axis = steps(most);
    let top = axis.last().copied().unwrap_or(1).max(1);
    let span = u32::try_from(points.len().max(2) - 1).unwrap_or(1);
    let x = |n: usize| LEFT + (WIDTH - LEFT - 8) * u32::try_from(n).unwrap_or(0) / span;
    let y = |value: u32| HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top;
    let mut line = String::new();
    for (n, (_, value)) in points.iter().enumerate() {
        line.push_str(&format!("{}{} {}", if n == 0 { "M" } else { "L" }, x(n), y(*value)));
    }
    let area = format!("{line}L{} {}L{} {}z", x(points.len().saturating_sub(1)), y(0), x(0), y(0));
    let grid = axis
        .iter()
        .map(|value| {
            let at = y(*value);
            view! {
                <line class="chart-grid" x1=LEFT.to_string() x2=WIDTH.to_string() y1=at.to_string() y2=at.to_string()></line>
                <text class="chart-text" x=(LEFT - 8).to_string() y=(at + 5).to_string() text-anchor="end">{number(*value)}</text>
            }
        })
        .collect_view();
    // as many months are named as find room
    let every = points.len().div_ceil(4).max(1);
    let last = points.len().saturating_sub(1);
    let ticks = points
        .iter()
        .enumerate()
        .filter(|(n, _)| *n == last || (n.is_multiple_of(every) && n + every / 2 <= last))
        .map(|(n, (month, _))| {
            let anchor = if n == last && n > 0 { "end" } else { "middle" };
            let (at, line) = (x(n).to_string(), (HEIGHT - 8).to_string());
            view! { <text class="chart-text" x=at y=line text-anchor=anchor>{month.clone()}</text> }
        })
        .collect_view();
    let label = match (points.first(), points.last()) {
        (Some(first), Some(last)) => t!("chart-growth-label", n = last.1, first = first.0.clone(), last = last.0.clone()),
        _ => t!("chart-growth-empty"),
    };
    view! {
        <svg class="chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
            {grid}
            <path class="chart-area" d=area></path>
            <path class="chart-line" d=line></path>
            {ticks}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_without_anybody_keep_the_total() {
        let months = [("2025-11".to_owned(), 2), ("2026-02".to_owned(), 3)];
        let all = running(&months);
        assert_eq!(
            all.iter().map(|(m, n)| (m.as_str(), *n)).collect::<Vec<_>>(),
            [("2025-11", 2), ("2025-12", 2), ("2026-01", 2), ("2026-02", 5)]
        );
        assert!(running(&[]).is_empty());
    }

    #[test]
    fn the_axis_reaches_the_most_in_round_steps() {
        for most in [0, 1, 4, 7, 63, 100, 999, 12_345] {
            let axis = steps(most);
            assert!(axis.len() <= 6 && axis.last().is_some_and(|top| *top >= most), "{most}: {axis:?}");
        }
    }
}
