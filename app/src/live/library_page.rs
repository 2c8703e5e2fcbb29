//! `/teach/library`: activities that all trainers keep.

use backend::{access, activity};
use domain::{activity::Kind, policy::action::PlanWorkshop};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    activities_page::activity_fields,
    server_fns::{ForgetActivity, KeepActivity},
};
use crate::{
    href,
    i18n::{activity_kind, t},
    ui::{Empty, Form, Hidden, Page, Submit, page, query},
};

/// The library of activities.
#[component]
pub fn LibraryPage() -> impl IntoView {
    let chosen = query("kind").and_then(|k| Kind::from_name(&k)).filter(|k| *k != Kind::Quiz);
    page(move |req| async move {
        let granted = access::network::<PlanWorkshop>(&req.ctx)?;
        let kept = activity::library(&req.ctx, &granted).await?;
        let form = Form::of(&req.flash, "activity").asks::<forms::AddActivity>();
        let rows = kept
            .iter()
            .map(|p| {
                let prompt = p.written.prompt.clone();
                view! {
                    <li class="card">
                        <p class="muted">{activity_kind(p.written.kind)}</p>
                        <h3 class="item-title"><bdi>{p.written.title.clone()}</bdi></h3>
                        {(!prompt.is_empty()).then(|| view! { <p class="pre-line"><bdi>{prompt}</bdi></p> })}
                        <form method="post" action=ForgetActivity::url()>
                            <Hidden name="activity" value=p.id.to_string()/>
                            <button type="submit" class="link">{t!("library-forget")}</button>
                        </form>
                    </li>
                }
            })
            .collect_view();
        // a live quiz is put together where it is used: its questions change with the bank
        let kinds = Kind::ALL
            .iter()
            .filter(|k| **k != Kind::Quiz)
            .map(|k| {
                let link = format!("{}?kind={}#new", href::TEACH_LIBRARY, k.name());
                view! {
                    <li><a class="button quiet" href=link aria-current=(chosen == Some(*k)).then_some("true")>{activity_kind(*k)}</a></li>
                }
            })
            .collect_view();
        let new = chosen.map(|kind| {
            view! {
                <section class="card" id="new">
                    <h2>{activity_kind(kind)}</h2>
                    <form method="post" action=KeepActivity::url()>
                        {form.summary()}
                        {activity_fields(&form, kind, None)}
                        <Submit label=t!("library-keep")/>
                    </form>
                </section>
            }
        });
        let body = view! {
            <h1>{t!("teach-title")}</h1>
            {crate::teach::tabs(href::TEACH_LIBRARY)}
            <h2>{t!("library-title")}</h2>
            <p>{t!("library-text")}</p>
            {if kept.is_empty() {
                view! { <Empty text=t!("library-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="plain stack">{rows}</ul> }.into_any()
            }}
            <section>
                <h2>{t!("activities-new")}</h2>
                <ul class="plain row">{kinds}</ul>
            </section>
            {new}
        };
        Ok(Page::read(t!("library-title"), body))
    })
}
