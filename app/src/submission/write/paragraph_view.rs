//! A paragraph as it is written: its text, what others say about it, what can be done with it.

use backend::{
    Conflict,
    submission::{Card, Comment, Paragraph, Resolve},
};
use domain::{
    ids::SubmissionId,
    submission::{Kind, words_of},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::help::recommendation_help;
use crate::{
    error::Problem,
    href,
    i18n::{date, t},
    server::Flash,
    submission::{
        forms,
        server_fns_text::{AddParagraph, CommentParagraph, MoveParagraph, RemoveParagraph, ResolveComment, SaveParagraph},
        words,
    },
    ui::{Choice, Form, Hidden, SaveState, Select, Submit, Tag, TextArea},
};

/// What is around a paragraph.
pub struct Around<'a> {
    pub submission: SubmissionId,
    pub flash: &'a Flash,
    pub comments: &'a [Comment],
    pub cards: &'a [Card],
    /// How many paragraphs the section has.
    pub last: usize,
    pub writes: bool,
    /// Whether recommendations can be looked at: in English only.
    pub judge: bool,
}

pub fn paragraph_view(p: &Paragraph, at: usize, around: &Around<'_>) -> impl IntoView + use<> {
    let name = format!("p-{}", p.id);
    let form = Form::of(around.flash, &name).asks::<forms::SaveParagraph>();
    let conflict = matches!(form.problem(), Some(Problem::Conflict(Conflict::ParagraphChanged | Conflict::ParagraphRemoved)));
    // after a conflict the writer's text stands in the field, and what somebody else wrote above it
    let theirs = conflict.then(|| {
        view! {
            <div class="notice notice-error" role="alert">
                <p><strong>{t!("conflict-title", name = p.changed_by.clone())}</strong></p>
                <blockquote class="pre-line" data-content="">{p.text.clone()}</blockquote>
                <p>{t!("conflict-text")}</p>
            </div>
        }
    });
    let form = form.default_value("text", p.text.clone()).default_value("kind", p.kind.name());
    let text = form.value("text");
    let rows =
        u32::try_from(text.chars().count() / 68 + text.lines().count()).unwrap_or(3).clamp(if p.kind == Kind::Heading { 1 } else { 3 }, 24);
    let kinds =
        [Kind::Text, Kind::Recommendation, Kind::Heading].into_iter().map(|k| Choice::new(k.name(), words::paragraph_kind(k))).collect();
    let own: Vec<&Comment> = around.comments.iter().filter(|c| c.paragraph == p.id).collect();
    let help = (around.judge && p.kind == Kind::Recommendation && !p.text.is_empty()).then(|| recommendation_help(&p.text));
    let cards = around.cards.iter().filter(|c| c.paragraph == Some(p.id)).count();
    let (body, notes) = words_of(&p.text);
    let size = t!("paragraph-words", body = body, notes = notes);
    let submission = around.submission;
    view! {
        <section class="paragraph" id=name.clone() data-paragraph=p.id.to_string()>
            {theirs}
            <form method="post" action=SaveParagraph::url() data-save="" data-words=body.to_string() autocomplete="off">
                {(!conflict).then(|| form.summary())}
                {hidden(submission, p)}
                <TextArea form=form.clone() name="text" label=words::paragraph_label(p) rows=rows/>
                <div class="row">
                    <Submit label=t!("save") class="button quiet"/>
                    <SaveState saved=!p.text.is_empty() && !conflict/>
                    <span class="muted small">{size}</span>
                </div>
                <details class="more">
                    <summary>{t!("paragraph-kind")}</summary>
                    <Select form=form name="kind" label=t!("paragraph-kind") choices=kinds/>
                </details>
            </form>
            {help}
            {comments_view(submission, p, &own, around)}
            {around.writes.then(|| more(submission, p, at, around.last, cards))}
        </section>
    }
}

fn hidden(submission: SubmissionId, p: &Paragraph) -> impl IntoView + use<> {
    view! {
        <Hidden name="submission" value=submission.to_string()/>
        <Hidden name="section" value=p.section.name()/>
        <Hidden name="paragraph" value=p.id.to_string()/>
        <Hidden name="version" value=p.version.to_string()/>
    }
}

/// Moving, adding behind, evidence, removing.
fn more(submission: SubmissionId, p: &Paragraph, at: usize, last: usize, cards: usize) -> impl IntoView + use<> {
    let mover = |way: &'static str, text: String| {
        view! {
            <form method="post" action=MoveParagraph::url()>
                {hidden(submission, p)}
                <Hidden name="way" value=way/>
                <button type="submit" class="link">{text}</button>
            </form>
        }
    };
    let evidence = format!("{}?paragraph={}", href::submission_part(submission, "evidence"), p.id);
    view! {
        <details class="more">
            <summary>{t!("paragraph-more")}</summary>
            <div class="row">
                {(at > 0).then(|| mover("up", t!("move-up")))}
                {(at + 1 < last).then(|| mover("down", t!("move-down")))}
                <form method="post" action=AddParagraph::url()>
                    {hidden(submission, p)}
                    <Hidden name="after" value=p.id.to_string()/>
                    <Hidden name="kind" value=if p.kind == Kind::Heading { Kind::Text.name() } else { p.kind.name() }/>
                    <button type="submit" class="link">{t!("add-after")}</button>
                </form>
                <a href=evidence>{t!("paragraph-evidence", n = cards)}</a>
                <form method="post" action=RemoveParagraph::url()>
                    {hidden(submission, p)}
                    <button type="submit" class="link">{t!("paragraph-remove")}</button>
                </form>
            </div>
        </details>
    }
}

/// What is said about a paragraph; open comments stand open.
pub fn comments_view(submission: SubmissionId, p: &Paragraph, own: &[&Comment], around: &Around<'_>) -> impl IntoView + use<> {
    let first: Vec<&&Comment> = own.iter().filter(|c| c.answers.is_none()).collect();
    let open = first.iter().filter(|c| c.resolved.is_none()).count();
    let name = format!("comment-{}", p.id);
    let form = Form::of(around.flash, &name).asks::<forms::CommentParagraph>();
    let list = first
        .iter()
        .map(|c| {
            let answers = own.iter().filter(|a| a.answers == Some(c.id)).map(|a| one(a)).collect_view();
            let settled = c.resolved.map(|(at, how)| {
                let text = match how {
                    Resolve::Done => t!("comment-done"),
                    Resolve::Taken => t!("comment-taken"),
                    Resolve::Declined => t!("comment-declined"),
                };
                view! { <p class="muted small">{text}" · "{date(at.date_naive())}</p> }
            });
            let settle = (c.resolved.is_none() && around.writes).then(|| settle(submission, p, c));
            let answer_name = format!("comment-{}-{}", p.id, c.id);
            let answer = Form::of(around.flash, &answer_name).asks::<forms::CommentParagraph>();
            let reply = c.resolved.is_none().then(|| {
                view! {
                    <details class="more" open=answer.has_trouble()>
                        <summary>{t!("comment-answer")}</summary>
                        <form method="post" action=CommentParagraph::url()>
                            {answer.summary()}
                            {hidden(submission, p)}
                            <Hidden name="answers" value=c.id.to_string()/>
                            <TextArea form=answer.clone() name="text" label=t!("comment-answer") rows=2/>
                            <Submit label=t!("comment-send") class="button quiet"/>
                        </form>
                    </details>
                }
            });
            view! {
                <li id=format!("c-{}", c.id) class=if c.resolved.is_some() { "comment settled" } else { "comment" }>
                    {one(c)}
                    {answers}
                    {settled}
                    {settle}
                    {reply}
                </li>
            }
        })
        .collect_view();
    let opened = open > 0 || form.has_trouble();
    let suggests = !form.value("suggestion").is_empty();
    view! {
        <details class="more comments" open=opened>
            <summary>{if open > 0 { t!("comments-open", n = open) } else { t!("comments-title", n = first.len()) }}</summary>
            <ul class="plain">{list}</ul>
            <form method="post" action=CommentParagraph::url()>
                {form.summary()}
                {hidden(submission, p)}
                <TextArea form=form.clone() name="text" label=t!("comment-new") rows=2/>
                <details class="more" open=suggests>
                    <summary>{t!("comment-suggest")}</summary>
                    <TextArea
                        form=form.default_value("suggestion", "")
                        name="suggestion"
                        label=t!("comment-suggestion")
                        hint=t!("comment-suggestion-hint")
                        rows=4
                    />
                </details>
                <Submit label=t!("comment-send") class="button quiet"/>
            </form>
        </details>
    }
}

fn one(c: &Comment) -> impl IntoView + use<> {
    let who = if c.by.is_empty() { t!("somebody") } else { c.by.clone() };
    view! {
        <div>
            <p class="muted small"><bdi>{who}</bdi>" · "{date(c.at.date_naive())}</p>
            {(!c.text.is_empty()).then(|| view! { <p class="pre-line" data-content=""><bdi>{c.text.clone()}</bdi></p> })}
            {c.suggestion.clone().map(|text| view! {
                <blockquote class="pre-line suggestion" data-content=""><Tag text=t!("suggestion-tag")/>" "<bdi>{text}</bdi></blockquote>
            })}
        </div>
    }
}

fn settle(submission: SubmissionId, p: &Paragraph, c: &Comment) -> impl IntoView + use<> {
    let button = |how: Resolve, text: String| {
        view! {
            <form method="post" action=ResolveComment::url()>
                {hidden(submission, p)}
                <Hidden name="comment" value=c.id.to_string()/>
                <Hidden name="how" value=how.name()/>
                <button type="submit" class="link">{text}</button>
            </form>
        }
    };
    let buttons = if c.suggestion.is_some() {
        vec![button(Resolve::Taken, t!("suggestion-take")), button(Resolve::Declined, t!("suggestion-decline"))]
    } else {
        vec![button(Resolve::Done, t!("comment-settle"))]
    };
    view! { <div class="row">{buttons}</div> }
}
