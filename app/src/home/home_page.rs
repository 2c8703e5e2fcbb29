//! `/home`: what should I do next?

use backend::{
    Context,
    briefing::briefing,
    follow,
    learning::{self, DueReview},
    notice::{self, Draft, Notice, Told},
    review, training, workshop,
};
use chrono::NaiveDate;
use domain::review::{Deadline, Review, Sessions, Stand, Step, When, deadline, stand, today_in_geneva, when};
use leptos::{prelude::*, server_fn::ServerFn};

use super::next_step;
use crate::{
    error::AppError,
    href,
    i18n::{date, news, path, percent, t},
    learning::{PutNoticeAway, module_card},
    review::{
        moved_text,
        words::{days_left, deadline_time, step_name, when_view},
    },
    server,
    ui::{Hidden, Page, Pager, Part, page},
};

/// The first screen after signing in: one next step, the days to the deadline, the progress.
#[component]
pub fn HomePage() -> impl IntoView {
    page(|req| async move {
        let ctx = req.ctx;
        let name = ctx.signed_in.as_ref().map(|s| s.name.clone()).ok_or(AppError::SignInRequired)?;
        let learning = learning::learning(&ctx).await?;
        let modules = learning.modules();
        let own = training::own(&ctx).await?;
        let workshops = workshop::ahead(&ctx).await?;
        let states = own_states(&ctx).await?;
        let zone = server::reader_zone(&ctx, "Europe/Zurich");
        let waiting = notice::own(&ctx, server::page_number()).await?;
        let notices = waiting.rows.iter().map(|n| told(n, &zone, today_in_geneva(ctx.now))).collect_view();
        let due = learning.due_reviews();
        let trained = !own.records.is_empty();
        let next = next_step::next_step(
            &ctx,
            &next_step::Seen { learning: &learning, modules: &modules, workshops: &workshops, states: &states, trained },
        )
        .await?;
        let trained = own.records.first().map(|(on, how)| t!("home-trained", date = date(*on), path = path(*how)));
        let cards = modules.iter().map(|m| module_card(m, true)).collect_view();
        let deadlines = states.iter().map(|s| state_line(s, &ctx, &zone)).collect_view();
        let organisations = ctx
            .actor
            .memberships
            .iter()
            .map(|m| m.organisation)
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .map(|id| view! { <li><a href=href::organisation(id)>{t!("home-organisation-link")}</a></li> })
            .collect_view();
        let has_organisation = !ctx.actor.memberships.is_empty();
        let body = view! {
            <h1>{t!("home-title")}" "<bdi>{name}</bdi></h1>
            {notices}
            <Pager address=href::HOME part=Part::of_paged(&waiting)/>
            <section class="card next-step">
                <h2>{t!("home-next-title")}</h2>
                {next}
            </section>
            {(!due.is_empty()).then(|| reviews(&due))}
            {trained.map(|text| view! { <p class="notice notice-good">{text}</p> })}
            {(!states.is_empty()).then(|| view! {
                <section class="card deadline">
                    <h2>{t!("home-deadline-title")}</h2>
                    <ul class="plain stack">{deadlines}</ul>
                </section>
            })}
            <section aria-labelledby="progress">
                <h2 id="progress">{t!("home-progress-title")}</h2>
                <p class="row">
                    <a href=href::PROGRAMME>{t!("programme-title")}</a>
                    <a href=href::NOTES>{t!("notes-title")}</a>
                    <a href=href::GLOSSARY>{t!("nav-glossary")}</a>
                </p>
                <div class="cards">{cards}</div>
            </section>
            {has_organisation.then(|| view! { <ul class="plain">{organisations}</ul> })}
        };
        Ok(Page::wide(t!("nav-home"), body))
    })
}

/// What the reader is told, until they put it away.
fn told(notice: &Notice, zone: &str, today: NaiveDate) -> impl IntoView + use<> {
    let (text, link) = match &notice.told {
        Told::ResultChanged { module, title, before, after } => {
            (t!("told-result-changed", title = title.clone(), before = percent(*before), after = percent(*after)), href::quiz(module))
        }
        Told::AnswerGraded { module, title } => (t!("told-answer-graded", title = title.clone()), href::quiz(module)),
        Told::Workshop { workshop, title, news: what } => (news(title, what, zone), href::workshop(*workshop)),
        Told::DatesMoved { moved } => {
            let lines: Vec<String> = moved.iter().map(|m| format!("{}: {}", m.state, moved_text(m))).collect();
            let link = moved.first().map_or_else(|| href::CALENDAR.to_owned(), |m| href::country(&m.iso3));
            (format!("{}\n{}", t!("told-dates-moved"), lines.join("\n")), link)
        }
        Told::DeadlinesNear { near } => {
            let ahead: Vec<_> = near.iter().filter(|n| n.on >= today).collect();
            let link = ahead.first().map_or_else(|| href::CALENDAR.to_owned(), |n| href::country(&n.iso3));
            let line = |n: &&backend::reminder::Near| {
                t!(
                    "told-deadline",
                    state = n.state.clone(),
                    step = step_name(n.step),
                    days = days_left((n.on - today).num_days()),
                    date = date(n.on)
                )
            };
            let lines: Vec<String> = ahead.iter().map(line).collect();
            if lines.is_empty() { (t!("told-deadline-passed"), link) } else { (lines.join("\n"), link) }
        }
        // who may take a submission does not read it before
        Told::Submission { title, news: Draft::MentorAsked, .. } => {
            (t!("told-mentor-asked", title = title.clone()), href::TEACH_SUBMISSIONS.to_owned())
        }
        Told::Submission { title, news: Draft::RequestWithdrawn, .. } => {
            (t!("told-request-withdrawn", title = title.clone()), href::TEACH_SUBMISSIONS.to_owned())
        }
        Told::Submission { submission, title, news } => {
            let title = title.clone();
            let (text, part) = match news {
                Draft::Shared => (t!("told-submission-shared", title = title), ""),
                Draft::Commented => (t!("told-submission-commented", title = title), "read"),
                Draft::MentorAsked | Draft::RequestWithdrawn | Draft::MentorAnswered => {
                    (t!("told-mentor-answered", title = title), "mentor")
                }
            };
            (text, if part.is_empty() { href::submission(*submission) } else { href::submission_part(*submission, part) })
        }
        Told::GuidanceAsked { guidance, title } => (t!("told-guidance-asked", title = title.clone()), href::guidance(*guidance)),
        Told::GuidanceAnswered { guidance, title } => (t!("told-guidance-answered", title = title.clone()), href::guidance(*guidance)),
        Told::GuidanceOverlooked { guidance, title } => (t!("told-guidance-overlooked", title = title.clone()), href::guidance(*guidance)),
        Told::StatementToSign { statement, title } => (t!("told-statement-to-sign", title = title.clone()), href::statement(*statement)),
        Told::DraftReturned { document, title } => (t!("told-draft-returned", title = title.clone()), href::document(*document)),
    };
    view! {
        <div class="notice row" role="status">
            <p class="pre-line" data-content=""><a href=link>{text}</a></p>
            <form method="post" action=PutNoticeAway::url()>
                <Hidden name="notice" value=notice.id.to_string()/>
                <button type="submit" class="link">{t!("told-put-away")}</button>
            </form>
        </div>
    }
}

/// Questions that come back today.
fn reviews(due: &[DueReview]) -> impl IntoView + use<> {
    let links = due.iter().map(|r| view! { <li data-content=""><a href=href::review(&r.module)>{r.title.clone()}</a></li> }).collect_view();
    view! {
        <section class="card">
            <h2>{t!("home-review-title")}</h2>
            <p>{t!("home-review-text")}</p>
            <ul>{links}</ul>
            <p class="muted"><a href=href::ME>{t!("home-review-off")}</a></p>
        </section>
    }
}

/// A State of the reader: the review that is under way, and what follows from it.
pub(super) struct OwnState {
    pub review: Review,
    pub stand: Stand,
    pub deadline: When,
}

/// The States of the reader's organisations and those they follow.
async fn own_states(ctx: &Context) -> Result<Vec<OwnState>, AppError> {
    let codes = follow::own(ctx).await?.all();
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let all = review::all(ctx).await?;
    let sessions = Sessions::of(all.iter());
    let today = today_in_geneva(ctx.now);
    let state = |iso3: &String| {
        let own: Vec<&Review> = all.iter().filter(|r| r.iso3 == *iso3).collect();
        let review = crate::review::current(&own, &sessions, today)?.clone();
        let (stand, deadline) = (stand(&review, &sessions, today), when(&review, Step::Submission, &sessions));
        Some(OwnState { review, stand, deadline })
    };
    Ok(codes.iter().filter_map(state).collect())
}

fn state_line(own: &OwnState, ctx: &Context, zone: &str) -> impl IntoView + use<> {
    let review = &own.review;
    let today = today_in_geneva(ctx.now);
    let step = own.stand.first.and_then(|s| briefing().step(s)).map(|s| {
        view! { <br/>{t!("home-state-step")}" "<a href=href::briefing_step(s.stage) data-content="">{s.title.clone()}</a> }
    });
    let deadline = match deadline(review, ctx.now) {
        Deadline::Ahead { on, days } => {
            view! { <strong>{t!("country-deadline", days = days_left(days))}</strong>" "{deadline_time(on, zone)} }.into_any()
        }
        Deadline::Passed { on } => t!("home-deadline-passed", date = date(on), session = review.session.to_string()).into_any(),
        Deadline::NotConfirmed => view! { {t!("calendar-deadline")}": "{when_view(&own.deadline, today)} }.into_any(),
    };
    view! { <li><a href=href::country(&review.iso3) data-content="">{review.state.clone()}</a>": "{deadline}{step}</li> }
}
