//! `/countries/{iso3}`: where a State stands, what can be done now, its dates with their sources, its organisations.

use backend::{
    Context, access,
    briefing::briefing,
    follow, organisation,
    paged::Paged,
    review::{self, Link},
};
use chrono::NaiveDate;
use domain::{
    policy::action,
    review::{
        Deadline, Review, Sessions, Special, Stage, Stand, Step, When, adoption_session, deadline, next_review, stand, timeline,
        today_in_geneva,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    server_fns::FollowState,
    words::{about, days, days_left, deadline_time, source_line, special_name, step_name, when_view},
};
use crate::{
    error::AppError,
    href,
    i18n::{date, t},
    server,
    ui::{Column, Crumbs, Hidden, Page, Pager, Part, Submit, Table, Tag, page, param},
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

/// The organisations of the State: all for staff, their own for members, none for others.
async fn organisations(ctx: &Context, iso3: &str) -> Result<Option<AnyView>, AppError> {
    if let Ok(granted) = access::network::<action::ReadReadiness>(ctx) {
        let (sum, list) = organisation::by_state(ctx, &granted).await?.remove(iso3).unwrap_or_default();
        let rows = list
            .into_iter()
            .map(|o| {
                let name = if ctx.actor.administrator {
                    view! { <a href=href::organisation(o.id)><bdi>{o.name}</bdi></a> }.into_any()
                } else {
                    view! { <bdi>{o.name}</bdi> }.into_any()
                };
                view! { <tr><th scope="row">{name}</th><td class="number">{o.people}</td><td class="number">{o.trained}</td></tr> }
            })
            .collect_view();
        let table = (sum.organisations > 0).then(|| {
            view! {
                <Table
                    label=t!("country-organisations-title")
                    head=vec![
                        Column::text(t!("organisation")),
                        Column::number(t!("invite-people")),
                        Column::number(t!("invite-trained")),
                    ]
                >
                    {rows}
                </Table>
            }
        });
        let text = t!("country-ready", organisations = sum.organisations, trained = sum.trained);
        return Ok(Some(
            view! {
                <section class="card">
                    <h2>{t!("country-organisations-title")}</h2>
                    <p>{text}</p>
                    {table}
                    <p><a href=href::TEACH_DUE>{t!("due-title")}</a></p>
                </section>
            }
            .into_any(),
        ));
    }
    let mut links = Vec::new();
    let ids: std::collections::BTreeSet<_> = ctx.actor.memberships.iter().map(|m| m.organisation).collect();
    for id in ids {
        let own = organisation::load_for::<action::ReadOrganisation>(ctx, id).await?;
        if own.country == iso3 {
            links.push(view! { <li><a href=href::organisation(own.id)><bdi>{own.name.clone()}</bdi></a></li> });
        }
    }
    Ok((!links.is_empty()).then(|| {
        view! { <section class="card"><h2>{t!("country-own-organisation")}</h2><ul class="plain">{links}</ul></section> }.into_any()
    }))
}

async fn following(ctx: &Context, iso3: &str) -> Result<Option<AnyView>, AppError> {
    if !ctx.actor.is_signed_in() {
        return Ok(None);
    }
    let own = follow::own(ctx).await?;
    if own.belongs.iter().any(|s| s == iso3) {
        return Ok(Some(
            view! { <p class="muted">{t!("follow-by-organisation")}" "<a href=href::ME>{t!("follow-reminders")}</a></p> }.into_any(),
        ));
    }
    let follows = own.follows.iter().any(|s| s == iso3);
    let text = if follows { t!("follow-yes") } else { t!("follow-no") };
    let label = if follows { t!("follow-stop") } else { t!("follow-start") };
    Ok(Some(
        view! {
            <form method="post" action=FollowState::url() class="row">
                <Hidden name="state" value=iso3.to_owned()/>
                <Hidden name="to" value=if follows { "no" } else { "yes" }/>
                <span>{text}</span>
                <Submit label=label class="button quiet"/>
            </form>
        }
        .into_any(),
    ))
}

fn documents(links: &[Link]) -> impl IntoView + use<> {
    let own = links
        .iter()
        .map(|l| view! { <li><a href=l.url.clone() rel="noopener noreferrer nofollow" data-content="">{l.title.clone()}</a></li> })
        .collect_view();
    view! {
        <section class="card">
            <h2>{t!("country-documents-title")}</h2>
            <p>{t!("country-documents-text")}</p>
            <ul>
                {own}
                <li><a href="https://uhri.ohchr.org" rel="noopener noreferrer nofollow">{t!("country-uhri")}</a></li>
                <li><a href="https://uprdoc.ohchr.org" rel="noopener noreferrer nofollow">{t!("country-uprdoc")}</a></li>
                <li><a href="https://upr-info.org" rel="noopener noreferrer nofollow">{t!("country-upr-info")}</a></li>
            </ul>
        </section>
    }
}

fn moved(changes: &Paged<review::Change>, iso3: &str) -> Option<impl IntoView + use<>> {
    let part = Part::of_paged(changes);
    let address = href::country(iso3);
    let lines = changes
        .rows
        .iter()
        .map(|change| {
            let text = moved_text(&change.moved);
            let at = date(today_in_geneva(change.at));
            view! { <li>{at}": "{text}</li> }
        })
        .collect_view();
    (!changes.rows.is_empty()).then(|| {
        view! { <section><h2>{t!("country-moved-title")}</h2><ul>{lines}</ul><Pager address=address part=part/></section> }
    })
}

/// What moved, from when to when.
pub fn moved_text(moved: &review::Moved) -> String {
    let step = step_name(moved.step);
    let say = |s: review::Span| days(s.from, s.until);
    match (moved.old, moved.new) {
        (Some(old), Some(new)) => t!("moved-changed", step = step, old = say(old), new = say(new)),
        (None, Some(new)) => t!("moved-added", step = step, new = say(new)),
        (Some(old), None) => t!("moved-removed", step = step, old = say(old)),
        (None, None) => step,
    }
}

fn cycles(own: &[&Review], shown: &Review) -> impl IntoView + use<> {
    let lines = own
        .iter()
        .filter(|r| r.id != shown.id)
        .map(|r| {
            view! {
                <li>
                    {t!("cycle-line", cycle = r.cycle.to_string(), session = r.session.to_string())}
                    {r.starts_on().map(|on| format!(", {}", days(on, r.ends_on())))}
                </li>
            }
        })
        .collect_view();
    // the order of cycle 3 was repeated in cycle 4, but for the special cases (docs/upr.md, "The order of States")
    let listed = own.iter().any(|r| r.cycle == 3);
    let by_rule = (!listed && shown.cycle == 4 && !matches!(shown.special, Some(Special::Moved | Special::SlotUnknown | Special::Closed)))
        .then(|| {
            view! {
                <li class="estimate">
                    {t!("cycle-by-rule", session = shown.session.saturating_sub(14).to_string())}
                    " "
                    <Tag text=t!("date-estimate")/>
                </li>
            }
        });
    let empty = own.len() == 1 && by_rule.is_none();
    view! {
        <section>
            <h2>{t!("country-cycles-title")}</h2>
            {if empty {
                view! { <p class="muted">{t!("country-cycles-none")}</p> }.into_any()
            } else {
                view! { <ul>{lines}{by_rule}</ul> }.into_any()
            }}
        </section>
    }
}
