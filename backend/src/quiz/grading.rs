//! What trainers do for single learners: grading open answers with the rubric, giving extra time.

use domain::{
    form::{self, Check, FieldError},
    ids::{AttemptId, ModuleId, PersonId},
    policy::action,
    quiz::{Answer, Criterion, FULL, Shape, rescored},
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult, QueryResult, Statement, prelude::*, sea_query::OnConflict};

use super::told::Told;
use super::{
    asked::Asked,
    corrected::corrections,
    entity::{attempt, extra_time, response},
    score::{grade_all, responses, score_of, store},
};
use crate::{
    access::{Granted, Network},
    account, bank,
    context::Context,
    db::columns,
    error::{Error, Result},
    learning, notice,
    paged::Paged,
};

/// An open answer that waits for a trainer. The writer's name is not shown: the text is graded, not the person.
#[derive(Clone, Debug)]
pub struct WaitingAnswer {
    /// The attempt.
    pub attempt: AttemptId,
    /// Place in the attempt.
    pub position: u32,
    /// Title of the module.
    pub module: String,
    /// When it was handed in.
    pub submitted_at: DateTimeUtc,
    /// The question, as safe HTML.
    pub question_html: String,
    /// What was written.
    pub text: String,
    /// The rubric.
    pub criteria: Vec<Criterion>,
    /// What a good answer looks like, as safe HTML.
    pub model_html: String,
}

/// Answers on a page.
const PAGE: u64 = 50;

/// Open answers that wait.
const WAITING: &str = "FROM response r JOIN attempt a ON a.id = r.attempt_id JOIN question_version v ON v.id = r.question_version_id \
    LEFT JOIN module m ON m.id = a.module_id \
    WHERE v.kind = 'open' AND r.answer IS NOT NULL AND r.graded_at IS NULL AND a.submitted_at IS NOT NULL AND a.waiting > 0";

/// A page of the open answers that wait, the longest waiting first: two statements.
///
/// # Errors
/// The database.
pub async fn waiting(ctx: &Context, _granted: &Granted<Network, action::Teach>, page: u64) -> Result<Paged<WaitingAnswer>> {
    let db = ctx.db().connection();
    let count = Statement::from_string(db.get_database_backend(), format!("SELECT COUNT(*) {WAITING}"));
    let total: i64 = db.query_one_raw(count).await?.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    let place = Paged::<()>::place(total.unsigned_abs(), PAGE, page);
    let sql = format!(
        "SELECT {}, {}, {}, m.title AS module {WAITING} ORDER BY a.submitted_at, r.attempt_id, r.position LIMIT {PAGE} OFFSET {}",
        columns::<attempt::Column>('a'),
        columns::<response::Column>('r'),
        bank::version_columns('v'),
        place.offset(PAGE)
    );
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let answer = |row: &QueryResult| {
        let attempt = attempt::Model::from_query_result(row, "a_")?;
        let response = response::Model::from_query_result(row, "r_")?;
        whole(&attempt, &response, &bank::VersionRow::from_query_result(row, "v_")?, row.try_get("", "module")?)
    };
    let rows = rows.iter().map(answer).collect::<Result<_>>()?;
    Ok(place.with(rows))
}

/// One open answer, whether it waits or was graded.
///
/// # Errors
/// `NotFound`.
pub async fn waiting_answer(
    ctx: &Context,
    _granted: &Granted<Network, action::Teach>,
    id: AttemptId,
    position: u32,
) -> Result<WaitingAnswer> {
    let db = ctx.db().connection();
    let attempt = attempt::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NotFound)?;
    let row = response::Entity::find_by_id((id.0, i32::try_from(position).unwrap_or(0))).one(db).await?.ok_or(Error::NotFound)?;
    let version = bank::version(db, row.question_version_id).await?;
    let module = match attempt.module_id {
        Some(module) => learning::slug_and_title(db, ModuleId(module)).await?.map(|(_, title)| title),
        None => None,
    };
    whole(&attempt, &row, &version, module)
}

fn whole(attempt: &attempt::Model, row: &response::Model, version: &bank::VersionRow, module: Option<String>) -> Result<WaitingAnswer> {
    let asked = Asked::from(attempt.seed, row, version)?;
    let (Some(submitted_at), Shape::Open { criteria, model_answer }) = (attempt.submitted_at, &asked.question.shape) else {
        return Err(Error::NotFound);
    };
    Ok(WaitingAnswer {
        attempt: AttemptId(attempt.id),
        position: u32::try_from(row.position).unwrap_or(0),
        module: module.unwrap_or_default(),
        submitted_at,
        question_html: asked.question.text.clone(),
        text: asked.answer.as_ref().map(Answer::text).unwrap_or_default().to_owned(),
        criteria: criteria.clone(),
        model_html: model_answer.clone(),
    })
}

/// What a trainer gives an open answer.
#[derive(Clone, Debug, Default)]
pub struct GradeForm {
    /// Points for each criterion, as typed.
    pub points: Vec<String>,
    /// A word to the writer; may be empty.
    pub comment: String,
}

/// Grades an open answer; the attempt is scored anew and the writer told. Grading again replaces.
///
/// # Errors
/// `Invalid` (fields `points-0` … and `comment`), `NotFound`.
#[tracing::instrument(name = "quiz.grade_open", skip_all)]
pub async fn grade_open(
    ctx: &Context,
    granted: &Granted<Network, action::Teach>,
    id: AttemptId,
    position: u32,
    typed: &GradeForm,
) -> Result<()> {
    let answer = waiting_answer(ctx, granted, id, position).await?;
    let mut check = Check::default();
    let mut given = Vec::new();
    for (i, criterion) in answer.criteria.iter().enumerate() {
        let typed = typed.points.get(i).map(|t| t.trim()).unwrap_or_default();
        match typed.parse::<u32>() {
            Ok(points) if points <= criterion.points => given.push(points),
            _ => check.note(&format!("points-{i}"), FieldError::Number { min: 0, max: i64::from(criterion.points) }),
        }
    }
    let comment = match typed.comment.trim() {
        "" => None,
        text => check.field("comment", form::prose(text, form::limits::COMMENT_ON_ANSWER)),
    };
    check.finish()?;
    let most: u32 = answer.criteria.iter().map(|c| c.points).sum();
    let points = (given.iter().sum::<u32>() * FULL).checked_div(most).unwrap_or(0);
    let tx = ctx.db().begin().await?;
    let change = response::ActiveModel {
        attempt_id: Set(id.0),
        position: Set(i32::try_from(position).unwrap_or(0)),
        points: Set(i32::try_from(points).ok()),
        rubric: Set(Some(serde_json::to_string(&given).map_err(|e| Error::Other(e.to_string()))?)),
        comment: Set(comment),
        graded_by: Set(Some(granted.by().0)),
        graded_at: Set(Some(ctx.now)),
        ..Default::default()
    };
    response::Entity::update(change).exec(&*tx).await?;
    let row = attempt::Entity::find_by_id(id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    let mut score = grade_all(&tx, &row).await?;
    // what a correction left a person with, grading an open answer afterwards does not take away
    let asked = responses(&*tx, id).await?;
    if let (Some(before), false) = (score_of(&row), corrections(&*tx, asked.iter().map(|r| r.question_version_id)).await?.is_empty()) {
        score = rescored(before, score);
    }
    store(&tx, ctx.now, &row, score).await?;
    tx.audit(ctx.now, Some(granted.by()), "quiz.grade_open", Some(id.0), &points.to_string()).await?;
    if let Some(module) = row.module_id {
        let (module, title) = learning::slug_and_title(&*tx, ModuleId(module)).await?.ok_or(Error::NotFound)?;
        let told = Told::AnswerGraded { module, title };
        notice::tell(&tx, ctx.now, PersonId(row.person_id), Some(row.id), &told).await?;
    }
    tx.commit().await
}

/// Gives a person, named by the address of their account, extra time in every quiz with a limit: per cent on top;
/// 0 takes it back. Attempts under way keep their clock.
///
/// # Errors
/// `Invalid` (fields `email`, `percent`).
#[tracing::instrument(name = "quiz.give_extra_time", skip_all)]
pub async fn give_extra_time(ctx: &Context, granted: &Granted<Network, action::Teach>, email: &str, percent: &str) -> Result<()> {
    let mut check = Check::default();
    let percent = check.field("percent", form::number(percent, form::limits::EXTRA_TIME.0, form::limits::EXTRA_TIME.1));
    let person = match form::email(email) {
        Ok(email) => account::person_of_email(ctx.db().connection(), &email).await?,
        Err(_) => None,
    };
    if person.is_none() {
        check.note("email", FieldError::Choice);
    }
    let (person, percent) = check.done(person.zip(percent))?;
    let tx = ctx.db().begin().await?;
    let row = extra_time::ActiveModel {
        person_id: Set(person.0),
        percent: Set(i32::try_from(percent).unwrap_or(0)),
        granted_at: Set(ctx.now),
        granted_by: Set(granted.by().0),
    };
    let again = OnConflict::column(extra_time::Column::PersonId)
        .update_columns([extra_time::Column::Percent, extra_time::Column::GrantedAt, extra_time::Column::GrantedBy])
        .to_owned();
    extra_time::Entity::insert(row).on_conflict(again).exec_without_returning(&*tx).await?;
    tx.audit(ctx.now, Some(granted.by()), "quiz.extra_time", Some(person.0), &percent.to_string()).await?;
    tx.commit().await
}

/// Who has extra time: name and per cent.
///
/// # Errors
/// The database.
pub async fn people_with_extra_time(ctx: &Context, _granted: &Granted<Network, action::Teach>) -> Result<Vec<(String, u32)>> {
    use sea_orm::{ColumnTrait, QueryFilter};
    let rows = extra_time::Entity::find().filter(extra_time::Column::Percent.gt(0)).all(ctx.db().connection()).await?;
    let people: Vec<PersonId> = rows.iter().map(|r| PersonId(r.person_id)).collect();
    let names = account::names(ctx.db().connection(), people).await?;
    let mut named: Vec<(String, u32)> = rows
        .iter()
        .map(|r| (names.get(&PersonId(r.person_id)).cloned().unwrap_or_default(), u32::try_from(r.percent).unwrap_or(0)))
        .collect();
    named.sort();
    Ok(named)
}
