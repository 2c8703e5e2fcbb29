//! `/workshops` and `/teach`: lists of workshops.

use backend::{
    access,
    paged::Paged,
    workshop::{self, Status, Whose, WorkshopRow},
};
use domain::policy::action;
use leptos::prelude::*;

use crate::{
    href,
    i18n::{day_and_time, t},
    ui::{Empty, Page, Pager, Part, Tag, page, query},
};

/// The page of the list that the address asks for.
fn asked() -> u64 {
    query("page").and_then(|page| page.parse().ok()).unwrap_or(1)
}

fn list(found: Paged<WorkshopRow>, address: &str) -> impl IntoView + use<> {
    let pager = view! { <Pager address=address part=Part::of_paged(&found)/> };
    let rows = found.rows;
    let items = rows
        .into_iter()
        .map(|row| {
            let tag = match (row.over, row.own) {
                _ if row.canceled => Some((t!("workshop-canceled-tag"), "bad")),
                (true, _) => Some((t!("workshop-over-tag"), "")),
                (false, Some(Status::Registered)) => Some((t!("workshop-registered-tag"), "good")),
                (false, Some(Status::Waiting)) => Some((t!("workshop-waiting-tag"), "warn")),
                (false, Some(Status::Invited)) => Some((t!("workshop-invited-tag"), "good")),
                _ => None,
            };
            let first = row.first.map(|start| day_and_time(start, &row.time_zone));
            view! {
                <li class="card">
                    <h2><a href=href::workshop(row.id)><bdi>{row.title}</bdi></a></h2>
                    <p>{first}</p>
                    <p class="muted">{t!("workshop-meetings", n = row.meetings)}</p>
                    {tag.map(|(text, kind)| view! { <Tag text=text kind=kind/> })}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="plain stack">{items}</ul>{pager} }
}

/// All workshops.
#[component]
pub fn WorkshopsPage() -> impl IntoView {
    let number = asked();
    page(move |req| async move {
        let rows = workshop::list(&req.ctx, Whose::Everybodys, number).await?;
        let body = view! {
            <h1>{t!("workshops-title")}</h1>
            <p class="lead">{t!("workshops-lead")}</p>
            {if rows.rows.is_empty() {
                view! { <Empty text=t!("workshops-none")>""</Empty> }.into_any()
            } else {
                list(rows, href::WORKSHOPS).into_any()
            }}
        };
        Ok(Page::read(t!("workshops-title"), body))
    })
}

/// A trainer's own workshops.
#[component]
pub fn TeachPage() -> impl IntoView {
    let number = asked();
    page(move |req| async move {
        access::network::<action::PlanWorkshop>(&req.ctx)?;
        let whose = if req.ctx.actor.administrator { Whose::Everybodys } else { Whose::Mine };
        let rows = workshop::list(&req.ctx, whose, number).await?;
        let body = view! {
            <h1>{t!("teach-title")}</h1>
            {crate::teach::tabs(href::TEACH)}
            <p><a class="button" href=href::PLAN>{t!("plan-title")}</a></p>
            {if rows.rows.is_empty() {
                view! { <Empty text=t!("teach-none")>""</Empty> }.into_any()
            } else {
                list(rows, href::TEACH).into_any()
            }}
        };
        Ok(Page::read(t!("teach-title"), body))
    })
}
