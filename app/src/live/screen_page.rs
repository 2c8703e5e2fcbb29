//! `/run/{meeting}/screen`: for the projector, without names: the code while check-in is open, what is open, the agenda.

use backend::{
    activity::{self, Board, View},
    attendance, workshop,
};
use domain::policy::action::RunMeeting;
use leptos::prelude::*;

use super::{Audience, board_view, live_region};
use crate::{
    href,
    i18n::t,
    server::{self, id},
    ui::{Page, QrCode, page, param},
};

/// The projector.
#[component]
pub fn ScreenPage() -> impl IntoView {
    let key = param("meeting");
    page(move |req| async move {
        let meeting = workshop::load_meeting_for::<RunMeeting>(&req.ctx, id(&key)?).await?;
        let board = activity::board_of(req.ctx.backend(), &meeting, View::Screen).await?;
        let code = attendance::code_for_screens(&meeting, req.ctx.now)?;
        let title = t!("run-title", title = board.title.clone(), n = board.position);
        let now = req.ctx.now;
        let content = view! { {code_view(code.as_deref(), &board)}{board_view(&board, Audience::Screen, now)} }.into_any();
        let source = format!("{}/events", href::of_run(meeting.id, "screen"));
        let poll = format!("{}/now", href::of_run(meeting.id, "screen"));
        let body = view! {
            <header class="screen-head">
                <h1><bdi>{title.clone()}</bdi></h1>
                <a href=href::run(meeting.id)>{t!("screen-back")}</a>
            </header>
            {live_region(source, poll, Some(href::of_run(meeting.id, "screen")), content)}
        };
        Ok(Page::bare(title, body))
    })
}

/// The code with its QR code and how many are here; just the number where check-in is not open.
pub(super) fn code_view(code: Option<&str>, board: &Board) -> AnyView {
    let counts = view! {
        <p class="screen-count" id="count" data-stamp=format!("count.{}.{}.{}", board.here, board.all, board.hands)>
            {t!("roll-summary", here = board.here, n = board.all)}
        </p>
    };
    let Some(code) = code else { return counts.into_any() };
    let base = &server::site_or_default().base_url;
    let address = format!("{base}{}", href::CHECK_IN);
    let (a, b) = code.split_at_checked(3).unwrap_or((code, ""));
    let digits = format!("{a} {b}");
    // the bare address is what people type: without the scheme
    let typed = address.split("://").last().unwrap_or_default().to_owned();
    view! {
        <section class="screen-code" id="code" data-stamp=format!("code.{code}") aria-label=t!("roll-code-label")>
            <QrCode text=format!("{address}?code={code}") label=t!("screen-qr")/>
            <div>
                <p>{t!("screen-go-to")}" "<strong data-content="">{typed}</strong></p>
                <p class="code-digits" data-content="">{digits}</p>
            </div>
        </section>
        {counts}
    }
    .into_any()
}
