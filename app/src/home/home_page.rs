//! `/home`: what should I do next?

use backend::{
    Context,
    learning::{self, DueReview, ModuleSummary, Next},
    notice::{self, Notice, Told},
    organisation, review, training,
    workshop::{self, Status, WorkshopRow},
};
use chrono::Duration;
use domain::review::{Deadline, Review, deadline};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    error::AppError,
    href,
    i18n::{date, day_and_time, news, path, percent, t},
    learning::{PutNoticeAway, module_card},
    server,
    ui::{Hidden, Page, page},
};

/// The first screen after signing in: one next step, the days to the deadline, the progress.
#[component]
pub fn HomePage() -> impl IntoView {
    page(|req| async move {
        let ctx = req.ctx;
        let name = ctx.signed_in.as_ref().map(|s| s.name.clone()).ok_or(AppError::SignInRequired)?;
        let modules = learning::overview(&ctx).await?;
        let own = training::own(&ctx).await?;
        let workshops = workshop::visible(&ctx).await?;
        let countries = own_countries(&ctx).await?;
        let zone = server::reader_zone(&ctx, "Europe/Zurich");
        let notices = notice::own(&ctx).await?.iter().map(|n| told(n, &zone)).collect_view();
        let due = learning::due_reviews(&ctx).await?;
        let next = next_step(&ctx, &modules, &workshops, !own.records.is_empty()).await?;
        let trained = own.records.first().map(|(on, how)| t!("home-trained", date = date(*on), path = path(*how)));
        let cards = modules.iter().map(|m| module_card(m, true)).collect_view();
        let deadlines = countries.iter().map(|r| deadline_line(r, &ctx)).collect_view();
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
            <section class="card next-step">
                <h2>{t!("home-next-title")}</h2>
                {next}
            </section>
            {(!due.is_empty()).then(|| reviews(&due))}
            {trained.map(|text| view! { <p class="notice notice-good">{text}</p> })}
            {(!countries.is_empty()).then(|| view! {
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
fn told(notice: &Notice, zone: &str) -> impl IntoView + use<> {
    let (text, link) = match &notice.told {
        Told::ResultChanged { module, title, before, after } => {
            (t!("told-result-changed", title = title.clone(), before = percent(*before), after = percent(*after)), href::quiz(module))
        }
        Told::AnswerGraded { module, title } => (t!("told-answer-graded", title = title.clone()), href::quiz(module)),
        Told::Workshop { workshop, title, news: what } => (news(title, what, zone), href::workshop(*workshop)),
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

/// The reviews of the countries of the reader's organisations.
async fn own_countries(ctx: &Context) -> Result<Vec<Review>, AppError> {
    let mut countries = Vec::new();
    for membership in &ctx.actor.memberships {
        let loaded = organisation::load_for::<domain::policy::action::ReadOrganisation>(ctx, membership.organisation).await?;
        countries.push(loaded.country.clone());
    }
    let reviews = if countries.is_empty() { Vec::new() } else { review::all(ctx).await? };
    Ok(reviews.into_iter().filter(|r| countries.contains(&r.iso3)).collect())
}

fn deadline_line(review: &Review, ctx: &Context) -> impl IntoView + use<> {
    let state = review.state.clone();
    let session = review.session.to_string();
    let text = match deadline(review, ctx.now) {
        Deadline::Ahead { on, days } => t!("home-deadline-ahead", state = state, date = date(on), n = days),
        Deadline::Passed { on } => t!("home-deadline-passed", state = state, date = date(on), session = session),
        Deadline::NotConfirmed => t!("home-deadline-not-confirmed", state = state, session = session),
    };
    view! { <li>{text}</li> }
}

/// One next step: today's meeting before a lesson, a lesson before anything else.
async fn next_step(ctx: &Context, modules: &[ModuleSummary], workshops: &[WorkshopRow], trained: bool) -> Result<AnyView, AppError> {
    let soon = ctx.now + Duration::hours(12);
    let recent = ctx.now - Duration::hours(6);
    let today = workshops
        .iter()
        .filter(|w| !w.over && (w.own == Some(Status::Registered) || w.mine))
        .find_map(|w| w.meetings.iter().find(|start| **start > recent && **start < soon).map(|start| (w, *start)));
    if let Some((row, start)) = today {
        let (link, label) = if row.mine { (href::workshop(row.id), t!("home-next-run")) } else { (href::CHECK_IN.to_owned(), t!("home-next-check-in")) };
        return Ok(view! {
            <p class="big"><bdi>{row.title.clone()}</bdi></p>
            <p>{day_and_time(start, &row.time_zone)}</p>
            <p><a class="button" href=link>{label}</a></p>
        }
        .into_any());
    }
    if let Some((module, next)) = learning::resume(ctx, modules).await? {
        let (text, link) = match next {
            Next::Lesson { slug, title } => (t!("home-next-lesson", title = title), href::lesson(&module.slug, &slug)),
            Next::Quiz | Next::Nothing => (t!("home-next-quiz", title = module.title.clone()), href::quiz(&module.slug)),
        };
        let left = t!("module-minutes-left", n = module.minutes_left);
        return Ok(view! { <p class="big">{text}</p><p class="muted">{left}</p><p><a class="button" href=link>{t!("home-resume")}</a></p> }.into_any());
    }
    // of the required modules the first that is not complete; then any other
    let required = learning::own_programme(ctx).await?.map(|p| p.rule.required_modules).unwrap_or_default();
    let open = |m: &&ModuleSummary| !m.progress.complete();
    let unfinished = modules.iter().filter(open).find(|m| required.contains(&m.progress.module));
    let unfinished = unfinished.or_else(|| modules.iter().find(open).filter(|_| trained));
    let Some(module) = unfinished else {
        let (text, link, label) = if trained {
            (t!("home-next-all-done"), href::CALENDAR, t!("front-calendar-link"))
        } else {
            (t!("home-next-workshop"), href::WORKSHOPS, t!("nav-workshops"))
        };
        return Ok(view! { <p class="big">{text}</p><p><a class="button" href=link>{label}</a></p> }.into_any());
    };
    let view = learning::module(ctx, &module.slug).await?;
    let (text, link) = match view.next() {
        Next::Lesson { slug, title } => (t!("home-next-lesson", title = title), href::lesson(&module.slug, &slug)),
        Next::Quiz | Next::Nothing => (t!("home-next-quiz", title = module.title.clone()), href::quiz(&module.slug)),
    };
    let label = if module.progress.lessons_done == 0 { t!("module-start") } else { t!("module-go-on") };
    Ok(view! { <p class="big">{text}</p><p><a class="button" href=link>{label}</a></p> }.into_any())
}
