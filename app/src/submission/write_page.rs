//! `/submissions/{id}/write/{section}`: writing a section, paragraph by paragraph.

use backend::submission;
use domain::{
    ids::SubmissionId,
    policy::action,
    submission::{Kind, Section},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    frame::{counted, crumbs, meter, standing},
    paragraph_view::{Around, paragraph_view},
    server_fns_text::AddParagraph,
    words,
};
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::id,
    ui::{Form, Hidden, Page, StudioScript, Submit, page, param},
};

/// A section of a submission.
#[component]
pub fn WritePage() -> impl IntoView {
    let (key, section) = (param("id"), param("section"));
    page(move |req| async move {
        let ctx = &req.ctx;
        let section = Section::from_name(&section).ok_or(AppError::NotFound)?;
        let granted = submission::load_for::<action::WriteSubmission>(ctx, id::<SubmissionId>(&key)?).await?;
        let all = submission::paragraphs(ctx, &granted).await?;
        let comments = submission::comments(ctx, &granted).await?;
        let cards = submission::cards(ctx, &granted).await?;
        let count = counted(&all);
        let here: Vec<_> = all.iter().filter(|p| p.section == section).collect();
        let fixed = granted.status().fixed();
        let around = Around { submission: granted.id, flash: &req.flash, comments: &comments, cards: &cards, last: here.len(), writes: !fixed, judge: granted.language == "en" };
        let views = here.iter().enumerate().map(|(n, p)| paragraph_view(p, n, &around)).collect_view();
        let place = Section::ALL.iter().position(|s| *s == section).unwrap_or(0);
        let neighbour = |at: Option<usize>, label: fn(String) -> String| {
            at.and_then(|at| Section::ALL.get(at)).map(|s| view! { <a href=href::section(granted.id, *s)>{label(words::section(*s))}</a> })
        };
        let add = |kind: Kind, label: String| {
            view! {
                <form method="post" action=AddParagraph::url()>
                    <Hidden name="submission" value=granted.id.to_string()/>
                    <Hidden name="section" value=section.name()/>
                    <Hidden name="kind" value=kind.name()/>
                    <Submit label=label class="button quiet"/>
                </form>
            }
        };
        let title = words::section(section);
        let body = view! {
            {crumbs(&granted)}
            <h1>{title.clone()}</h1>
            {standing(ctx, &granted)}
            {meter(&granted, &count)}
            <details class="more guide" open=here.iter().all(|p| p.text.is_empty())>
                <summary>{t!("guide-title")}</summary>
                <p class="pre-line">{words::guide(section)}</p>
                <blockquote class="pre-line">{words::example(section)}</blockquote>
                <p class="small muted">{t!("guide-notes")}</p>
            </details>
            {Form::of(&req.flash, "section").summary()}
            <div class="studio" data-studio="" data-state=href::submission_state(granted.id) data-revision=granted.revision.to_string() data-changed=t!("studio-others-changed") data-conflict=t!("studio-conflict")>
                <p class="notice" role="status" hidden data-news=""></p>
                {views}
            </div>
            {(!fixed).then(|| view! {
                <div class="row">
                    {add(Kind::Text, t!("add-paragraph"))}
                    {(section != Section::Who && section != Section::Method).then(|| add(Kind::Recommendation, t!("add-recommendation")))}
                    {matches!(section, Section::Issues | Section::Recommendations | Section::FollowUp).then(|| add(Kind::Heading, t!("add-heading")))}
                </div>
            })}
            <nav class="row" aria-label=t!("submission-outline")>
                {neighbour(place.checked_sub(1), |s| t!("section-before", name = s))}
                {neighbour(Some(place + 1), |s| t!("section-next", name = s))}
            </nav>
            <StudioScript/>
        };
        Ok(Page::read(title, body))
    })
}
