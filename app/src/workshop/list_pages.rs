//! `/workshops` and `/teach`: lists of workshops.

use backend::{
    access,
    workshop::{self, Status, WorkshopRow},
};
use domain::policy::action;
use leptos::prelude::*;

use crate::{
    href,
    i18n::{day_and_time, t},
    ui::{Empty, Page, Tag, page},
};

fn list(rows: Vec<WorkshopRow>) -> impl IntoView {
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
            let first = row.meetings.first().map(|start| day_and_time(*start, &row.time_zone));
            view! {
                <li class="card">
                    <h2><a href=href::workshop(row.id)><bdi>{row.title}</bdi></a></h2>
                    <p>{first}</p>
                    <p class="muted">{t!("workshop-meetings", n = row.meetings.len())}</p>
                    {tag.map(|(text, kind)| view! { <Tag text=text kind=kind/> })}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="plain stack">{items}</ul> }
}

/// All workshops.
#[component]
pub fn WorkshopsPage() -> impl IntoView {
    page(|req| async move {
        let rows = workshop::visible(&req.ctx).await?;
        let body = view! {
            <h1>{t!("workshops-title")}</h1>
            <p class="lead">{t!("workshops-lead")}</p>
            {if rows.is_empty() { view! { <Empty text=t!("workshops-none")>""</Empty> }.into_any() } else { list(rows).into_any() }}
        };
        Ok(Page::read(t!("workshops-title"), body))
    })
}

/// A trainer's own workshops.
#[component]
pub fn TeachPage() -> impl IntoView {
    page(|req| async move {
        access::network::<action::PlanWorkshop>(&req.ctx)?;
        let everything = req.ctx.actor.administrator;
        let rows: Vec<_> = workshop::visible(&req.ctx).await?.into_iter().filter(|row| row.mine || everything).collect();
        let body = view! {
            <h1>{t!("teach-title")}</h1>
            {crate::teach::tabs(href::TEACH)}
            <p><a class="button" href=href::PLAN>{t!("plan-title")}</a></p>
            {if rows.is_empty() { view! { <Empty text=t!("teach-none")>""</Empty> }.into_any() } else { list(rows).into_any() }}
        };
        Ok(Page::read(t!("teach-title"), body))
    })
}
