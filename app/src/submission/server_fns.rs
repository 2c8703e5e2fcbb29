//! Forms about a submission as a whole.

use backend::{
    access, organisation,
    submission::{self, CardForm, NewSubmission, Role, Submission},
};
use domain::{
    form::{FieldError, FormErrors},
    ids::{EvidenceCardId, OrganisationId, OutcomeId, ParagraphId, PriorId, SubmissionId},
    policy::{ActionType, action},
    submission::Section,
};
use leptos::prelude::*;

use super::mentor_page::grades;
use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Notice, Studio, context, finish, id, text},
};

/// Loads the submission of a form for an action.
pub(crate) async fn load<A: ActionType>(fields: &Fields) -> Result<(backend::Context, access::Granted<Submission, A>), AppError> {
    let ctx = context()?;
    let granted = submission::load_for::<A>(&ctx, id::<SubmissionId>(&text(fields, "submission"))?).await?;
    Ok((ctx, granted))
}

/// The page of the submission of a form, or a part of it.
pub(crate) fn page_of(fields: &Fields, part: &str) -> String {
    match (text(fields, "submission").parse::<SubmissionId>(), part) {
        (Ok(id), "") => href::submission(id),
        (Ok(id), part) => href::submission_part(id, part),
        (Err(_), _) => href::SUBMISSIONS.to_owned(),
    }
}

pub(crate) fn say(to: String, what: Studio) -> Done {
    Done::say(to, Notice::Studio { what, count: 0 })
}

/// Begins a submission.
#[server]
pub async fn begin_submission(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let organisation = organisation::load_for(&ctx, id::<OrganisationId>(&text(&fields, "organisation"))?).await?;
        let new = NewSubmission { state: text(&fields, "state"), joint: false, language: text(&fields, "language") };
        let id = submission::begin(&ctx, &organisation, &new).await?;
        Ok(say(href::submission(id), Studio::Begun))
    };
    finish("begin", href::SUBMISSIONS, &fields, result.await).await
}

/// Changes what a submission is called, its language, whether it is joint.
#[server]
pub async fn change_submission(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "");
    let result = async {
        let (ctx, granted) = load::<action::LeadSubmission>(&fields).await?;
        submission::rename(&ctx, &granted, &text(&fields, "title"), &text(&fields, "language"), text(&fields, "joint") == "yes").await?;
        Ok(say(back.clone(), Studio::Changed))
    };
    finish("submission", &back, &fields, result.await).await
}

/// Puts a submission away.
#[server]
pub async fn put_away_submission(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "");
    let result = async {
        let (ctx, granted) = load::<action::LeadSubmission>(&fields).await?;
        submission::put_away(&ctx, &granted).await?;
        Ok(say(href::SUBMISSIONS.to_owned(), Studio::PutAway))
    };
    finish("submission", &back, &fields, result.await).await
}

/// Signs for one's organisations.
#[server]
pub async fn sign_submission(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "");
    let result = async {
        let (ctx, granted) = load::<action::SignSubmission>(&fields).await?;
        submission::sign(&ctx, &granted, text(&fields, "revision").parse().unwrap_or(u32::MAX)).await?;
        Ok(say(back.clone(), Studio::Signed))
    };
    finish("sign", &back, &fields, result.await).await
}

/// Adds an organisation by its name.
#[server]
pub async fn add_organisation(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "team");
    let result = async {
        let (ctx, granted) = load::<action::LeadSubmission>(&fields).await?;
        let role = Role::from_name(&text(&fields, "role")).filter(|r| *r != Role::Lead);
        let role = role.ok_or_else(|| AppError::Invalid(FormErrors::one("role", FieldError::Choice)))?;
        let named = submission::organisation_named(&ctx, &granted, &text(&fields, "name")).await?;
        submission::add_organisation(&ctx, &granted, named, role).await?;
        Ok(say(back.clone(), Studio::TeamChanged))
    };
    finish("team", &back, &fields, result.await).await
}

/// Takes an organisation out.
#[server]
pub async fn remove_organisation(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "team");
    let result = async {
        let (ctx, granted) = load::<action::LeadSubmission>(&fields).await?;
        submission::remove_organisation(&ctx, &granted, id::<OrganisationId>(&text(&fields, "organisation"))?).await?;
        Ok(say(back.clone(), Studio::TeamChanged))
    };
    finish("team_remove", &back, &fields, result.await).await
}

/// Keeps the text under a name.
#[server]
pub async fn keep_version(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "history");
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        submission::keep(&ctx, &granted, &text(&fields, "name")).await?;
        Ok(say(back.clone(), Studio::VersionKept))
    };
    finish("keep", &back, &fields, result.await).await
}

/// Makes a kept text the text again.
#[server]
pub async fn restore_text(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "history");
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        submission::restore(&ctx, &granted, text(&fields, "number").parse().unwrap_or(0)).await?;
        Ok(say(back.clone(), Studio::TextRestored))
    };
    finish("restore", &back, &fields, result.await).await
}

/// Brings a removed paragraph back.
#[server]
pub async fn bring_back(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "history");
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        submission::bring_back(&ctx, &granted, id::<ParagraphId>(&text(&fields, "paragraph"))?).await?;
        Ok(say(back.clone(), Studio::BroughtBack))
    };
    finish("restore", &back, &fields, result.await).await
}

/// Makes or changes a card of evidence.
#[server]
pub async fn save_card(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "evidence");
    let card = text(&fields, "card").parse::<EvidenceCardId>().ok();
    let form_page = card.map_or_else(|| back.clone(), |c| format!("{back}?edit={c}"));
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        let form = CardForm {
            claim: text(&fields, "claim"),
            source: text(&fields, "source"),
            on: text(&fields, "on"),
            consent: text(&fields, "consent"),
            sensitive: text(&fields, "sensitive") == "yes",
            paragraph: text(&fields, "paragraph").parse::<ParagraphId>().ok(),
        };
        submission::save_card(&ctx, &granted, card, &form).await?;
        Ok(say(back.clone(), Studio::CardSaved))
    };
    finish("card", &form_page, &fields, result.await).await
}

/// Throws a card away.
#[server]
pub async fn remove_card(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "evidence");
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        submission::remove_card(&ctx, &granted, id::<EvidenceCardId>(&text(&fields, "card"))?).await?;
        Ok(say(back.clone(), Studio::CardRemoved))
    };
    finish("card", &back, &fields, result.await).await
}

/// Marks a recommendation of the last cycle.
#[server]
pub async fn mark_prior(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let prior = text(&fields, "prior").parse::<PriorId>().ok();
    let back = page_of(&fields, "matrix");
    let form = prior.map_or_else(String::new, |p| format!("prior-{p}"));
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        submission::mark(&ctx, &granted, prior.ok_or(AppError::NotFound)?, &text(&fields, "mark"), &text(&fields, "evidence")).await?;
        Ok(if fields.contains_key("autosave") { Done::go(back.clone()) } else { say(format!("{back}#{form}"), Studio::MarkSaved) })
    };
    finish(&form, &back, &fields, result.await).await
}

/// Drafts the paragraphs of follow-up from the matrix.
#[server]
pub async fn draft_follow_up(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "matrix");
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        let all = submission::matrix(&ctx, &granted).await?;
        let drafted = super::checks::follow_up(&all).ok_or(AppError::Problem(crate::error::Problem::NothingMarked))?;
        submission::add(&ctx, &granted, Section::FollowUp, None, domain::submission::Kind::Text, &drafted).await?;
        Ok(say(href::section(granted.id, Section::FollowUp), Studio::ParagraphSaved))
    };
    finish("matrix", &back, &fields, result.await).await
}

/// Asks a mentor.
#[server]
pub async fn ask_mentor(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "mentor");
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        submission::ask(&ctx, &granted, &text(&fields, "question")).await?;
        Ok(say(back.clone(), Studio::MentorAsked))
    };
    finish("ask_mentor", &back, &fields, result.await).await
}

/// Takes a submission to read.
#[server]
pub async fn take_mentoring(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let (ctx, granted) = load::<action::TakeSubmission>(&fields).await?;
        submission::take(&ctx, &granted).await?;
        Ok(say(page_of(&fields, "mentor"), Studio::MentorTaken))
    };
    finish("take_mentoring", href::TEACH_SUBMISSIONS, &fields, result.await).await
}

/// Gives a submission back unread.
#[server]
pub async fn give_back_mentoring(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let (ctx, granted) = load::<action::CommentSubmission>(&fields).await?;
        submission::give_back(&ctx, &granted).await?;
        Ok(say(href::TEACH_SUBMISSIONS.to_owned(), Studio::MentorGivenBack))
    };
    finish("mentoring_back", &page_of(&fields, "mentor"), &fields, result.await).await
}

/// Asks for no mentor any more.
#[server]
pub async fn withdraw_mentoring(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "mentor");
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        submission::withdraw_request(&ctx, &granted).await?;
        Ok(say(back.clone(), Studio::RequestWithdrawn))
    };
    finish("mentoring_back", &back, &fields, result.await).await
}

/// Answers as the mentor.
#[server]
pub async fn answer_mentoring(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "mentor");
    let result = async {
        let (ctx, granted) = load::<action::CommentSubmission>(&fields).await?;
        submission::answer(&ctx, &granted, &grades(&fields)).await?;
        Ok(say(href::TEACH_SUBMISSIONS.to_owned(), Studio::MentorAnswered))
    };
    finish("answer_mentoring", &back, &fields, result.await).await
}

/// Enters that a State took up a recommendation.
#[server]
pub async fn record_match(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "echo");
    let result = async {
        let (ctx, granted) = load::<action::LeadSubmission>(&fields).await?;
        let (ours, made) = (id::<ParagraphId>(&text(&fields, "paragraph"))?, id::<PriorId>(&text(&fields, "made"))?);
        submission::record_match(&ctx, &granted, ours, made).await?;
        Ok(say(back.clone(), Studio::OutcomeRecorded))
    };
    finish("match", &back, &fields, result.await).await
}

/// Takes back what was entered about a submission.
#[server]
pub async fn take_back_outcome(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "after");
    let outcome = text(&fields, "outcome").parse::<OutcomeId>().ok();
    let form = outcome.map_or_else(String::new, |o| format!("back-{o}"));
    let result = async {
        let (ctx, granted) = load::<action::LeadSubmission>(&fields).await?;
        submission::take_back(&ctx, &granted, outcome.ok_or(AppError::NotFound)?, &text(&fields, "reason")).await?;
        Ok(say(back.clone(), Studio::OutcomeTakenBack))
    };
    finish(&form, &back, &fields, result.await).await
}
