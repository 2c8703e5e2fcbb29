//! `/teach/guidance`: what the network has to answer.

use backend::{
    access,
    guidance::{self, Which},
};
use domain::policy::action;
use leptos::prelude::*;

use super::{list_page::title, words};
use crate::{
    href,
    i18n::t,
    teach,
    ui::{Empty, Page, Pager, Part, page, query},
};

/// Requests for guidance that wait; with `?all=1` the answered and settled ones too.
#[component]
pub fn GuidanceWaitingPage() -> impl IntoView {
    let whole = query("all").is_some();
    let number = query("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    page(move |req| async move {
        let ctx = &req.ctx;
        let which = if whole { Which::All } else { Which::Open };
        let all = guidance::all(ctx, &access::network::<action::Guide>(ctx)?, which, number).await?;
        let late = all.overlooked;
        let now = ctx.now;
        let none = all.requests.rows.is_empty();
        let list = all
            .requests
            .rows
            .iter()
            .map(|r| {
                view! {
                    <li>
                        <h2 class="item-title"><a href=href::guidance(r.id)><bdi>{title(&r.title)}</bdi></a></h2>
                        {words::standing(r, now)}
                        <p class="muted"><bdi>{r.organisation_name.clone()}</bdi>" · "{words::about(r.about)}</p>
                    </li>
                }
            })
            .collect_view();
        let (other, label) = if whole {
            (href::TEACH_GUIDANCE.to_owned(), t!("guidance-only-open"))
        } else {
            (format!("{}?all=1", href::TEACH_GUIDANCE), t!("guidance-show-all"))
        };
        let body = view! {
            {teach::tabs(href::TEACH_GUIDANCE)}
            <h1>{t!("guidance-waiting-title")}</h1>
            <p class="lead">{t!("guidance-waiting-lead")}</p>
            {(late > 0).then(|| view! { <p class="notice">{t!("guidance-late", n = late)}</p> })}
            {if none {
                view! { <Empty text=t!("guidance-waiting-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="outline">{list}</ul> }.into_any()
            }}
            <Pager address=format!("{}{}", href::TEACH_GUIDANCE, if whole { "?all=1" } else { "" }) part=Part::of_paged(&all.requests)/>
            <p><a href=other>{label}</a></p>
        };
        Ok(Page::read(t!("guidance-waiting-title"), body))
    })
}
