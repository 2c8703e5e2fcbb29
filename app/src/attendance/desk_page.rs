//! `/run/{meeting}/desk`: checking people in from the list or by their code, taking walk-ins in. `/desk?code=`: what a
//! phone's camera opens when staff scan somebody's code.

use backend::{attendance, organisation, workshop};
use domain::policy::action::RunMeeting;
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::{DeskCheckIn, DeskCheckOut, DeskCode, WalkIn};
use super::to_console;
use crate::{
    error::AppError,
    href,
    i18n::{state, t},
    server::id,
    ui::{Choice, Field, Form, Hidden, Page, Select, Submit, Tag, page, param, query},
};

/// The desk of a meeting.
#[component]
pub fn DeskPage() -> impl IntoView {
    let key = param("meeting");
    page(move |req| async move {
        let meeting = workshop::load_meeting_for::<RunMeeting>(&req.ctx, id(&key)?).await?;
        let roll = attendance::roll(&req.ctx, &meeting).await?;
        let counts = roll.counts();
        let code = Form::of(&req.flash, "desk_code").asks::<forms::DeskCode>();
        let walk_in = Form::of(&req.flash, "walk_in").asks::<forms::WalkIn>();
        let closed = meeting.window.closed_at.is_some();
        let organisations = std::iter::once(Choice::new("", t!("walk-in-no-organisation")))
            .chain(organisation::choices(&req.ctx).await?.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)))
            .collect();
        let meeting_id = meeting.id.to_string();
        let rows = roll
            .rows
            .iter()
            .map(|row| {
                let here = row.attendance.state.is_here() && row.attendance.left_at.is_none();
                let ids = || {
                    view! {
                        <Hidden name="meeting" value=meeting_id.clone()/>
                        <Hidden name="person" value=row.person.to_string()/>
                        <Hidden name="back" value="desk"/>
                    }
                };
                let name = row.name.clone();
                let button = if closed {
                    ().into_any()
                } else if here {
                    view! {
                        <form method="post" action=DeskCheckOut::url()>
                            {ids()}
                            <button type="submit" class="link">
                                {t!("desk-check-out")}
                                <span class="sr-only">": "<bdi>{name}</bdi></span>
                            </button>
                        </form>
                    }
                    .into_any()
                } else {
                    view! {
                        <form method="post" action=DeskCheckIn::url()>
                            {ids()}
                            <button type="submit" class="button quiet">
                                {t!("desk-check-in")}
                                <span class="sr-only">": "<bdi>{name}</bdi></span>
                            </button>
                        </form>
                    }
                    .into_any()
                };
                view! {
                    <li class="desk-row">
                        <div><bdi>{row.name.clone()}</bdi><br/><span class="muted"><bdi>{row.organisations.join(", ")}</bdi></span></div>
                        <Tag text=state(row.attendance.state) kind=if here { "good" } else { "" }/>
                        {button}
                    </li>
                }
            })
            .collect_view();
        let title = t!("desk-title");
        let body = view! {
            {to_console(&meeting)}
            <h1>{title.clone()}</h1>
            <p class="roll-summary">{t!("roll-summary", here = counts.here, n = counts.all)}</p>
            {Form::of(&req.flash, "desk").summary()}
            {closed.then(|| view! { <p class="notice">{t!("run-closed")}</p> })}
            {(!closed).then(|| view! {
                <section class="card">
                    <h2>{t!("desk-code-title")}</h2>
                    <form method="post" action=DeskCode::url()>
                        {code.summary()}
                        <Hidden name="meeting" value=meeting_id.clone()/>
                        <Field form=code name="personal_code" label=t!("desk-code") hint=t!("desk-code-hint") autocomplete="off"/>
                        <Submit label=t!("desk-check-in")/>
                    </form>
                </section>
            })}
            <section>
                <h2>{t!("desk-list-title")}</h2>
                <ul class="plain desk">{rows}</ul>
            </section>
            {(!closed).then(|| view! {
                <section class="card">
                    <h2>{t!("walk-in-title")}</h2>
                    <p>{t!("walk-in-text")}</p>
                    <form method="post" action=WalkIn::url()>
                        {walk_in.summary()}
                        <Hidden name="meeting" value=meeting_id/>
                        <Hidden name="once" value=backend::token::new_id().to_string()/>
                        <Field form=walk_in.clone() name="name" label=t!("name") autocomplete="off"/>
                        <Select form=walk_in.clone() name="organisation" label=t!("organisation") choices=organisations/>
                        <Field
                            form=walk_in
                            name="email"
                            label=t!("walk-in-email")
                            hint=t!("walk-in-email-hint")
                            kind="email"
                            autocomplete="off"
                        />
                        <Submit label=t!("walk-in-button")/>
                    </form>
                </section>
            })}
        };
        Ok(Page::read(title, body))
    })
}

/// A personal code that was scanned.
#[component]
pub fn ScannedPage() -> impl IntoView {
    let code = query("code").unwrap_or_default();
    page(move |req| async move {
        if !req.ctx.actor.is_signed_in() {
            return Err(AppError::SignInRequired);
        }
        let (meeting, person) = attendance::meeting_of_personal_code(&req.ctx, &code).await?;
        let roll = attendance::roll(&req.ctx, &meeting).await?;
        let row = roll.rows.into_iter().find(|r| r.person == person).ok_or(AppError::NotFound)?;
        let here = row.attendance.state.is_here() && row.attendance.left_at.is_none();
        let body = view! {
            <h1><bdi>{row.name}</bdi></h1>
            <p class="lead"><bdi>{row.organisations.join(", ")}</bdi></p>
            <section class="card next-step">
                <p>{t!("run-title", title = meeting.workshop.title.clone(), n = meeting.position)}</p>
                <p><Tag text=state(row.attendance.state) kind=if here { "good" } else { "" }/></p>
                {(!here).then(|| view! {
                    <form method="post" action=DeskCode::url()>
                        <Hidden name="meeting" value=meeting.id.to_string()/>
                        <Hidden name="personal_code" value=code/>
                        <Submit label=t!("desk-check-in")/>
                    </form>
                })}
            </section>
            <p><a href=href::of_run(meeting.id, "desk")>{t!("desk-title")}</a></p>
        };
        Ok(Page::read(t!("desk-title"), body))
    })
}
