//! Forms about the text: paragraphs and comments.

use backend::submission::{self, Move, NewComment, Resolve};
use domain::{
    autosave::Sender,
    ids::{CommentId, ParagraphId},
    policy::action,
    submission::{Kind, Section, words_of},
};
use http::header::HeaderName;
use leptos::prelude::*;

use super::{
    frame::{counted, level_name, used},
    server_fns::{load, page_of, say},
};
use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Studio, add_header, context, finish, finish_elsewhere, id, text},
};

struct Of {
    paragraph: Option<ParagraphId>,
    version: u32,
    section: Option<Section>,
    /// The section as it is written.
    page: String,
}

fn of(fields: &Fields) -> Of {
    let section = Section::from_name(&text(fields, "section"));
    let submission = text(fields, "submission").parse().ok();
    let page = match (submission, section) {
        (Some(id), Some(section)) => href::section(id, section),
        _ => page_of(fields, ""),
    };
    Of { paragraph: text(fields, "paragraph").parse().ok(), version: text(fields, "version").parse().unwrap_or(0), section, page }
}

fn at(page: &str, paragraph: Option<ParagraphId>) -> String {
    paragraph.map_or_else(|| page.to_owned(), |p| format!("{page}#p-{p}"))
}

/// Saves a paragraph. A script reads the new version and the words used from headers.
#[server]
pub async fn save_paragraph(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let Of { paragraph, version, page, .. } = of(&fields);
    let form = paragraph.map_or_else(String::new, |p| format!("p-{p}"));
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        let kind = Kind::from_name(&text(&fields, "kind")).ok_or(AppError::Malformed)?;
        let id = paragraph.ok_or(AppError::NotFound)?;
        let sender = Sender::read(&text(&fields, "page"), &text(&fields, "step"));
        let saved = submission::autosave(&ctx, &granted, id, version, kind, &text(&fields, "text"), sender).await?;
        if fields.contains_key("autosave") {
            let all = submission::paragraphs(&ctx, &granted).await?;
            let body = counted(&all).body;
            let own = all.iter().find(|p| p.id == id).map_or(0, |p| words_of(&p.text).0);
            let (words, level, _) = used(&granted, body);
            add_header(HeaderName::from_static("x-body"), &body.to_string());
            add_header(HeaderName::from_static("x-own"), &own.to_string());
            add_header(HeaderName::from_static("x-version"), &saved.version.to_string());
            add_header(HeaderName::from_static("x-revision"), &saved.revision.to_string());
            add_header(HeaderName::from_static("x-level"), level_name(level));
            add_header(HeaderName::from_static("x-words"), &crate::server::encode(&words));
            return Ok(Done::go(page.clone()));
        }
        Ok(say(at(&page, Some(id)), Studio::ParagraphSaved))
    };
    // whoever may no longer write here, or is no longer signed in, keeps what they typed
    let back = at(&page, paragraph);
    match result.await {
        Err(AppError::NotFound | AppError::Forbidden | AppError::SignInRequired) if !text(&fields, "text").trim().is_empty() => {
            finish_elsewhere("kept", href::KEPT, &fields).await
        }
        other => finish(&form, &back, &fields, other).await,
    }
}

/// Adds a paragraph.
#[server]
pub async fn add_paragraph(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let Of { section, page, .. } = of(&fields);
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        let kind = Kind::from_name(&text(&fields, "kind")).ok_or(AppError::Malformed)?;
        let after = text(&fields, "after").parse::<ParagraphId>().ok();
        let added = submission::add(&ctx, &granted, section.ok_or(AppError::NotFound)?, after, kind, &text(&fields, "text")).await?;
        Ok(Done::go(at(&page, Some(added.id))))
    };
    finish("section", &page, &fields, result.await).await
}

/// Moves a paragraph by one.
#[server]
pub async fn move_paragraph(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let Of { paragraph, page, .. } = of(&fields);
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        let way = if text(&fields, "way") == "up" { Move::Up } else { Move::Down };
        submission::move_by(&ctx, &granted, paragraph.ok_or(AppError::NotFound)?, way).await?;
        Ok(Done::go(at(&page, paragraph)))
    };
    finish("section", &page, &fields, result.await).await
}

/// Removes a paragraph.
#[server]
pub async fn remove_paragraph(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let Of { paragraph, version, page, .. } = of(&fields);
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        submission::remove(&ctx, &granted, paragraph.ok_or(AppError::NotFound)?, version).await?;
        Ok(say(page.clone(), Studio::ParagraphRemoved))
    };
    finish("section", &page, &fields, result.await).await
}

/// Where a comment was written: in the section for who writes, in the whole text for who reads.
fn where_said(fields: &Fields, writes: bool) -> String {
    let Of { paragraph, page, .. } = of(fields);
    at(&if writes { page } else { page_of(fields, "read") }, paragraph)
}

/// Comments on a paragraph, or answers a comment.
#[server]
pub async fn comment_paragraph(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let paragraph = of(&fields).paragraph;
    let answers = text(&fields, "answers").parse::<CommentId>().ok();
    let name = match (paragraph, answers) {
        (Some(p), Some(c)) => format!("comment-{p}-{c}"),
        (Some(p), None) => format!("comment-{p}"),
        _ => String::new(),
    };
    let mut back = where_said(&fields, false);
    let result = async {
        let (ctx, granted) = load::<action::CommentSubmission>(&fields).await?;
        back = where_said(&fields, submission::may::<action::WriteSubmission, _>(&ctx, &granted) && !granted.status().fixed());
        let new = NewComment { text: text(&fields, "text"), suggestion: text(&fields, "suggestion") };
        submission::comment(&ctx, &granted, paragraph.ok_or(AppError::NotFound)?, answers, &new).await?;
        Ok(say(back.clone(), Studio::CommentAdded))
    };
    let result = result.await;
    finish(&name, &back, &fields, result).await
}

/// Settles a comment.
#[server]
pub async fn resolve_comment(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let Of { paragraph, version, page, .. } = of(&fields);
    let back = at(&page, paragraph);
    let result = async {
        let ctx = context()?;
        let granted = submission::load_for::<action::WriteSubmission>(&ctx, id(&text(&fields, "submission"))?).await?;
        let how = Resolve::from_name(&text(&fields, "how")).ok_or(AppError::Malformed)?;
        submission::resolve(&ctx, &granted, id::<CommentId>(&text(&fields, "comment"))?, how, version).await?;
        Ok(say(back.clone(), Studio::CommentSettled))
    };
    finish("section", &back, &fields, result.await).await
}
