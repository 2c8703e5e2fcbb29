//! Forms about the text: paragraphs and comments.

use backend::submission::{self, Move, NewComment, Resolve};
use domain::{
    autosave::Sender,
    policy::action,
    submission::{Kind, Section, words_of},
};
use http::header::HeaderName;
use leptos::prelude::*;

use super::{
    forms::{self, at},
    frame::{counted, level_name, used},
    server_fns::load,
};
use crate::{
    error::AppError,
    i18n::t,
    server::{
        Done, add_header,
        form::{FormSpec, Posted},
    },
};

/// Saves a paragraph. A script reads the new version and the words used from headers.
#[server]
pub async fn save_paragraph(#[server(flatten)] form: Posted<forms::SaveParagraph>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        let kind = Kind::from_name(&form.kind).ok_or(AppError::Malformed)?;
        let (id, version) = (form.paragraph.get()?, form.version.parse().unwrap_or(0));
        let sender = Sender::read(&form.page, &form.step);
        let saved = submission::autosave(&ctx, &granted, id, version, kind, &form.text, sender).await?;
        if !form.autosave.is_set() {
            return Ok(Done::say(form.back(), t!("studio-paragraph-saved")));
        }
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
        Ok(Done::go(form.back()))
    })
    .await
}

/// Adds a paragraph.
#[server]
pub async fn add_paragraph(#[server(flatten)] form: Posted<forms::AddParagraph>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        let kind = Kind::from_name(&form.kind).ok_or(AppError::Malformed)?;
        let section = Section::from_name(&form.section).ok_or(AppError::NotFound)?;
        let added = submission::add(&ctx, &granted, section, form.after.maybe(), kind, &form.text).await?;
        Ok(Done::go(at(form.back(), Some(added.id))))
    })
    .await
}

/// Moves a paragraph by one.
#[server]
pub async fn move_paragraph(#[server(flatten)] form: Posted<forms::MoveParagraph>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        let way = if &*form.way == "up" { Move::Up } else { Move::Down };
        submission::move_by(&ctx, &granted, form.paragraph.get()?, way).await?;
        Ok(Done::go(at(form.back(), form.paragraph.maybe())))
    })
    .await
}

/// Removes a paragraph.
#[server]
pub async fn remove_paragraph(#[server(flatten)] form: Posted<forms::RemoveParagraph>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        submission::remove(&ctx, &granted, form.paragraph.get()?, form.version.parse().unwrap_or(0)).await?;
        Ok(Done::say(form.back(), t!("studio-paragraph-removed")))
    })
    .await
}

/// Comments on a paragraph, or answers a comment.
#[server]
pub async fn comment_paragraph(#[server(flatten)] form: Posted<forms::CommentParagraph>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::CommentSubmission>(&ctx, form.submission).await?;
        let new = NewComment { text: form.text.to_string(), suggestion: form.suggestion.to_string() };
        submission::comment(&ctx, &granted, form.paragraph.get()?, form.answers.maybe(), &new).await?;
        Ok(Done::say(form.back(), t!("studio-comment-added")))
    })
    .await
}

/// Settles a comment.
#[server]
pub async fn resolve_comment(#[server(flatten)] form: Posted<forms::ResolveComment>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        let how = Resolve::from_name(&form.how).ok_or(AppError::Malformed)?;
        submission::resolve(&ctx, &granted, form.comment.get()?, how, form.version.parse().unwrap_or(0)).await?;
        Ok(Done::say(form.back(), t!("studio-comment-settled")))
    })
    .await
}
