//! Small pieces of live pages: the region that follows, clocks, votes.

use leptos::prelude::*;

use crate::{
    i18n::t,
    server,
    ui::{Head, LiveScript},
};

/// A region that follows its room: by events, else by asking again; without script the page refreshes itself.
pub(crate) fn live_region(source: String, poll: String, refresh: Option<String>, children: AnyView) -> impl IntoView {
    let suffix = server::language_suffix();
    let (source, poll) = (format!("{source}{suffix}"), format!("{poll}{suffix}"));
    // not while a form is open: the page must not refresh itself under somebody's hands
    let refresh = refresh.map(|page| {
        Head::refresh(15);
        view! { <noscript><p><a href=page>{t!("live-refresh")}</a></p></noscript> }
    });
    view! {
        {refresh}
        <p class="notice notice-error" role="alert" hidden=true data-live-lost="">{t!("live-lost")}</p>
        <div class="live" data-live="" data-source=source data-poll=poll aria-live="polite" aria-relevant="additions">{children}</div>
        <LiveScript/>
    }
}

/// Minutes and seconds that run down in the browser; without script what was left when the page was made.
pub(crate) fn clock(seconds: i64) -> impl IntoView {
    let left = seconds.max(0);
    let shown = format!("{}:{:02}", left / 60, left % 60);
    view! { <span class="countdown" role="timer" data-left=left.to_string() data-content="">{shown}</span> }
}
