//! `/run/{meeting}`: the console of a meeting, on one screen: the next step, the code, who is here, hands, what is open.
//! With script everything is live; without, the page refreshes.

use backend::{
    access::Granted,
    activity::{self, Board, TrainerPart},
    attendance,
    workshop::{self, Meeting},
};
use chrono::{DateTime, Duration, Utc};
use domain::{attendance::Mark, check_in::open, ids::PersonId, policy::action::RunMeeting};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    roll_view::{look, roll_view},
    server_fns::{CloseCheckIn, CloseMeeting, CorrectMark, DeskCheckIn, DeskCheckOut, OpenCheckIn, ReopenMeeting},
};
use crate::{
    error::AppError,
    href,
    i18n::{day_and_time, mark, state, t, time_range, why},
    live::{Audience, OpenActivityForm, board_view, live_region},
    server::{self, id},
    ui::{Choice, Crumbs, Field, Form, Hidden, Page, Req, Select, Submit, page, param, query},
};

/// The console of a meeting.
#[component]
pub fn RunPage() -> impl IntoView {
    let key = param("meeting");
    let person = query("person");
    page(move |req| async move {
        let meeting = workshop::load_meeting_for::<RunMeeting>(&req.ctx, id(&key)?).await?;
        let backend = req.ctx.backend();
        let roll = attendance::room_roll(backend, &meeting).await?;
        let (board, part) = activity::console(backend, &meeting).await?;
        let correct = match person.map(|p| id::<PersonId>(&p)) {
            Some(Ok(person)) => correct_form(&req, &meeting, person).await?,
            _ => None,
        };
        let zone = &meeting.workshop.time_zone;
        let when = day_and_time(meeting.starts_at, zone);
        let range = time_range(meeting.starts_at, meeting.ends_at, zone);
        let title = t!("run-title", title = meeting.workshop.title.clone(), n = meeting.position);
        // while a form is open the page must not refresh itself under the trainer's hands
        let refreshes = correct.is_none();
        let address = href::run(meeting.id);
        let now = req.ctx.now;
        let content = view! { {roll_view(&roll, now)}{board_view(&board, Audience::Trainer(&part), now)} }.into_any();
        let body = view! {
            <Crumbs trail=vec![
                (href::TEACH.to_owned(), t!("teach-title")),
                (href::workshop(meeting.workshop.id), meeting.workshop.title.clone()),
            ]/>
            <h1>{title.clone()}</h1>
            <p class="muted">{when}" · "{range}</p>
            {Form::of(&req.flash, "console").summary()}
            {meeting.canceled.then(|| view! { <p class="notice notice-error">{t!("run-canceled")}</p> })}
            {next_step(&meeting, &board, &part, now)}
            {rooms(&meeting)}
            {correct}
            <section aria-label=t!("run-live-label") class="console">
                {live_region(format!("{address}/board/events"), format!("{address}/board"), refreshes.then_some(address), content)}
            </section>
        };
        Ok(Page::wide(title, body))
    })
}

/// The rooms of a meeting.
fn rooms(meeting: &Meeting) -> impl IntoView + use<> {
    let links = [
        ("screen", t!("run-screen")),
        ("activities", t!("activities-title")),
        ("desk", t!("desk-title")),
        ("sheet", t!("sheet-title")),
        ("calls", t!("calls-title")),
    ];
    let items = links.into_iter().map(|(room, text)| view! { <li><a href=href::of_run(meeting.id, room)>{text}</a></li> }).collect_view();
    view! { <nav class="tabs" aria-label=t!("run-rooms")><ul>{items}</ul></nav> }
}

/// One next step, and what else can be done.
fn next_step(meeting: &Meeting, board: &Board, part: &TrainerPart, now: DateTime<Utc>) -> AnyView {
    let id = meeting.id.to_string();
    if meeting.canceled {
        return ().into_any();
    }
    if meeting.window.closed_at.is_some() {
        return view! {
            <section class="card next-step">
                <p class="big">{t!("run-closed")}</p>
                <p><a class="button" href=href::of_workshop(meeting.workshop.id, "results")>{t!("results-title")}</a></p>
                <details class="more">
                    <summary>{t!("run-reopen")}</summary>
                    <form method="post" action=ReopenMeeting::url()>
                        <Hidden name="meeting" value=id/>
                        <p>{t!("run-reopen-text")}</p>
                        <Submit label=t!("run-reopen-button") class="button quiet"/>
                    </form>
                </details>
            </section>
        }
        .into_any();
    }
    let over = now >= meeting.ends_at;
    let is_open = open(&meeting.window).is_ok();
    let was_open = meeting.window.opened_at.is_some();
    let close = || {
        view! {
            <form method="post" action=CloseMeeting::url()>
                <Hidden name="meeting" value=id.clone()/>
                <p>{t!("run-close-meeting-text")}</p>
                <Submit label=t!("run-close-meeting-button") class=if over { "button" } else { "button danger" }/>
            </form>
        }
    };
    let open_form = |class: &'static str| {
        view! {
            <form method="post" action=OpenCheckIn::url()>
                <Hidden name="meeting" value=id.clone()/>
                <Submit label=t!("run-open-check-in") class=class/>
            </form>
        }
    };
    let close_form = || {
        view! {
            <form method="post" action=CloseCheckIn::url()>
                <Hidden name="meeting" value=id.clone()/>
                <Submit label=t!("run-close-check-in") class="button quiet"/>
            </form>
        }
    };
    let prepared = part.prepared.first().filter(|_| was_open && !over && board.shown.iter().all(|s| s.closed));
    let first: AnyView = if over {
        close().into_any()
    } else if !was_open {
        open_form("button").into_any()
    } else if let Some(next) = prepared {
        view! { <OpenActivityForm meeting=meeting.id.to_string() activity=next.id.to_string() title=next.written.title.clone()/> }
            .into_any()
    } else if is_open && now > meeting.starts_at + Duration::minutes(30) {
        close_form().into_any()
    } else {
        let address = format!("{}{}", server::site().base_url, href::CHECK_IN);
        let text = if is_open { t!("run-check-in-open", address = address) } else { t!("run-goes-on") };
        view! { <p>{text}</p> }.into_any()
    };
    let check_in = (was_open && !over).then(|| if is_open { close_form().into_any() } else { open_form("button quiet").into_any() });
    view! {
        <section class="card next-step">
            {first}
            <div class="controls">
                {check_in}
                {(!over).then(|| view! { <details class="more"><summary>{t!("run-close-meeting")}</summary>{close()}</details> })}
            </div>
        </section>
    }
    .into_any()
}

async fn correct_form(req: &Req, meeting: &Granted<Meeting, RunMeeting>, person: PersonId) -> Result<Option<AnyView>, AppError> {
    let roll = attendance::roll(&req.ctx, meeting).await?;
    let limit = roll.late_limit_minutes;
    let Some(row) = roll.rows.into_iter().find(|row| row.person == person) else { return Ok(None) };
    let form = Form::of(&req.flash, "mark").asks::<forms::CorrectMark>();
    let choices = Mark::ALL.into_iter().map(|m| Choice::new(m.name(), mark(m))).collect();
    let a = row.attendance;
    let reason = why(&a, meeting.starts_at, meeting.ends_at, limit, &meeting.workshop.time_zone);
    let looks: Vec<String> = row.look.iter().map(|l| look(*l)).collect();
    let open = meeting.window.closed_at.is_none();
    let here = a.state.is_here() && a.left_at.is_none();
    let ids = || {
        view! {
            <Hidden name="meeting" value=meeting.id.to_string()/>
            <Hidden name="person" value=person.to_string()/>
        }
    };
    let at_the_desk = open.then(|| {
        if here {
            view! { <form method="post" action=DeskCheckOut::url()>{ids()}<Submit label=t!("desk-check-out") class="button quiet"/></form> }
                .into_any()
        } else {
            view! { <form method="post" action=DeskCheckIn::url()>{ids()}<Submit label=t!("desk-check-in")/></form> }.into_any()
        }
    });
    Ok(Some(
        view! {
            <section class="card">
                <h2 id="correct">{t!("mark-title")}" "<bdi>{row.name}</bdi></h2>
                <p>
                    {state(a.state)}
                    " · "
                    {t!("roster-minutes", minutes = a.minutes, of = a.of)}
                    {(!reason.is_empty()).then(|| view! { " · "{reason} })}
                </p>
                {row.apology.map(|text| view! { <p>{t!("apology-was")}" "<bdi>{text}</bdi></p> })}
                {(!looks.is_empty()).then(|| view! { <p class="muted">{looks.join(" · ")}</p> })}
                {at_the_desk}
                <form method="post" action=CorrectMark::url()>
                    {form.summary()}
                    {ids()}
                    <Select form=form.clone() name="mark" label=t!("mark-state") choices=choices/>
                    <Field form=form name="minutes" label=t!("mark-minutes") hint=t!("mark-minutes-hint") inputmode="numeric"/>
                    <div class="row">
                        <Submit label=t!("mark-button")/>
                        <a href=href::run(meeting.id)>{t!("cancel")}</a>
                    </div>
                </form>
            </section>
        }
        .into_any(),
    ))
}
