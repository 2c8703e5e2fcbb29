//! `/submissions/{id}/write/{section}`: writing a section, paragraph by paragraph.

use backend::submission::{self, Paragraph};
use domain::{
    ids::SubmissionId,
    policy::action,
    submission::{Kind, Section},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::paragraph_view::{Around, paragraph_view};
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{self, Flash, id},
    submission::{
        forms,
        frame::{counted, crumbs, meter, standing},
        server_fns_text::AddParagraph,
        words,
    },
    ui::{Form, Hidden, Page, StudioScript, Submit, TextArea, page, param},
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
        let around = Around {
            submission: granted.id,
            flash: &req.flash,
            comments: &comments,
            cards: &cards,
            last: here.len(),
            writes: !fixed,
            judge: granted.language == "en",
        };
        let lost = removed_under_ones_hands(&req.flash, &here, granted.id, section);
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
        let assets = &server::site().assets;
        let counter = (section.counts() && !assets.counter.is_empty()).then(|| format!("/pkg/{}", assets.counter));
        server::set_policy(server::Wasm::Allowed);
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
            {Form::of(&req.flash, "section").asks::<forms::AddParagraph>().summary()}
            {lost}
            <div
                class="studio"
                data-studio=""
                data-counter=counter
                data-state=href::submission_state(granted.id)
                data-revision=granted.revision.to_string()
                data-changed=t!("studio-others-changed")
                data-conflict=t!("studio-conflict")
            >
                <p class="notice" role="status" hidden data-news=""></p>
                {views}
            </div>
            {(!fixed).then(|| view! {
                <div class="row">
                    {add(Kind::Text, t!("add-paragraph"))}
                    {(section != Section::Who && section != Section::Method).then(|| add(Kind::Recommendation, t!("add-recommendation")))}
                    {matches!(section, Section::Issues | Section::Recommendations | Section::FollowUp)
                        .then(|| add(Kind::Heading, t!("add-heading")))}
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

/// What somebody typed into a paragraph that another removed meanwhile: it can be added again.
fn removed_under_ones_hands(flash: &Flash, here: &[&Paragraph], id: SubmissionId, section: Section) -> Option<impl IntoView + use<>> {
    let form = flash.form.as_ref().filter(|f| f.form.strip_prefix("p-").is_some_and(|p| here.iter().all(|own| own.id.to_string() != p)))?;
    let kind = form.values.get("kind").cloned().unwrap_or_else(|| Kind::Text.name().to_owned());
    let form = Form::of(flash, &form.form);
    Some(view! {
        <section class="paragraph">
            <div class="notice notice-error" role="alert"><p>{t!("problem-paragraph-removed")}</p></div>
            <form method="post" action=AddParagraph::url()>
                <Hidden name="submission" value=id.to_string()/>
                <Hidden name="section" value=section.name()/>
                <Hidden name="kind" value=kind/>
                <TextArea form=form name="text" label=t!("kept-label") rows=8/>
                <Submit label=t!("add-again")/>
            </form>
        </section>
    })
}
