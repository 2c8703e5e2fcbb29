//! A map of the world on which countries with trained individuals are darker, the more there are. Small States are dots.
//! (Outlines: Natural Earth, public domain; projection Equal Earth. The lines on it take no side.)

use std::collections::BTreeMap;

use domain::region::{MAP, world};
use leptos::prelude::*;

use crate::i18n::t;

/// One of four shades; the table beside the map has the numbers.
fn shade(n: u32) -> &'static str {
    match n {
        0 => "land",
        1..=4 => "land land-1",
        5..=19 => "land land-2",
        20..=99 => "land land-3",
        _ => "land land-4",
    }
}

/// The map. `counts` are by ISO 3166-1 alpha-3. Land where nobody was trained is one outline, so that the page stays small.
#[component]
pub fn WorldMap(counts: BTreeMap<String, u32>) -> impl IntoView {
    let count = |iso3: &str| counts.get(iso3).copied().unwrap_or(0);
    let empty: String = world().iter().filter(|land| count(land.iso3) == 0).map(|land| land.outline).collect();
    let lands = world()
        .iter()
        .filter(|land| count(land.iso3) > 0)
        .map(|land| {
            let class = shade(count(land.iso3));
            let dot = land
                .outline
                .is_empty()
                .then(|| view! { <circle class=class cx=land.at.0.to_string() cy=land.at.1.to_string() r="4"></circle> });
            view! { <path class=class d=land.outline></path> {dot} }
        })
        .collect_view();
    let label = t!("chart-world-label", n = counts.values().filter(|n| **n > 0).count());
    view! {
        <svg class="chart world" viewBox=format!("0 0 {} {}", MAP.0, MAP.1) role="img" aria-label=label>
            <path class="land" d=empty></path>
            {lands}
        </svg>
    }
}
