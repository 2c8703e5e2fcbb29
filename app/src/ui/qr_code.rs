//! A QR code as SVG, made by the server (crate `qrcode`): nothing is loaded from elsewhere.

use leptos::prelude::*;
use qrcode::{Color, EcLevel};

/// A QR code of a short text, with a quiet zone of four modules.
#[component]
pub fn QrCode(text: String, label: String) -> impl IntoView {
    let (path, size) = modules(&text).unwrap_or_default();
    let view_box = format!("0 0 {size} {size}");
    view! {
        <svg class="qr" viewBox=view_box role="img" aria-label=label shape-rendering="crispEdges">
            <rect class="qr-ground" width=size.to_string() height=size.to_string()></rect>
            <path class="qr-modules" d=path></path>
        </svg>
    }
}

/// The dark modules as one path, and the width with the quiet zone.
fn modules(text: &str) -> Option<(String, usize)> {
    const QUIET: usize = 4;
    let code = qrcode::QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path = dark.map(|(n, _)| format!("M{} {}h1v1h-1z", n % width + QUIET, n / width + QUIET)).collect();
    Some((path, width + 2 * QUIET))
}
