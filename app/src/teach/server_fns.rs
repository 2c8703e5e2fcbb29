//! Forms of teaching.

use backend::{
    access,
    authoring::{self, NewDocument},
    quiz::{self, GradeForm},
    review, workshop,
};
use domain::{
    ids::QuestionId,
    policy::action::{Publish, Teach},
    quiz::Correction,
};
use leptos::prelude::*;

use super::forms;
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{
        Done,
        form::{FormSpec, Posted},
        id,
    },
};

/// Corrects a question that was asked already, and scores it anew.
#[server]
pub async fn correct_question(#[server(flatten)] form: Posted<forms::CorrectQuestion>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let question = quiz::question_of_bank(&ctx, id::<QuestionId>(&form.question)?, form.version.parse().ok()).await?;
        let correction = match &*form.what {
            "void" => Correction::Void,
            _ if question.spec.options().is_empty() => Correction::AcceptText { text: form.accept.to_string() },
            _ => Correction::AcceptOption { option: form.accept.parse().unwrap_or(usize::MAX) },
        };
        let void = correction == Correction::Void;
        let reason = if void { &form.void_reason } else { &form.reason };
        let changed = quiz::correct(&ctx, &question, &correction, reason).await.map_err(|error| match error {
            backend::Error::Invalid(mut errors) if void => {
                errors.0.iter_mut().for_each(|(name, _)| "void_reason".clone_into(name));
                backend::Error::Invalid(errors)
            }
            error => error,
        })?;
        Ok(Done::say(form.back(), t!("notice-corrected", n = changed)))
    })
    .await
}

/// Grades an open answer.
#[server]
pub async fn grade_answer(#[server(flatten)] form: Posted<forms::GradeAnswer>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network::<Teach>(&ctx)?;
        let points = (0..20).map_while(|i| form.points.get(&i.to_string()).cloned()).collect();
        let grade = GradeForm { points, comment: form.comment.to_string() };
        quiz::grade_open(&ctx, &granted, form.attempt.get()?, form.number(), &grade).await?;
        Ok(Done::say(href::TEACH_GRADING, t!("notice-answer-graded")))
    })
    .await
}

/// Gives a person extra time.
#[server]
pub async fn give_extra_time(#[server(flatten)] form: Posted<forms::GiveExtraTime>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        quiz::give_extra_time(&ctx, &access::network(&ctx)?, &form.email, &form.percent).await?;
        Ok(Done::say(form.back(), t!("notice-extra-time-given")))
    })
    .await
}

/// Begins a document.
#[server]
pub async fn create_document(#[server(flatten)] form: Posted<forms::CreateDocument>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let new = NewDocument { kind: form.kind.to_string(), module: form.module.to_string(), title: form.title.to_string() };
        let document = authoring::create(&ctx, &access::network(&ctx)?, &new).await?;
        Ok(Done::go(href::document(document)))
    })
    .await
}

/// Saves a draft.
#[server]
pub async fn save_draft(#[server(flatten)] form: Posted<forms::SaveDraft>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let document = authoring::document(&ctx, form.document.get()?).await?;
        authoring::save(&ctx, &document, &form.source, &form.stamp).await?;
        // the script saves often: a notice for each would wait for the next page
        Ok(if form.autosave.is_set() { Done::go(form.back()) } else { Done::say(form.back(), t!("notice-draft-saved")) })
    })
    .await
}

/// Throws a draft away.
#[server]
pub async fn discard_draft(#[server(flatten)] form: Posted<forms::DiscardDraft>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let document = authoring::document(&ctx, form.document.get()?).await?;
        authoring::discard(&ctx, &document).await?;
        let to = if document.versions.is_empty() { href::TEACH_CONTENT.to_owned() } else { form.back() };
        Ok(Done::say(to, t!("notice-draft-discarded")))
    })
    .await
}

/// Hands a draft in for review.
#[server]
pub async fn hand_in_draft(#[server(flatten)] form: Posted<forms::HandInDraft>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let document = authoring::document(&ctx, form.document.get()?).await?;
        authoring::hand_in_for_review(&ctx, &document).await?;
        Ok(Done::say(form.back(), t!("notice-draft-handed-in")))
    })
    .await
}

/// Publishes a draft of another person.
#[server]
pub async fn publish_draft(#[server(flatten)] form: Posted<forms::PublishDraft>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let document = authoring::load_for::<Publish>(&ctx, form.document.get()?).await?;
        authoring::publish(&ctx, &document, &form.stamp).await?;
        Ok(Done::say(form.back(), t!("notice-published", n = 1)))
    })
    .await
}

/// Publishes all drafts of a module that others handed in.
#[server]
pub async fn publish_all(#[server(flatten)] form: Posted<forms::PublishAll>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let count = authoring::publish_all_new(&ctx, &access::network(&ctx)?, &form.module).await?;
        Ok(Done::say(form.back(), t!("notice-published", n = count)))
    })
    .await
}

/// Sends a draft back with a note.
#[server]
pub async fn send_back_draft(#[server(flatten)] form: Posted<forms::SendBackDraft>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let document = authoring::load_for::<Publish>(&ctx, form.document.get()?).await?;
        authoring::send_back(&ctx, &document, &form.note).await?;
        Ok(Done::say(form.back(), t!("notice-draft-returned")))
    })
    .await
}

/// Makes an old version the draft again.
#[server]
pub async fn restore_version(#[server(flatten)] form: Posted<forms::RestoreVersion>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let document = authoring::document(&ctx, form.document.get()?).await?;
        authoring::restore(&ctx, &document, form.number.parse().unwrap_or(0)).await?;
        Ok(Done::say(form.back(), t!("notice-restored")))
    })
    .await
}

/// Takes a document out of the curriculum.
#[server]
pub async fn retire_document(#[server(flatten)] form: Posted<forms::RetireDocument>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let document = authoring::document(&ctx, form.document.get()?).await?;
        authoring::retire(&ctx, &document).await?;
        Ok(Done::say(href::TEACH_CONTENT, t!("notice-retired")))
    })
    .await
}

/// Makes a workshop for a State that is due, with the invitations of its organisations prepared.
#[server]
pub async fn make_workshop_for(#[server(flatten)] form: Posted<forms::MakeWorkshopFor>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let state = form.state.to_uppercase();
        let granted = access::network(&ctx)?;
        let name = review::countries(&ctx).await?.iter().find(|c| c.iso3 == state).map(|c| c.name.clone()).ok_or(AppError::NotFound)?;
        let id = workshop::make_for(&ctx, granted, &state, &t!("due-workshop-title", state = name)).await?;
        Ok(Done::say(href::of_workshop(id, "invite"), t!("notice-workshop-made")))
    })
    .await
}
