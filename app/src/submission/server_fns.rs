//! Forms about a submission as a whole.

use backend::{
    Conflict, Context, access, organisation,
    submission::{self, CardForm, NewSubmission, Role, RubricForm, Submission},
};
use domain::{
    form::{FieldError, FormErrors},
    ids::SubmissionId,
    policy::{ActionType, action},
    submission::{Criterion, Section},
};
use leptos::prelude::*;

use super::{
    evidence::follow_up,
    forms::{self, page},
};
use crate::{
    error::{AppError, Problem},
    href,
    i18n::t,
    server::{
        Done,
        form::{FormSpec, Id, Posted},
    },
};

/// Loads the submission of a form for an action.
pub(crate) async fn load<A: ActionType>(ctx: &Context, id: Id<SubmissionId>) -> Result<access::Granted<Submission, A>, AppError> {
    Ok(submission::load_for::<A>(ctx, id.get()?).await?)
}

/// Begins a submission.
#[server]
pub async fn begin_submission(#[server(flatten)] form: Posted<forms::BeginSubmission>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let organisation = organisation::load_for(&ctx, form.organisation.get()?).await?;
        let new = NewSubmission { state: form.state.to_string(), joint: false, language: form.language.to_string() };
        let id = submission::begin(&ctx, &organisation, &new).await?;
        Ok(Done::say(href::submission(id), t!("studio-begun")))
    })
    .await
}

/// Changes what a submission is called, its language, whether it is joint.
#[server]
pub async fn change_submission(#[server(flatten)] form: Posted<forms::ChangeSubmission>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::LeadSubmission>(&ctx, form.submission).await?;
        submission::rename(&ctx, &granted, &form.title, &form.language, form.joint.is_set()).await?;
        Ok(Done::say(form.back(), t!("studio-changed")))
    })
    .await
}

/// Puts a submission away.
#[server]
pub async fn put_away_submission(#[server(flatten)] form: Posted<forms::PutAwaySubmission>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        submission::put_away(&ctx, &load::<action::LeadSubmission>(&ctx, form.submission).await?).await?;
        Ok(Done::say(href::SUBMISSIONS, t!("studio-put-away")))
    })
    .await
}

/// Signs for one's organisations.
#[server]
pub async fn sign_submission(#[server(flatten)] form: Posted<forms::SignSubmission>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::SignSubmission>(&ctx, form.submission).await?;
        submission::sign(&ctx, &granted, form.revision.parse().unwrap_or(u32::MAX)).await?;
        Ok(Done::say(form.back(), t!("studio-signed")))
    })
    .await
}

/// Adds an organisation by its name.
#[server]
pub async fn add_organisation(#[server(flatten)] form: Posted<forms::AddOrganisation>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::LeadSubmission>(&ctx, form.submission).await?;
        let role = Role::from_name(&form.role).filter(|r| *r != Role::Lead);
        let role = role.ok_or_else(|| AppError::Invalid(FormErrors::one("role", FieldError::Choice)))?;
        let named = submission::organisation_named(&ctx, &granted, &form.name).await?;
        submission::add_organisation(&ctx, &granted, named, role).await?;
        Ok(Done::say(form.back(), t!("studio-team-changed")))
    })
    .await
}

/// Takes an organisation out.
#[server]
pub async fn remove_organisation(#[server(flatten)] form: Posted<forms::RemoveOrganisation>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::LeadSubmission>(&ctx, form.submission).await?;
        submission::remove_organisation(&ctx, &granted, form.organisation.get()?).await?;
        Ok(Done::say(form.back(), t!("studio-team-changed")))
    })
    .await
}

/// Keeps the text under a name.
#[server]
pub async fn keep_version(#[server(flatten)] form: Posted<forms::KeepVersion>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        submission::keep(&ctx, &load::<action::WriteSubmission>(&ctx, form.submission).await?, &form.name).await?;
        Ok(Done::say(form.back(), t!("studio-version-kept")))
    })
    .await
}

/// Makes a kept text the text again.
#[server]
pub async fn restore_text(#[server(flatten)] form: Posted<forms::RestoreText>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        submission::restore(&ctx, &granted, form.number.parse().unwrap_or(0)).await?;
        Ok(Done::say(form.back(), t!("studio-text-restored")))
    })
    .await
}

/// Brings a removed paragraph back.
#[server]
pub async fn bring_back(#[server(flatten)] form: Posted<forms::BringBack>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        submission::bring_back(&ctx, &granted, form.paragraph.get()?).await?;
        Ok(Done::say(form.back(), t!("studio-brought-back")))
    })
    .await
}

/// Makes or changes a card of evidence.
#[server]
pub async fn save_card(#[server(flatten)] form: Posted<forms::SaveCard>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        let card = CardForm {
            claim: form.claim.to_string(),
            source: form.source.to_string(),
            on: form.on.to_string(),
            consent: form.consent.to_string(),
            sensitive: form.sensitive.is_set(),
            paragraph: form.paragraph.maybe(),
        };
        submission::save_card(&ctx, &granted, form.card.maybe(), &card).await?;
        Ok(Done::say(page(form.submission, "evidence"), t!("studio-card-saved")))
    })
    .await
}

/// Throws a card away.
#[server]
pub async fn remove_card(#[server(flatten)] form: Posted<forms::RemoveCard>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        submission::remove_card(&ctx, &granted, form.card.get()?).await?;
        Ok(Done::say(form.back(), t!("studio-card-removed")))
    })
    .await
}

/// Marks a recommendation of the last cycle.
#[server]
pub async fn mark_prior(#[server(flatten)] form: Posted<forms::MarkPrior>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        submission::mark(&ctx, &granted, form.prior.get()?, &form.mark, &form.evidence).await?;
        let back = form.back();
        Ok(if form.autosave.is_set() { Done::go(back) } else { Done::say(format!("{back}#{}", form.name()), t!("studio-mark-saved")) })
    })
    .await
}

/// Drafts the paragraphs of follow-up from the matrix.
#[server]
pub async fn draft_follow_up(#[server(flatten)] form: Posted<forms::DraftFollowUp>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        let all = submission::matrix(&ctx, &granted).await?;
        let drafted = follow_up(&all).ok_or(AppError::Problem(Problem::Conflict(Conflict::NothingMarked)))?;
        submission::add(&ctx, &granted, Section::FollowUp, None, domain::submission::Kind::Text, &drafted).await?;
        Ok(Done::say(href::section(granted.id, Section::FollowUp), t!("studio-paragraph-saved")))
    })
    .await
}

/// Asks a mentor.
#[server]
pub async fn ask_mentor(#[server(flatten)] form: Posted<forms::AskMentor>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        submission::ask(&ctx, &load::<action::WriteSubmission>(&ctx, form.submission).await?, &form.question).await?;
        Ok(Done::say(form.back(), t!("studio-mentor-asked")))
    })
    .await
}

/// Takes a submission to read.
#[server]
pub async fn take_mentoring(#[server(flatten)] form: Posted<forms::TakeMentoring>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        submission::take(&ctx, &load::<action::TakeSubmission>(&ctx, form.submission).await?).await?;
        Ok(Done::say(page(form.submission, "mentor"), t!("studio-mentor-taken")))
    })
    .await
}

/// Gives a submission back unread.
#[server]
pub async fn give_back_mentoring(#[server(flatten)] form: Posted<forms::GiveBackMentoring>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        submission::give_back(&ctx, &load::<action::CommentSubmission>(&ctx, form.submission).await?).await?;
        Ok(Done::say(href::TEACH_SUBMISSIONS, t!("studio-mentor-given-back")))
    })
    .await
}

/// Asks for no mentor any more.
#[server]
pub async fn withdraw_mentoring(#[server(flatten)] form: Posted<forms::WithdrawMentoring>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        submission::withdraw_request(&ctx, &load::<action::WriteSubmission>(&ctx, form.submission).await?).await?;
        Ok(Done::say(form.back(), t!("studio-request-withdrawn")))
    })
    .await
}

/// Answers as the mentor.
#[server]
pub async fn answer_mentoring(#[server(flatten)] form: Posted<forms::AnswerMentoring>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::CommentSubmission>(&ctx, form.submission).await?;
        let grades = Criterion::ALL.into_iter().map(|c| (c.name().to_owned(), form.grades.text(c.name()))).collect();
        submission::answer(&ctx, &granted, &RubricForm { grades, answer: form.answer.to_string() }).await?;
        Ok(Done::say(href::TEACH_SUBMISSIONS, t!("studio-mentor-answered")))
    })
    .await
}

/// Enters that a State took up a recommendation.
#[server]
pub async fn record_match(#[server(flatten)] form: Posted<forms::RecordMatch>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::LeadSubmission>(&ctx, form.submission).await?;
        submission::record_match(&ctx, &granted, form.paragraph.get()?, form.made.get()?).await?;
        Ok(Done::say(form.back(), t!("studio-outcome-recorded")))
    })
    .await
}

/// Takes back what was entered about a submission.
#[server]
pub async fn take_back_outcome(#[server(flatten)] form: Posted<forms::TakeBackOutcome>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::LeadSubmission>(&ctx, form.submission).await?;
        submission::take_back(&ctx, &granted, form.outcome.get()?, &form.reason).await?;
        Ok(Done::say(form.back(), t!("studio-outcome-taken-back")))
    })
    .await
}
