//! `/teach/guidance`: what the network has to answer.

use backend::{access, guidance};
use domain::{guidance::State, policy::action};
use leptos::prelude::*;

use super::{list_page::title, words};
use crate::{
    href,
    i18n::t,
    teach,
    ui::{Empty, PAGE, Page, Pager, Part, page, query},
};

/// Requests for guidance that wait; with `?all=1` the answered and settled ones too.
#[component]
pub fn GuidanceWaitingPage() -> impl IntoView {
    let whole = query("all").is_some();
    page(move |req| async move {
        let ctx = &req.ctx;
        let all = guidance::all(ctx, &access::network::<action::Guide>(ctx)?).await?;
        let late = all.iter().filter(|r| r.facts.is_overlooked(ctx.now)).count();
        let now = ctx.now;
        let shown: Vec<_> = all.iter().filter(|r| whole || r.state() == State::Open).collect();
        let none = shown.is_empty();
        let part = Part::asked(shown.len(), PAGE);
        let list = part
            .of(&shown)
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
        let (open, everything) = (href::TEACH_GUIDANCE.to_owned(), format!("{}?all=1", href::TEACH_GUIDANCE));
        let (here, other, label) =
            if whole { (everything, open, t!("guidance-only-open")) } else { (open, everything, t!("guidance-show-all")) };
        let body = view! {
            {teach::tabs(href::TEACH_GUIDANCE)}
            <h1>{t!("guidance-waiting-title")}</h1>
            <p class="lead">{t!("guidance-waiting-lead")}</p>
            {(late > 0).then(|| view! { <p class="notice">{t!("guidance-late", n = late)}</p> })}
            {if none { view! { <Empty text=t!("guidance-waiting-none")>""</Empty> }.into_any() } else { view! { <ul class="outline">{list}</ul> }.into_any() }}
            <Pager address=here part=part/>
            <p><a href=other>{label}</a></p>
        };
        Ok(Page::read(t!("guidance-waiting-title"), body))
    })
}
