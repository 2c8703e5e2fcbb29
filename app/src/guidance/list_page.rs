//! `/guidance`: what one's organisations asked, and asking.

use backend::{
    guidance::{self, About},
    submission,
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{uploads::AskGuidance, words};
use crate::{
    href,
    i18n::t,
    ui::{Choice, Empty, Field, Form, Page, Pager, Part, Select, TextArea, Uploader, page, query},
};

/// The questions of the reader's organisations.
#[component]
pub fn GuidancePage() -> impl IntoView {
    let asked = query("about").unwrap_or_default();
    let number = query("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    page(move |req| async move {
        let ctx = &req.ctx;
        let all = guidance::own(ctx, number).await?;
        let now = ctx.now;
        let none = all.rows.is_empty();
        let list = all
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
        let organisations = submission::organisations_to_choose(ctx).await?;
        let form = Form::of(&req.flash, "ask_guidance").asks::<forms::AskGuidance>().default_value("about", asked);
        let abouts = About::ALL.into_iter().map(|a| Choice::new(a.name(), words::about(a))).collect();
        let organisations: Vec<Choice> = organisations.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
        let ask = if organisations.is_empty() {
            view! { <p class="notice">{t!("guidance-no-organisation")}</p> }.into_any()
        } else {
            view! {
                <section class="card">
                    <h2>{t!("guidance-ask-title")}</h2>
                    <Uploader
                        form=form.clone()
                        action=AskGuidance::url()
                        label=t!("guidance-file")
                        hint=t!("outcome-file-hint")
                        button=t!("guidance-ask")
                    >
                        <Select form=form.clone() name="organisation" label=t!("organisation") choices=organisations/>
                        <Select form=form.clone() name="about" label=t!("guidance-about") choices=abouts/>
                        <Field form=form.clone() name="title" label=t!("guidance-line")/>
                        <TextArea form=form name="text" label=t!("guidance-text") hint=t!("guidance-text-hint") rows=6/>
                    </Uploader>
                </section>
            }
            .into_any()
        };
        let body = view! {
            <h1>{t!("guidance-title")}</h1>
            <p class="lead">{t!("guidance-lead")}</p>
            {if none {
                view! { <Empty text=t!("guidance-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="outline">{list}</ul> }.into_any()
            }}
            <Pager address=href::GUIDANCE part=Part::of_paged(&all)/>
            {ask}
        };
        Ok(Page::read(t!("guidance-title"), body))
    })
}

/// A title, or that it was erased with the person who wrote it.
pub fn title(title: &str) -> String {
    if title.is_empty() { t!("guidance-erased") } else { title.to_owned() }
}
