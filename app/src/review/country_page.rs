//! `/countries/{iso3}`: where a State stands, what can be done now, its dates with their sources, its organisations.

use backend::{briefing::briefing, review};
use chrono::NaiveDate;
use domain::review::{
    Deadline, Review, Sessions, Stage, Stand, Step, When, adoption_session, deadline, next_review, stand, timeline, today_in_geneva,
};
use leptos::prelude::*;

use super::{
    country_more::{cycles, documents, following, moved, organisations},
    words::{about, days_left, deadline_time, source_line, special_name, step_name, when_view},
};
use crate::{
    error::AppError,
    href,
    i18n::{date, t},
    server,
    ui::{Crumbs, Page, Tag, page, param},
};

/// Dates that moved, on a page.
const MOVED: u64 = 10;

/// A State.
#[component]
pub fn CountryPage() -> impl IntoView {
    let key = param("iso3").to_uppercase();
    page(move |req| async move {
        let ctx = &req.ctx;
        let all = review::all(ctx).await?;
        let sessions = Sessions::of(all.iter());
        let today = today_in_geneva(ctx.now);
        let own: Vec<&Review> = all.iter().filter(|r| r.iso3 == key).collect();
        let shown = current(&own, &sessions, today).ok_or(AppError::NotFound)?;
        let standing = stand(shown, &sessions, today);
        let zone = server::reader_zone(ctx, "Europe/Zurich");
        let state = shown.state.clone();
        let links = review::links(ctx, &key).await?;
        let changes = review::changes(ctx, Some(&key), MOVED, server::page_number()).await?;
        let organisations = organisations(ctx, &key).await?;
        let following = following(ctx, &key).await?;
        let body = view! {
            <Crumbs trail=vec![(href::CALENDAR.to_owned(), t!("calendar-title"))]/>
            <h1 data-content="">{state.clone()}</h1>
            {special(shown)}
            {now_card(shown, &sessions, &standing, ctx.now, &zone)}
            {following}
            <section aria-labelledby="way">
                <h2 id="way">{t!("country-way-title")}</h2>
                {way(shown, &sessions, &standing, today)}
            </section>
            <section aria-labelledby="dates">
                <h2 id="dates">{t!("country-dates-title", cycle = shown.cycle.to_string(), session = shown.session.to_string())}</h2>
                {dates(shown, &sessions, &all, today)}
                <p><a class="button quiet" href=href::country_feed(&key)>{t!("calendar-feed-link")}</a></p>
            </section>
            {organisations}
            {documents(&links)}
            {moved(&changes, &key)}
            {cycles(&own, shown)}
        };
        Ok(Page::read(state, body))
    })
}

/// The review to show: the newest in which something can be done today; else the newest.
pub fn current<'a>(own: &[&'a Review], sessions: &Sessions, today: NaiveDate) -> Option<&'a Review> {
    let newest = own.iter().copied().max_by_key(|r| r.cycle);
    let open = own.iter().copied().filter(|r| !stand(r, sessions, today).open.is_empty()).max_by_key(|r| r.cycle);
    open.or(newest)
}

fn special(review: &Review) -> Option<impl IntoView + use<>> {
    let name = review.special.map(special_name);
    (name.is_some() || !review.note.is_empty()).then(|| {
        view! {
            <div class="notice" role="note">
                {name.map(|name| view! { <p><strong>{name}</strong></p> })}
                <p data-content="">{review.note.clone()}</p>
            </div>
        }
    })
}

fn now_card(
    review: &Review,
    sessions: &Sessions,
    standing: &Stand,
    now: chrono::DateTime<chrono::Utc>,
    zone: &str,
) -> impl IntoView + use<> {
    let today = today_in_geneva(now);
    let step = standing.first.and_then(|s| briefing().step(s));
    let left = match deadline(review, now) {
        Deadline::Ahead { on, days } => Some((t!("country-deadline", days = days_left(days)), Some(deadline_time(on, zone)))),
        _ => standing
            .first
            .and_then(|s| s.window(review, sessions))
            .filter(|w| standing.first != Some(Stage::NextCycle) && w.until >= today)
            .map(|w| (t!("country-step-ends", date = date(w.until)), None)),
    };
    let next = standing.next.and_then(|(stage, on)| Some((briefing().step(stage)?.title.clone(), on)));
    view! {
        <section class="card next-step">
            <h2>{t!("country-now-title")}</h2>
            {match step {
                Some(step) => view! {
                    <p class="big" data-content="">{step.title.clone()}</p>
                    <p data-content="">{step.result.clone()}</p>
                    <p data-content="" class="muted">{step.who.clone()}</p>
                }
                .into_any(),
                None => view! { <p class="big">{t!("country-now-unknown")}</p> }.into_any(),
            }}
            {left.map(|(text, time)| view! { <p><strong>{text}</strong>{time.map(|time| view! { <br/>{time} })}</p> })}
            {step.map(|step| view! { <p><a class="button" href=href::briefing_step(step.stage)>{t!("country-how")}</a></p> })}
            {next.map(|(title, on)| view! { <p class="muted">{t!("country-next", title = title, date = date(on))}</p> })}
        </section>
    }
}

/// The steps on a line, those that are open marked.
fn way(review: &Review, sessions: &Sessions, standing: &Stand, today: NaiveDate) -> impl IntoView + use<> {
    let steps = Stage::ALL
        .into_iter()
        .filter_map(|stage| {
            let step = briefing().step(stage)?;
            let window = stage.window(review, sessions);
            let (open, first) = (standing.open.contains(&stage), standing.first == Some(stage));
            let over = window.is_some_and(|w| w.until < today);
            let when = match (stage, window) {
                (Stage::NextCycle, Some(w)) => t!("country-from", date = date(w.from)),
                (_, Some(w)) => about(w.from, w.until),
                (_, None) => step.when.clone(),
            };
            let class = if open {
                "way-open"
            } else if over {
                "way-over"
            } else {
                "way-ahead"
            };
            Some(view! {
                <li class=class aria-current=first.then_some("step")>
                    <a href=href::briefing_step(stage) data-content="">{step.title.clone()}</a>
                    {first.then(|| view! { " "<Tag text=t!("country-first") kind="good"/> })}
                    {(open && !first).then(|| view! { " "<Tag text=t!("country-open")/> })}
                    <br/><span class="small muted" data-content="">{when}</span>
                </li>
            })
        })
        .collect_view();
    view! { <ol class="way">{steps}</ol><p class="small muted">{t!("country-way-note")}</p> }
}

fn dates(review: &Review, sessions: &Sessions, all: &[Review], today: NaiveDate) -> impl IntoView + use<> {
    let rows = timeline(review, sessions)
        .into_iter()
        .map(|(step, when)| {
            let source = match &when {
                When::Known(known) => source_line(known),
                When::Estimated(_, rule) => t!("date-source-rule", source = rule.source.clone(), date = date(rule.checked_on)),
                When::Unknown(_) => t!("date-source-none"),
            };
            let (council, found) = adoption_session(review);
            let council = (step == Step::Adoption)
                .then(|| if found { t!("country-council", name = council) } else { t!("country-council-rule", name = council) });
            view! {
                <dt>{step_name(step)}</dt>
                <dd>
                    {when_view(&when, today)}
                    {council.map(|text| view! { <br/>{text} })}
                    <br/><span class="small muted" data-content="">{source}</span>
                </dd>
            }
        })
        .collect_view();
    let next = match next_review(review, all) {
        Some(next) => when_view(&domain::review::when(next, Step::Review, sessions), today),
        None => {
            let place = (review.session.saturating_sub(1) % 14 + 1).to_string();
            let text = t!("country-next-cycle", place = place, session = review.session.to_string());
            view! { <span class="muted">{text}</span> }.into_any()
        }
    };
    view! { <dl class="dates">{rows}<dt>{t!("step-next-review")}</dt><dd>{next}</dd></dl> }
}
