//! `/teach/due`: States that are reviewed in the next two years, against the organisations and trained people there.

use backend::{access, organisation, review, submission};
use domain::{
    policy::action,
    review::{Readiness, Review, Sessions, Step, due, next_review, rank, today_in_geneva, when},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::MakeWorkshopFor;
use crate::{
    href,
    i18n::t,
    review::words::{days_left, when_view},
    ui::{Column, Empty, Form, Hidden, Page, Submit, Table, Tag, page},
};

/// What to do about a State.
fn tag(ready: Readiness) -> AnyView {
    let (text, kind) = match rank(ready) {
        0 => (t!("due-nobody"), "bad"),
        1 => (t!("due-some"), "warn"),
        2 => (t!("due-ready"), "good"),
        _ => (t!("due-no-member"), ""),
    };
    view! { <Tag text=text kind=kind/> }.into_any()
}

/// The due board.
#[component]
pub fn DuePage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<action::ReadReadiness>(&req.ctx)?;
        let reviews = review::all(&req.ctx).await?;
        let states = organisation::by_state(&req.ctx, &granted).await?;
        let written = submission::by_review(&req.ctx, &granted).await?;
        let sessions = Sessions::of(reviews.iter());
        let today = today_in_geneva(req.ctx.now);
        let ready = |review: &Review| states.get(&review.iso3).map(|(sum, _)| *sum).unwrap_or_default();
        let mut found = due(reviews.iter(), &sessions, today);
        // what can still be written for comes before what is closed
        found.sort_by_key(|d| (d.closed, rank(ready(d.review))));
        let form = Form::of(&req.flash, "workshop_for");
        let rows = found
            .iter()
            .map(|d| {
                let review = d.review;
                let sum = ready(review);
                let (drafts, submitted) = written.get(&review.id).copied().unwrap_or_default();
                let submission = when(review, Step::Submission, &sessions);
                let left = review.deadline().filter(|on| *on >= today).map(|on| days_left((on - today).num_days()));
                view! {
                    <tr>
                        <th scope="row"><a href=href::country(&review.iso3) data-content="">{review.state.clone()}</a><br/>{tag(sum)}</th>
                        <td>{when_view(&when(review, Step::Review, &sessions), today)}</td>
                        <td>
                            {when_view(&submission, today)}
                            {d.closed.then(|| view! { <br/><span class="muted">{t!("calendar-passed")}</span> })}
                            {left.map(|text| view! { <br/><strong>{text}</strong> })}
                        </td>
                        <td class="number">{sum.organisations}</td>
                        <td class="number">{sum.trained}</td>
                        <td class="number">{drafts}</td>
                        <td class="number">{submitted}</td>
                        <td>{(sum.organisations > 0 && !d.closed).then(|| make(&review.iso3))}</td>
                    </tr>
                }
            })
            .collect_view();
        let none = found.is_empty();
        let undated = undated(&reviews, &states, today);
        let body = view! {
            <h1>{t!("due-title")}</h1>
            {super::tabs(href::TEACH_DUE)}
            <p class="lead">{t!("due-lead")}</p>
            {form.summary()}
            {if none {
                view! { <Empty text=t!("due-none")>""</Empty> }.into_any()
            } else {
                view! {
                    <Table
                        label=t!("due-title")
                        head=vec![
                            Column::text(t!("calendar-state")),
                            Column::text(t!("step-review")),
                            Column::text(t!("calendar-deadline")),
                            Column::number(t!("due-organisations")),
                            Column::number(t!("invite-trained")),
                            Column::number(t!("due-drafts")),
                            Column::number(t!("due-submitted")),
                            Column::text(t!("due-do")),
                        ]
                    >
                        {rows}
                    </Table>
                }
                .into_any()
            }}
            {undated}
        };
        Ok(Page::wide(t!("due-title"), body))
    })
}

fn make(iso3: &str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=MakeWorkshopFor::url()>
            <Hidden name="state" value=iso3.to_owned()/>
            <Submit label=t!("due-make") class="button quiet"/>
        </form>
    }
}

/// States with members whose next review has no dates yet, in the order in which they were reviewed last.
fn undated(
    reviews: &[Review],
    states: &std::collections::HashMap<String, (Readiness, Vec<organisation::Ready>)>,
    today: chrono::NaiveDate,
) -> Option<impl IntoView + use<>> {
    let sessions = Sessions::of(reviews);
    // the newest review of each State, if it is over or nothing can be said of its days
    let undated = |r: &&Review| when(r, Step::Review, &sessions).span().is_none_or(|s| s.until < today);
    let newest = |r: &&Review| next_review(r, reviews).is_none();
    let mut waiting: Vec<&Review> = reviews.iter().filter(|r| states.contains_key(&r.iso3)).filter(newest).filter(undated).collect();
    waiting.sort_by_key(|r| (r.session, r.state.clone()));
    let rows = waiting
        .iter()
        .map(|review| {
            let sum = states.get(&review.iso3).map(|(sum, _)| *sum).unwrap_or_default();
            view! {
                <tr>
                    <th scope="row"><a href=href::country(&review.iso3) data-content="">{review.state.clone()}</a><br/>{tag(sum)}</th>
                    <td>{review.session.to_string()}</td>
                    <td class="number">{sum.organisations}</td>
                    <td class="number">{sum.trained}</td>
                    <td>{make(&review.iso3)}</td>
                </tr>
            }
        })
        .collect_view();
    (!waiting.is_empty()).then(move || {
        view! {
            <h2>{t!("due-undated-title")}</h2>
            <p>{t!("due-undated-text")}</p>
            <Table
                label=t!("due-undated-title")
                head=vec![
                    Column::text(t!("calendar-state")),
                    Column::text(t!("due-last-session")),
                    Column::number(t!("due-organisations")),
                    Column::number(t!("invite-trained")),
                    Column::text(t!("due-do")),
                ]
            >
                {rows}
            </Table>
        }
    })
}
