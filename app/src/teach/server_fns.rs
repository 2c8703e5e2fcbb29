//! Forms of teaching.

use backend::{
    access,
    authoring::{self, NewDocument},
    quiz::{self, GradeForm},
    review, workshop,
};
use domain::{
    ids::{AttemptId, DocumentId, QuestionId},
    policy::action::{Publish, Teach},
    quiz::Correction,
};
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{Done, Fields, Notice, context, finish, id, slug, text},
};

/// Corrects a question that was asked already, and scores it anew.
#[server]
pub async fn correct_question(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let key = slug(&fields, "question");
    let back = format!("{}/{key}", href::TEACH_QUESTIONS);
    finish("correct", &back, &fields, correct(&fields, &key, &back).await).await
}

async fn correct(fields: &Fields, key: &str, back: &str) -> Result<Done, AppError> {
    let ctx = context()?;
    let version = text(fields, "version").parse().ok();
    let question = quiz::question_of_bank(&ctx, id::<QuestionId>(key)?, version).await?;
    let accept = text(fields, "accept");
    let correction = match text(fields, "what").as_str() {
        "void" => Correction::Void,
        _ if question.spec.options().is_empty() => Correction::AcceptText { text: accept },
        _ => Correction::AcceptOption { option: accept.parse().unwrap_or(usize::MAX) },
    };
    let field = if correction == Correction::Void { "void_reason" } else { "reason" };
    let changed = quiz::correct(&ctx, &question, &correction, &text(fields, field)).await;
    let changed = changed.map_err(|error| match (error, field) {
        (backend::Error::Invalid(mut errors), "void_reason") => {
            errors.0.iter_mut().for_each(|(name, _)| name.clone_from(&field.to_owned()));
            backend::Error::Invalid(errors)
        }
        (error, _) => error,
    })?;
    Ok(Done::say(back, Notice::Corrected { changed }))
}

/// Grades an open answer.
#[server]
pub async fn grade_answer(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let position = text(&fields, "position").parse::<u32>().unwrap_or(0);
    let attempt = text(&fields, "attempt").parse::<AttemptId>().ok();
    let back = attempt.map_or_else(|| href::TEACH_GRADING.to_owned(), |a| href::grade(a, position));
    let result = async {
        let ctx = context()?;
        let granted = access::network::<Teach>(&ctx)?;
        let points = (0..20).map_while(|i| fields.get(&format!("points-{i}")).cloned()).collect();
        let form = GradeForm { points, comment: text(&fields, "comment") };
        quiz::grade_open(&ctx, &granted, attempt.ok_or(AppError::NotFound)?, position, &form).await?;
        Ok(Done::say(href::TEACH_GRADING, Notice::AnswerGraded))
    };
    finish("grade", &back, &fields, result.await).await
}

/// Gives a person extra time.
#[server]
pub async fn give_extra_time(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        quiz::give_extra_time(&ctx, &access::network(&ctx)?, &text(&fields, "email"), &text(&fields, "percent")).await?;
        Ok(Done::say(href::TEACH_LEARNERS, Notice::ExtraTimeGiven))
    };
    finish("extra_time", href::TEACH_LEARNERS, &fields, result.await).await
}

/// Begins a document.
#[server]
pub async fn create_document(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let new = NewDocument { kind: text(&fields, "kind"), module: slug(&fields, "module"), title: text(&fields, "title") };
        let document = authoring::create(&ctx, &access::network(&ctx)?, &new).await?;
        Ok(Done::go(href::document(document)))
    };
    finish("create_document", href::TEACH_CONTENT, &fields, result.await).await
}

fn document_of(fields: &Fields) -> (Option<DocumentId>, String) {
    let document = text(fields, "document").parse::<DocumentId>().ok();
    (document, document.map_or_else(|| href::TEACH_CONTENT.to_owned(), href::document))
}

/// Saves a draft.
#[server]
pub async fn save_draft(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (document, back) = document_of(&fields);
    let result = async {
        let ctx = context()?;
        let document = authoring::document(&ctx, document.ok_or(AppError::NotFound)?).await?;
        authoring::save(&ctx, &document, &text(&fields, "source"), &text(&fields, "stamp")).await?;
        Ok(Done::say(back.clone(), Notice::DraftSaved))
    };
    let result = result.await;
    // the script saves often: a notice for each would wait for the next page
    let result = if fields.contains_key("autosave") { result.map(|done| Done::go(done.to)) } else { result };
    finish("draft", &back, &fields, result).await
}

/// Throws a draft away.
#[server]
pub async fn discard_draft(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (document, back) = document_of(&fields);
    let result = async {
        let ctx = context()?;
        let document = authoring::document(&ctx, document.ok_or(AppError::NotFound)?).await?;
        authoring::discard(&ctx, &document).await?;
        let to = if document.versions.is_empty() { href::TEACH_CONTENT.to_owned() } else { back.clone() };
        Ok(Done::say(to, Notice::DraftDiscarded))
    };
    finish("document", &back, &fields, result.await).await
}

/// Hands a draft in for review.
#[server]
pub async fn hand_in_draft(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (document, back) = document_of(&fields);
    let result = async {
        let ctx = context()?;
        let document = authoring::document(&ctx, document.ok_or(AppError::NotFound)?).await?;
        authoring::hand_in_for_review(&ctx, &document).await?;
        Ok(Done::say(back.clone(), Notice::DraftHandedIn))
    };
    finish("document", &back, &fields, result.await).await
}

/// Publishes a draft of another person.
#[server]
pub async fn publish_draft(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (document, back) = document_of(&fields);
    let result = async {
        let ctx = context()?;
        let document = authoring::load_for::<Publish>(&ctx, document.ok_or(AppError::NotFound)?).await?;
        authoring::publish(&ctx, &document, &text(&fields, "stamp")).await?;
        Ok(Done::say(back.clone(), Notice::Published { count: 1 }))
    };
    finish("document", &back, &fields, result.await).await
}

/// Publishes all drafts of a module that others handed in.
#[server]
pub async fn publish_all(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let count = authoring::publish_all_new(&ctx, &access::network(&ctx)?, &slug(&fields, "module")).await?;
        Ok(Done::say(href::TEACH_CONTENT, Notice::Published { count }))
    };
    finish("publish_all", href::TEACH_CONTENT, &fields, result.await).await
}

/// Sends a draft back with a note.
#[server]
pub async fn send_back_draft(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (document, back) = document_of(&fields);
    let result = async {
        let ctx = context()?;
        let document = authoring::load_for::<Publish>(&ctx, document.ok_or(AppError::NotFound)?).await?;
        authoring::send_back(&ctx, &document, &text(&fields, "note")).await?;
        Ok(Done::say(back.clone(), Notice::DraftReturned))
    };
    finish("send_back", &back, &fields, result.await).await
}

/// Makes an old version the draft again.
#[server]
pub async fn restore_version(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (document, back) = document_of(&fields);
    let result = async {
        let ctx = context()?;
        let document = authoring::document(&ctx, document.ok_or(AppError::NotFound)?).await?;
        authoring::restore(&ctx, &document, text(&fields, "number").parse().unwrap_or(0)).await?;
        Ok(Done::say(back.clone(), Notice::Restored))
    };
    finish("document", &back, &fields, result.await).await
}

/// Takes a document out of the curriculum.
#[server]
pub async fn retire_document(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (document, back) = document_of(&fields);
    let result = async {
        let ctx = context()?;
        let document = authoring::document(&ctx, document.ok_or(AppError::NotFound)?).await?;
        authoring::retire(&ctx, &document).await?;
        Ok(Done::say(href::TEACH_CONTENT, Notice::Retired))
    };
    finish("document", &back, &fields, result.await).await
}

/// Makes a workshop for a State that is due, with the invitations of its organisations prepared.
#[server]
pub async fn make_workshop_for(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let state = slug(&fields, "state").to_uppercase();
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let name = review::countries(&ctx).await?.into_iter().find(|c| c.iso3 == state).map(|c| c.name).ok_or(AppError::NotFound)?;
        let id = workshop::make_for(&ctx, granted, &state, &t!("due-workshop-title", state = name)).await?;
        Ok(Done::say(href::of_workshop(id, "invite"), Notice::WorkshopMade))
    };
    finish("workshop_for", href::TEACH_DUE, &fields, result.await).await
}
