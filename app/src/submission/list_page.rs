//! `/submissions`: one's own submissions, and beginning one.

use backend::submission::{self, LANGUAGES};
use domain::review::{Deadline, deadline};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{server_fns::BeginSubmission, words};
use crate::{
    href,
    i18n::{date, language_name, t},
    review::words::days_left,
    ui::{Choice, Empty, Form, Page, Select, Submit, Tag, page, query},
};

/// The reader's submissions.
#[component]
pub fn SubmissionsPage() -> impl IntoView {
    let asked = query("state").unwrap_or_default().to_uppercase();
    page(move |req| async move {
        let ctx = &req.ctx;
        let rows = submission::own(ctx).await?;
        let organisations = submission::organisations_to_choose(ctx).await?;
        let now = ctx.now;
        let list = rows
            .iter()
            .map(|row| {
                let s = &row.submission;
                let left = match deadline(&s.review, now) {
                    Deadline::Ahead { days, .. } => Some(days_left(days)),
                    Deadline::Passed { on } => Some(t!("submission-late", date = date(on))),
                    Deadline::NotConfirmed => None,
                };
                let lead = s.team.first().map(|m| m.name.clone()).unwrap_or_default();
                view! {
                    <li>
                        <h2 class="item-title"><a href=href::submission(s.id)><bdi>{s.title.clone()}</bdi></a></h2>
                        <p class="row">
                            <Tag text=words::status(s.status()) kind="good"/>
                            {s.joint.then(|| view! { <Tag text=t!("submission-joint")/> })}
                            {(!row.writes).then(|| view! { <Tag text=t!("submission-reading")/> })}
                        </p>
                        <p class="muted">
                            <bdi>{lead}</bdi>
                            " · "
                            <bdi>{s.review.state.clone()}</bdi>
                            {left.map(|text| format!(" · {text}"))}
                        </p>
                    </li>
                }
            })
            .collect_view();
        let none = rows.is_empty();
        let form = Form::of(&req.flash, "begin").default_value("state", asked).default_value("language", "en");
        let states = submission::countries_to_choose(ctx).await?.into_iter().map(|c| Choice::new(c.iso3, c.name)).collect();
        let languages = LANGUAGES.iter().map(|l| Choice::new(*l, language_name(l))).collect();
        let organisations: Vec<Choice> = organisations.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
        let begin = if organisations.is_empty() {
            view! { <p class="notice">{t!("submissions-no-organisation")}</p> }.into_any()
        } else {
            view! {
                <section class="card">
                    <h2>{t!("submission-begin-title")}</h2>
                    <form method="post" action=BeginSubmission::url()>
                        {form.summary()}
                        <Select form=form.clone() name="organisation" label=t!("organisation") choices=organisations/>
                        <Select
                            form=form.clone()
                            name="state"
                            label=t!("submission-state")
                            hint=t!("submission-state-hint")
                            choices=states
                        />
                        <Select
                            form=form.clone()
                            name="language"
                            label=t!("submission-language")
                            hint=t!("submission-language-hint")
                            choices=languages
                        />
                        <Submit label=t!("submission-begin")/>
                    </form>
                </section>
            }
            .into_any()
        };
        let body = view! {
            <h1>{t!("submissions-title")}</h1>
            <p class="lead">{t!("submissions-lead")}</p>
            {if none {
                view! { <Empty text=t!("submissions-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="outline">{list}</ul> }.into_any()
            }}
            {begin}
            <ul class="plain">
                <li><a href=href::STATEMENTS>{t!("statements-link")}</a></li>
                <li><a href=href::GUIDANCE>{t!("guidance-title")}</a></li>
            </ul>
        };
        Ok(Page::read(t!("submissions-title"), body))
    })
}
