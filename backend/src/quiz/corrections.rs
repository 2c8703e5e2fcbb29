//! The question bank as trainers see it, and corrections of questions that were asked already: “void this question
//! and rescore”, “accept this answer too and rescore”. A correction is a new fact with author and reason; those
//! whose result changed are told.

use domain::{
    actor::Actor,
    form::{self, FieldError, FormErrors},
    ids::{AttemptId, ModuleId, PersonId, QuestionId, QuestionVersionId},
    policy::{Resource, action},
    quiz::{Correction, Question, Shape, normal_text, rescored},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, Statement, prelude::*, sea_query::OnConflict};

use super::told::Told;
use super::{
    corrected::corrections,
    entity::{attempt, question_correction, response},
    score::{grade_all, score_of, store},
    which::Purpose,
};
use crate::{
    access::{AsResource, Granted, Network, authorize},
    bank::{BankEntry, bank, lock_version, natural, question_with_versions, spec},
    context::Context,
    error::{Error, Result},
    learning, notice,
    token::new_id,
};

/// A version of a question, as trainers see it.
#[derive(Clone, Debug)]
pub struct BankQuestion {
    /// The question.
    pub id: QuestionId,
    /// Short name.
    pub slug: String,
    /// Short name and title of its module.
    pub module: (String, String),
    /// The version shown.
    pub version: QuestionVersionId,
    /// Its number, from 1.
    pub number: u32,
    /// Numbers of all versions, the newest first.
    pub numbers: Vec<u32>,
    /// The question with its key.
    pub spec: Question,
    /// What was corrected.
    pub corrections: Vec<Correction>,
    /// Texts that were answered and gained nothing, with how often: candidates to be accepted. At most twenty.
    pub refused: Vec<(String, u32)>,
    /// How many responses it has in attempts that were handed in.
    pub responses: u32,
}

impl AsResource for BankQuestion {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Network
    }
}

/// The whole bank, in the order of modules.
///
/// # Errors
/// The database.
pub async fn bank_of_all(ctx: &Context, _granted: &Granted<Network, action::Teach>) -> Result<Vec<BankEntry>> {
    bank(ctx.db().connection(), None).await
}

/// A question of the bank with its key, in a version (the newest if none is named).
///
/// # Errors
/// `NotFound`.
pub async fn question_of_bank(ctx: &Context, id: QuestionId, number: Option<u32>) -> Result<Granted<BankQuestion, action::Teach>> {
    let db = ctx.db().connection();
    let (row, versions) = question_with_versions(db, id).await?;
    let module = learning::slug_and_title(db, ModuleId(row.module_id)).await?.ok_or(Error::NotFound)?;
    let shown = match number {
        Some(number) => versions.iter().find(|v| natural(v.version) == number),
        None => versions.first(),
    };
    let shown = shown.ok_or(Error::NotFound)?;
    let answered = response::Entity::find().filter(response::Column::QuestionVersionId.eq(shown.id)).all(db).await?;
    let spec = spec(shown.id, &shown.spec)?;
    let found = BankQuestion {
        id,
        slug: row.slug,
        module,
        version: QuestionVersionId(shown.id),
        number: natural(shown.version),
        numbers: versions.iter().map(|v| natural(v.version)).collect(),
        corrections: corrections(db, [shown.id]).await?.remove(&shown.id).unwrap_or_default(),
        refused: refused(&spec, &answered),
        responses: u32::try_from(answered.iter().filter(|r| r.points.is_some()).count()).unwrap_or(0),
        spec,
    };
    authorize(ctx, found)
}

fn refused(spec: &Question, answered: &[response::Model]) -> Vec<(String, u32)> {
    if !matches!(spec.shape, Shape::ShortText { .. } | Shape::Number { .. }) {
        return Vec::new();
    }
    let mut counts: Vec<(String, u32)> = Vec::new();
    for row in answered.iter().filter(|r| r.points == Some(0)) {
        let Some(Ok(domain::quiz::Answer::Text(text))) = row.answer.as_deref().map(serde_json::from_str) else { continue };
        let text = normal_text(&text);
        match counts.iter_mut().find(|(t, _)| *t == text) {
            Some((_, n)) => *n += 1,
            None => counts.push((text, 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(20);
    counts
}

#[derive(FromQueryResult)]
struct Affected {
    id: Uuid,
}

/// Corrects a version and scores every attempt that was asked it anew; returns how many results changed. The same
/// correction twice is once. A score never falls by it ([`rescored`]).
///
/// # Errors
/// `Invalid` (field `accept` or `reason`).
#[tracing::instrument(name = "quiz.correct", skip_all)]
pub async fn correct(ctx: &Context, version: &Granted<BankQuestion, action::Teach>, correction: &Correction, reason: &str) -> Result<u32> {
    let reason = form::line(reason, form::limits::CORRECTION).map_err(|e| FormErrors::one("reason", e))?;
    let wrong = |error| Error::Invalid(FormErrors::one("accept", error));
    match correction {
        Correction::AcceptOption { option } if version.spec.options().get(*option).is_none() => return Err(wrong(FieldError::Choice)),
        Correction::AcceptText { text } if normal_text(text).is_empty() => return Err(wrong(FieldError::Empty)),
        Correction::AcceptText { text } if text.chars().count() > 200 => return Err(wrong(FieldError::TooLong { max: 200 })),
        _ => {}
    }
    let detail = serde_json::to_string(correction).map_err(|e| Error::Other(e.to_string()))?;
    let tx = ctx.db().begin().await?;
    lock_version(&tx, version.version).await?;
    let row = question_correction::ActiveModel {
        id: Set(new_id()),
        question_version_id: Set(version.version.0),
        detail: Set(detail.clone()),
        reason: Set(reason),
        created_at: Set(ctx.now),
        created_by: Set(version.by().0),
    };
    let once =
        OnConflict::columns([question_correction::Column::QuestionVersionId, question_correction::Column::Detail]).do_nothing().to_owned();
    if question_correction::Entity::insert(row).on_conflict(once).exec_without_returning(&*tx).await? == 0 {
        return Ok(0);
    }
    let kind = match correction {
        Correction::Void => "void",
        Correction::AcceptOption { .. } | Correction::AcceptText { .. } => "accept",
    };
    tx.audit(ctx.now, Some(version.by()), "question.correct", Some(version.version.0), kind).await?;
    let sql = "SELECT DISTINCT a.id FROM attempt a JOIN response r ON r.attempt_id = a.id \
               WHERE r.question_version_id = $1 AND a.submitted_at IS NOT NULL ORDER BY a.id";
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, [version.version.0.into()]);
    let mut changed = 0;
    for affected in Affected::find_by_statement(statement).all(&*tx).await? {
        changed += u32::from(rescore(ctx, &tx, AttemptId(affected.id), &version.module).await?);
    }
    tx.commit().await?;
    Ok(changed)
}

/// Scores an attempt anew; whether its result changed.
async fn rescore(ctx: &Context, tx: &crate::db::Tx, id: AttemptId, module: &(String, String)) -> Result<bool> {
    let row = attempt::Entity::find_by_id(id.0).one(&**tx).await?.ok_or(Error::NotFound)?;
    let Some(before) = score_of(&row) else { return Ok(false) };
    let after = rescored(before, grade_all(tx, &row).await?);
    store(tx, ctx.now, &row, after).await?;
    if row.purpose == Purpose::Before.name() {
        learning::note_known_modules(tx, ctx.now, PersonId(row.person_id), id).await?;
    }
    let now = attempt::Entity::find_by_id(id.0).one(&**tx).await?.ok_or(Error::NotFound)?;
    if before.percent() == after.percent() && row.passed_at.is_some() == now.passed_at.is_some() {
        return Ok(false);
    }
    let told = Told::ResultChanged { module: module.0.clone(), title: module.1.clone(), before: before.percent(), after: after.percent() };
    notice::tell(tx, ctx.now, PersonId(row.person_id), Some(row.id), &told).await?;
    Ok(true)
}
