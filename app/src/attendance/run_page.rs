//! `/run/{meeting}`: the console of a meeting. With script the roll is live; without, the page refreshes.

use backend::{
    access::Granted,
    attendance,
    workshop::{self, Meeting},
};
use domain::{
    attendance::Mark,
check_in::open,
    ids::PersonId,
    policy::action::RunMeeting,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Meta;

use super::{
    roll_view,
    server_fns::{CloseCheckIn, CloseMeeting, CorrectMark, OpenCheckIn},
};
use crate::{
    error::AppError,
    href,
    i18n::{day_and_time, mark, t, time_range},
    islands::{RollIsland, RollTexts, RollView},
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
        let roll = roll_view(&req.ctx, &meeting).await?;
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
        let body = view! {
            <Crumbs trail=vec![
                (href::TEACH.to_owned(), t!("teach-title")),
                (href::workshop(meeting.workshop.id), meeting.workshop.title.clone()),
            ]/>
            <h1>{title.clone()}</h1>
            <p class="muted">{when}" · "{range}</p>
            {Form::of(&req.flash, "console").summary()}
            {controls(&meeting)}
            {correct}
            {live(&meeting, roll, refreshes)}
        };
        Ok(Page::wide(title, body))
    })
}

/// One next step, and what else can be done.
fn controls(meeting: &Meeting) -> AnyView {
    let id = meeting.id.to_string();
    if meeting.window.closed_at.is_some() {
        return view! { <p class="notice">{t!("run-closed")}</p> }.into_any();
    }
    let close = view! {
        <details class="more">
            <summary>{t!("run-close-meeting")}</summary>
            <p>{t!("run-close-meeting-text")}</p>
            <form method="post" action=CloseMeeting::url()>
                <Hidden name="meeting" value=id.clone()/>
                <Submit label=t!("run-close-meeting-button") class="button danger"/>
            </form>
        </details>
    };
    let check_in = if open(&meeting.window).is_ok() {
        view! {
            <p>{t!("run-check-in-open", address = format!("{}{}", server::site().base_url, href::CHECK_IN))}</p>
            <form method="post" action=CloseCheckIn::url()>
                <Hidden name="meeting" value=id/>
                <Submit label=t!("run-close-check-in") class="button quiet"/>
            </form>
        }
        .into_any()
    } else {
        view! {
            <form method="post" action=OpenCheckIn::url()>
                <Hidden name="meeting" value=id/>
                <Submit label=t!("run-open-check-in")/>
            </form>
        }
        .into_any()
    };
    view! { <div class="controls">{check_in}{close}</div> }.into_any()
}

fn live(meeting: &Meeting, roll: RollView, refreshes: bool) -> impl IntoView + use<> {
    let assets = &server::site().assets;
    let texts = RollTexts {
        name: t!("name"),
        state: t!("roll-state"),
        correct: t!("roll-correct"),
        correct_link: t!("roll-correct-link"),
        caption: t!("roll-caption"),
        code_label: t!("roll-code-label"),
        offline: t!("roll-offline"),
    };
    let source = format!("{}/events{}", href::run(meeting.id), server::language_suffix());
    let built = !assets.loader.is_empty();
    if built {
        server::set_policy(server::Wasm::Allowed);
    }
    let pkg = |name: &str| format!("/pkg/{name}");
    let loader = built.then(|| {
        view! {
            <script
                type="module"
                src=pkg(&assets.loader)
                data-js=pkg(&assets.island_js)
                data-wasm=pkg(&assets.island_wasm)
            ></script>
        }
    });
    // without script, or where the island was not built: the whole page, again and again
    let refresh = refreshes.then(|| {
        if built {
            view! { <noscript><meta http-equiv="refresh" content="10"/></noscript> }.into_any()
        } else {
            view! { <Meta http_equiv="refresh" content="10"/> }.into_any()
        }
    });
    view! {
        {refresh}
        <RollIsland source=source initial=roll texts=texts/>
        <noscript><p><a href=href::run(meeting.id)>{t!("roll-refresh")}</a></p></noscript>
        {loader}
    }
}

async fn correct_form(req: &Req, meeting: &Granted<Meeting, RunMeeting>, person: PersonId) -> Result<Option<AnyView>, AppError> {
    let roll = attendance::roll(&req.ctx, meeting).await?;
    let Some(row) = roll.rows.into_iter().find(|row| row.person == person) else { return Ok(None) };
    let form = Form::of(&req.flash, "mark");
    let choices = Mark::ALL.into_iter().map(|m| Choice::new(m.name(), mark(m))).collect();
    Ok(Some(
        view! {
            <section class="card">
                <h2 id="correct">{t!("mark-title")}" "<bdi>{row.name}</bdi></h2>
                <form method="post" action=CorrectMark::url()>
                    {form.summary()}
                    <Hidden name="meeting" value=meeting.id.to_string()/>
                    <Hidden name="person" value=person.to_string()/>
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
