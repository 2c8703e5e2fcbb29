//! `/live/{meeting}`: what a participant follows on a phone. One page that shows what is open now; reloaded, it is the
//! same person with the same answers.

use backend::{activity, attendance, workshop};
use domain::policy::action::FollowMeeting;
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{Audience, board_view, live_region, server_fns::TurnHand};
use crate::{
    attendance::CheckOut,
    href,
    i18n::{state, t},
    server::{self, id},
    ui::{Crumbs, Form, Hidden, Page, SaveScript, Submit, Tag, page, param, query},
};

/// A meeting, live.
#[component]
pub fn LivePage() -> impl IntoView {
    let key = param("meeting");
    let writing = query("write").is_some();
    page(move |req| async move {
        let meeting = workshop::load_meeting_for::<FollowMeeting>(&req.ctx, id(&key)?).await?;
        let (board, own) = activity::follow(&req.ctx, &meeting, Some(&server::seat())).await?;
        let attendance = attendance::own(&req.ctx, &meeting).await?;
        let here = attendance.is_some_and(|a| a.state.is_here() && a.left_at.is_none());
        let form = Form::of(&req.flash, "live").asks::<forms::AnswerActivity>();
        let refused = form.has_trouble();
        let address = href::live(meeting.id);
        let title = board.title.clone();
        let status = attendance.map(|a| {
            if here {
                view! { <Tag text=state(a.state) kind="good"/> }.into_any()
            } else {
                view! { <a class="button" href=href::CHECK_IN>{t!("check-in-title")}</a> }.into_any()
            }
        });
        let open = !board.closed && attendance.is_some();
        let meeting_id = meeting.id.to_string();
        let hand = own.hand;
        let content = board_view(&board, Audience::Participant(Some(&own)), req.ctx.now);
        // without script the page refreshes itself, unless somebody says that they want to write in peace
        let refresh = (!writing && !refused).then(|| address.clone());
        let body = view! {
            <Crumbs trail=vec![(href::workshop(meeting.workshop.id), title.clone())]/>
            <h1>{t!("live-title", n = board.position)}</h1>
            {form.summary()}
            <div class="row live-bar">
                {status}
                {open.then(|| view! {
                    <form method="post" action=TurnHand::url()>
                        <Hidden name="meeting" value=meeting_id.clone()/>
                        <Hidden name="to" value=if hand { "down" } else { "up" }/>
                        <Submit label=if hand { t!("hand-down") } else { t!("hand-up") } class="button quiet"/>
                    </form>
                })}
                {(open && here).then(|| view! {
                    <details class="more">
                        <summary>{t!("check-out-title")}</summary>
                        <form method="post" action=CheckOut::url()>
                            <Hidden name="meeting" value=meeting_id/>
                            <p>{t!("check-out-text")}</p>
                            <Submit label=t!("check-out-button") class="button quiet"/>
                        </form>
                    </details>
                })}
            </div>
            {live_region(format!("{address}/events"), format!("{address}/now"), refresh, content)}
            <noscript><p class="muted"><a href=format!("{address}?write=1")>{t!("live-write")}</a></p></noscript>
            <SaveScript/>
        };
        Ok(Page::read(title, body))
    })
}
