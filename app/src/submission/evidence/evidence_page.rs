//! `/submissions/{id}/evidence`: cards of evidence.

use backend::submission::{self, Card, Consent};
use domain::{
    ids::{EvidenceCardId, ParagraphId, SubmissionId},
    policy::action,
    submission::Kind,
};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    href,
    i18n::{date, t},
    server::id,
    submission::{
        forms,
        frame::crumbs,
        server_fns::{RemoveCard, SaveCard},
        words,
    },
    ui::{Choice, Empty, Field, Form, Hidden, Page, Select, Submit, Tag, TextArea, page, param, query},
};

/// The evidence of a submission.
#[component]
pub fn EvidencePage() -> impl IntoView {
    let key = param("id");
    let (for_paragraph, edit) = (query("paragraph"), query("edit"));
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = submission::load_for::<action::WriteSubmission>(ctx, id::<SubmissionId>(&key)?).await?;
        // evidence is for those who write: whoever reads or mentors sees the text
        let writes = true;
        let all = submission::paragraphs(ctx, &granted).await?;
        let cards = submission::cards(ctx, &granted).await?;
        let edit: Option<EvidenceCardId> = edit.and_then(|e| e.parse().ok());
        let edited = cards.iter().find(|c| Some(c.id) == edit);
        let page_link = href::submission_part(granted.id, "evidence");
        let rows = cards
            .iter()
            .map(|c| {
                let paragraph = c.paragraph.and_then(|p| all.iter().find(|a| a.id == p)).map(words::paragraph_label);
                view! {
                    <li class="evidence-card">
                        <p class="pre-line" data-content=""><strong><bdi>{c.claim.clone()}</bdi></strong></p>
                        <p class="pre-line muted" data-content="">
                            <bdi>{c.source.clone()}</bdi>
                            {c.on.map(|on| format!(" · {}", date(on)))}
                        </p>
                        <p class="row">
                            <Tag text=words::consent(c.consent)/>
                            {c.sensitive.then(|| view! { <Tag text=t!("evidence-sensitive-tag") kind="warn"/> })}
                            {(!c.may_leave()).then(|| view! { <Tag text=t!("evidence-stays") kind="warn"/> })}
                            {paragraph.map(|text| view! { <span class="muted">{text}</span> })}
                        </p>
                        {writes.then(|| view! {
                            <div class="row">
                                <a href=format!("{page_link}?edit={}#card", c.id)>{t!("evidence-edit")}</a>
                                <form method="post" action=RemoveCard::url()>
                                    <Hidden name="submission" value=granted.id.to_string()/>
                                    <Hidden name="card" value=c.id.to_string()/>
                                    <button type="submit" class="link">{t!("evidence-remove")}</button>
                                </form>
                            </div>
                        })}
                    </li>
                }
            })
            .collect_view();
        let none = cards.is_empty();
        let paragraph: Option<ParagraphId> = for_paragraph.and_then(|p| p.parse().ok());
        let form = card_form(Form::of(&req.flash, "card").asks::<forms::SaveCard>(), edited, paragraph);
        let consents = Consent::ALL.into_iter().map(|c| Choice::new(c.name(), words::consent(c))).collect();
        let yes_no = vec![Choice::new("no", t!("evidence-open")), Choice::new("yes", t!("evidence-sensitive"))];
        let mut paragraphs = vec![Choice::new("", t!("evidence-no-paragraph"))];
        paragraphs.extend(all.iter().filter(|p| p.kind != Kind::Heading && !p.text.is_empty()).map(|p| {
            let begin: String = p.text.chars().take(50).collect();
            Choice::new(p.id.to_string(), format!("{}: {begin}", words::paragraph_label(p)))
        }));
        let body = view! {
            {crumbs(&granted)}
            <h1>{t!("evidence-title")}</h1>
            <p class="lead">{t!("evidence-lead")}</p>
            {if none {
                view! { <Empty text=t!("evidence-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="outline">{rows}</ul> }.into_any()
            }}
            {writes.then(|| view! {
                <section class="card" id="card">
                    <h2>{if edited.is_some() { t!("evidence-edit") } else { t!("evidence-new") }}</h2>
                    <form method="post" action=SaveCard::url()>
                        {form.summary()}
                        <Hidden name="submission" value=granted.id.to_string()/>
                        <Hidden name="card" value=edited.map(|c| c.id.to_string()).unwrap_or_default()/>
                        <TextArea form=form.clone() name="claim" label=t!("evidence-claim") hint=t!("evidence-claim-hint") rows=2/>
                        <TextArea form=form.clone() name="source" label=t!("evidence-source") hint=t!("evidence-source-hint") rows=2/>
                        <Field form=form.clone() name="on" label=t!("evidence-date") kind="date"/>
                        <Select
                            form=form.clone()
                            name="consent"
                            label=t!("evidence-consent")
                            hint=t!("evidence-consent-hint")
                            choices=consents
                        />
                        <Select
                            form=form.clone()
                            name="sensitive"
                            label=t!("evidence-safety")
                            hint=t!("evidence-safety-hint")
                            choices=yes_no
                        />
                        <Select form=form name="paragraph" label=t!("evidence-paragraph") choices=paragraphs/>
                        <Submit label=t!("save")/>
                    </form>
                </section>
            })}
        };
        Ok(Page::read(t!("evidence-title"), body))
    })
}

fn card_form(form: Form, edited: Option<&Card>, paragraph: Option<ParagraphId>) -> Form {
    let text = |p: Option<ParagraphId>| p.map(|p| p.to_string()).unwrap_or_default();
    match edited {
        Some(c) => form
            .default_value("claim", c.claim.clone())
            .default_value("source", c.source.clone())
            .default_value("on", c.on.map(|d| d.to_string()).unwrap_or_default())
            .default_value("consent", c.consent.name())
            .default_value("sensitive", if c.sensitive { "yes" } else { "no" })
            .default_value("paragraph", text(c.paragraph)),
        None => form
            .default_value("consent", Consent::NotNeeded.name())
            .default_value("sensitive", "no")
            .default_value("paragraph", text(paragraph)),
    }
}
