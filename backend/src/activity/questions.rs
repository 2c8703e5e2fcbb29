//! Questions of the bank in a live quiz: those with options. The key stays in here until the trainer shows it.

use std::sync::Arc;

use domain::{
    activity::{Answer, Settings},
    form::{FieldError, FormErrors},
    ids::QuestionVersionId,
    live::Topic,
    quiz::{self, Kind, Points, Question},
};
use sea_orm::ConnectionTrait;

use crate::{
    bank::{self, BankEntry, bank},
    context::Backend,
    error::{Error, Result},
};

/// A question as it is asked live.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked(Question);

impl Asked {
    pub(super) fn options(&self) -> usize {
        self.0.options().len()
    }

    /// Thousandths of the points.
    pub(super) fn grade(&self, given: &Answer) -> i32 {
        let Answer::Choices(chosen) = given else { return 0 };
        let chosen = chosen.iter().filter_map(|n| usize::try_from(*n).ok()).collect();
        match quiz::grade(&self.0, Some(&quiz::Answer::Options(chosen)), &[]) {
            Points::Of(points) => i32::try_from(points * 10).unwrap_or(0),
            Points::Waiting | Points::Out => 0,
        }
    }

    pub(super) fn shown(&self, with_key: bool) -> QuestionShown {
        let options = self.0.options();
        QuestionShown {
            html: self.0.text.clone(),
            several: self.0.kind() == Kind::Multiple,
            options: options.iter().map(|o| o.text.clone()).collect(),
            right: with_key.then(|| options.iter().map(quiz::Choice::is_right).collect()),
            feedback: if with_key { self.0.feedback.clone() } else { String::new() },
        }
    }
}

/// A question as the room sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionShown {
    /// Its text: safe HTML.
    pub html: String,
    /// Whether several options can be chosen.
    pub several: bool,
    /// Options: safe HTML.
    pub options: Vec<String>,
    /// Which are right; nothing until the trainer shows it.
    pub right: Option<Vec<bool>>,
    /// What is said to everybody then.
    pub feedback: String,
}

fn may_be_asked(question: &Question) -> bool {
    matches!(question.kind(), Kind::Single | Kind::Multiple | Kind::TrueFalse)
}

/// Questions of the bank that can be asked live.
pub(super) async fn askable(db: &impl ConnectionTrait) -> Result<Vec<BankEntry>> {
    Ok(bank(db, None).await?.into_iter().filter(|e| may_be_asked(&e.spec)).collect())
}

async fn asked(db: &impl ConnectionTrait, id: QuestionVersionId) -> Result<Asked> {
    let row = bank::version(db, id.0).await?;
    let question: Question = serde_json::from_str(&row.spec).map_err(|e| Error::Other(format!("question version {}: {e}", row.id)))?;
    if may_be_asked(&question) { Ok(Asked(question)) } else { Err(Error::NotFound) }
}

/// The question of a step: each is asked, then its answer is shown.
pub(super) async fn of_step(db: &impl ConnectionTrait, settings: &Settings, step: u32) -> Result<Asked> {
    let at = usize::try_from(step / 2).unwrap_or(usize::MAX);
    asked(db, *settings.questions.get(at).ok_or(Error::NotFound)?).await
}

/// The same for those who look on: a version of a question is never changed, so it is kept.
pub(super) async fn kept_of_step(backend: &Backend, settings: &Settings, step: u32) -> Result<Arc<Asked>> {
    let at = usize::try_from(step / 2).unwrap_or(usize::MAX);
    let id = *settings.questions.get(at).ok_or(Error::NotFound)?;
    backend.kept(Topic::Content, &format!("question {id}"), || asked(backend.db.connection(), id)).await
}

/// Can all of them be asked?
pub(super) async fn check(db: &impl ConnectionTrait, ids: &[QuestionVersionId]) -> Result<()> {
    for id in ids {
        asked(db, *id).await.map_err(|_e| Error::Invalid(FormErrors::one("questions", FieldError::Choice)))?;
    }
    Ok(())
}
