//! Corrections: new facts with author and reason. The record itself is never edited; what is written on it is the state
//! that its corrections come to.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    form::{self, Check, FieldError},
    ids::{ModuleId, PersonId, TrainingRecordId},
    live::Topic,
    policy::action,
    training::{Basis, Path},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QueryResult, QuerySelect,
    Statement, prelude::Uuid,
};

use super::{
    entity::{meeting_attendance, record_correction, training_record},
    settle::{NewRecord, insert_record, self_study_key, workshop_key},
};
use crate::{
    access::{Granted, Network},
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
    fact::Fact,
    learning,
    organisation::memberships_on,
    person, programme,
    token::new_id,
};

/// The reason of a correction that the program itself made: a trainer corrected a mark, or opened a meeting again.
pub(super) const ATTENDANCE: &str = "attendance_corrected";

/// What a correction did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The record no longer stands.
    Withdrawn,
    /// It stands again.
    Restored,
}

impl What {
    fn name(self) -> &'static str {
        match self {
            What::Withdrawn => "withdrawn",
            What::Restored => "restored",
        }
    }
}

/// Writes a correction, and brings the record and its certificate in line.
pub(super) async fn write(
    tx: &Tx,
    now: DateTime<Utc>,
    by: Option<PersonId>,
    record: TrainingRecordId,
    what: What,
    reason: &str,
) -> Result<()> {
    let row = record_correction::ActiveModel {
        id: Set(new_id()),
        record_id: Set(record.0),
        what: Set(what.name().to_owned()),
        reason: Set(reason.to_owned()),
        at: Set(now),
        by_person: Set(by.map(|p| p.0)),
    };
    tx.outdate(Topic::Register);
    record_correction::Entity::insert(row).exec_without_returning(&**tx).await?;
    let gone = what == What::Withdrawn;
    let state = training_record::ActiveModel {
        id: Set(record.0),
        withdrawn_at: Set(gone.then_some(now)),
        withdrawn_by: Set(by.filter(|_| gone).map(|p| p.0)),
        withdrawn_reason: Set(None),
        ..Default::default()
    };
    training_record::Entity::update(state).exec(&**tx).await?;
    match what {
        What::Withdrawn => tx.happened(Fact::RecordWithdrawn { record, by, at: now }).await?,
        What::Restored => tx.happened(Fact::RecordRestored { record, at: now }).await?,
    };
    tx.audit(now, by, &format!("training.{}", what.name()), Some(record.0), "").await
}

/// Takes a record back, or puts it in force again, for a reason. The same twice is once.
///
/// # Errors
/// `Invalid` (`reason`), `NotFound`; `Conflict(RecordThere)` where another record of the same kind stands meanwhile.
#[tracing::instrument(name = "training.correct", skip_all)]
pub async fn correct(
    ctx: &Context,
    by: &Granted<Network, action::ManagePeople>,
    record: TrainingRecordId,
    what: What,
    reason: &str,
) -> Result<()> {
    let mut check = Check::default();
    let reason = check.field("reason", form::line(reason, form::limits::REASON));
    let reason = check.done(reason)?;
    let tx = ctx.db().begin().await?;
    let row = training_record::Entity::find_by_id(record.0).lock_exclusive().one(&*tx).await?.ok_or(Error::NotFound)?;
    if row.withdrawn_at.is_some() != (what == What::Withdrawn) {
        if what == What::Restored {
            take_key(&tx, &row).await?;
        }
        write(&tx, ctx.now, Some(by.by()), record, what, &reason).await?;
    }
    tx.commit().await
}

/// Gives a record its key back, which it lost when its evidence changed: one of a key stands.
async fn take_key(tx: &Tx, row: &training_record::Model) -> Result<()> {
    let person = PersonId(row.person_id);
    let key = match (&row.once_key, row.workshop_id) {
        (Some(_), _) => return Ok(()),
        (None, Some(workshop)) => workshop_key(domain::ids::WorkshopId(workshop), person),
        (None, None) => self_study_key(domain::ids::ProgrammeId(row.programme_id), person),
    };
    let other = training_record::Entity::find().filter(training_record::Column::OnceKey.eq(&key)).one(&**tx).await?;
    if other.is_some() {
        return Err(Error::Conflict(Conflict::RecordThere));
    }
    let change = training_record::ActiveModel { id: Set(row.id), once_key: Set(Some(key)), ..Default::default() };
    training_record::Entity::update(change).exec(&**tx).await?;
    Ok(())
}

/// What the form for a record by hand holds.
#[derive(Clone, Debug, Default)]
pub struct RecordForm {
    /// The day the person was trained.
    pub on: String,
    /// What it rests on: a list, a report, a witness.
    pub source: String,
}

/// Enters that a person was trained, from history: an administrator's word, with what it rests on.
///
/// # Errors
/// `Invalid`, `NotFound`; `Conflict(RecordThere)` if there is one of that day, also one that was taken back.
#[tracing::instrument(name = "training.enter_record", skip_all)]
pub async fn enter_record(ctx: &Context, by: &Granted<Network, action::ManagePeople>, person: PersonId, form: &RecordForm) -> Result<()> {
    let today = ctx.now.date_naive();
    let mut check = Check::default();
    let on = check.field("on", form::date(&form.on).and_then(|day| if day > today { Err(FieldError::Future) } else { Ok(day) }));
    let source = check.field("source", form::line(&form.source, form::limits::SOURCE));
    let (on, source) = check.done(on.zip(source))?;
    let tx = ctx.db().begin().await?;
    if !person::is_known(&*tx, person).await? {
        return Err(Error::NotFound);
    }
    let (programme, _, rule) = programme::programme(&*tx).await?.ok_or(Error::NotFound)?;
    let organisations = memberships_on(&*tx, &[person], on).await?.remove(&person).unwrap_or_default();
    let new = NewRecord {
        person,
        programme,
        rule_version: rule.version,
        path: Path::Import,
        on,
        workshop: None,
        once_key: format!("import:{programme}:{person}:{on}"),
        organisations,
        basis: Basis::Entered { source },
        by: Some(by.by()),
    };
    insert_record(&tx, ctx.now, new).await?.ok_or(Error::Conflict(Conflict::RecordThere))?;
    tx.commit().await
}

/// A record as its person's page shows it.
#[derive(Clone, Debug)]
pub struct RecordView {
    /// Identity.
    pub id: TrainingRecordId,
    /// Whose: one of those who are one.
    pub person: PersonId,
    /// On which day.
    pub on: NaiveDate,
    /// How.
    pub path: Path,
    /// Version of the rule.
    pub rule_version: i32,
    /// What it rests on.
    pub basis: Basis,
    /// The workshop that made it.
    pub workshop: Option<domain::ids::WorkshopId>,
    /// Organisations on that day.
    pub organisations: Vec<String>,
    /// Who decided: nobody where the rule did.
    pub by: Option<String>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Whether it stands.
    pub stands: bool,
    /// What was corrected, in order: what, why, who, when.
    pub corrections: Vec<(What, String, Option<String>, DateTime<Utc>)>,
}

#[derive(FromQueryResult)]
struct AuthorRow {
    author: Option<String>,
}

/// What stands beside a record: an organisation it counts in, or a correction.
#[derive(FromQueryResult)]
struct BesideRow {
    record_id: Uuid,
    organisation: Option<String>,
    what: Option<String>,
    reason: Option<String>,
    author: Option<String>,
    at: Option<DateTime<Utc>>,
}

/// All records of persons, with their corrections, the earliest first: two statements.
pub(crate) async fn records_of(db: &impl ConnectionTrait, people: &[PersonId]) -> Result<Vec<RecordView>> {
    let places: Vec<String> = (1..=people.len()).map(|n| format!("${n}")).collect();
    let of_people = format!("r.person_id IN ({})", places.join(", "));
    let ask = async |sql: String| {
        let values = people.iter().map(|p| p.0.into());
        db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await
    };
    let rows = ask(format!(
        "SELECT r.*, a.name AS author FROM training_record r LEFT JOIN person a ON a.id = r.created_by \
         WHERE {of_people} ORDER BY r.on_date, r.id"
    ))
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let beside = ask(format!(
        "SELECT c.record_id, CAST(NULL AS text) AS organisation, c.what, c.reason, a.name AS author, c.at AS at, c.id AS id \
         FROM training_record r JOIN record_correction c ON c.record_id = r.id LEFT JOIN person a ON a.id = c.by_person WHERE {of_people} \
         UNION ALL SELECT b.record_id, o.name, NULL, NULL, NULL, NULL, o.id \
         FROM training_record r JOIN training_record_organisation b ON b.record_id = r.id JOIN organisation o ON o.id = b.organisation_id \
         WHERE {of_people} ORDER BY at, id"
    ))
    .await?;
    let beside: Vec<BesideRow> = beside.iter().map(|row| BesideRow::from_query_result(row, "")).collect::<std::result::Result<_, _>>()?;
    let record = |row: &QueryResult| {
        let author = AuthorRow::from_query_result(row, "")?.author;
        let row = training_record::Model::from_query_result(row, "")?;
        let Some(path) = Path::from_name(&row.path) else { return Ok(None) };
        let of_record = || beside.iter().filter(|b| b.record_id == row.id);
        let mut organisations: Vec<String> = of_record().filter_map(|b| b.organisation.clone()).collect();
        organisations.sort();
        let corrections = of_record().filter_map(|b| {
            let what = if b.what.as_deref()? == "restored" { What::Restored } else { What::Withdrawn };
            Some((what, b.reason.clone().unwrap_or_default(), b.author.clone(), b.at?))
        });
        Ok(Some(RecordView {
            corrections: corrections.collect(),
            id: TrainingRecordId(row.id),
            person: PersonId(row.person_id),
            on: row.on_date,
            path,
            rule_version: row.rule_version,
            basis: serde_json::from_str(&row.evidence).unwrap_or(Basis::Unknown),
            workshop: row.workshop_id.map(domain::ids::WorkshopId),
            organisations,
            by: author,
            made_at: row.created_at,
            stands: row.withdrawn_at.is_none(),
        }))
    };
    rows.iter().filter_map(|row| record(row).transpose()).collect()
}

/// The day and time that a training took.
#[derive(Clone, Debug, Default)]
pub(crate) struct TimeGiven {
    /// Days of meetings attended.
    pub dates: Vec<NaiveDate>,
    /// Minutes in all.
    pub minutes: Option<u32>,
}

/// The days and minutes that a record's training took: the meetings attended, or the reading time of the modules.
pub(crate) async fn time_given(db: &impl ConnectionTrait, record: &training_record::Model) -> Result<TimeGiven> {
    match serde_json::from_str(&record.evidence).unwrap_or(Basis::Unknown) {
        Basis::SelfStudy { modules } => Ok(TimeGiven { dates: Vec::new(), minutes: reading_time(db, &modules).await? }),
        Basis::Workshop { minutes, .. } => {
            let Some(workshop) = record.workshop_id else { return Ok(TimeGiven { dates: Vec::new(), minutes: Some(minutes) }) };
            let meetings = crate::workshop::meetings_of(db, domain::ids::WorkshopId(workshop)).await?;
            let rows = meeting_attendance::Entity::find()
                .filter(meeting_attendance::Column::PersonId.eq(record.person_id))
                .filter(meeting_attendance::Column::MeetingId.is_in(meetings.iter().map(|m| m.id)))
                .order_by_asc(meeting_attendance::Column::OnDate)
                .all(db)
                .await?;
            let mut dates: Vec<NaiveDate> = rows.iter().map(|r| r.on_date).collect();
            dates.dedup();
            Ok(TimeGiven { dates, minutes: Some(minutes) })
        }
        Basis::Import { .. } | Basis::Entered { .. } | Basis::Unknown => Ok(TimeGiven::default()),
    }
}

async fn reading_time(db: &impl ConnectionTrait, modules: &[ModuleId]) -> Result<Option<u32>> {
    let minutes = learning::reading_minutes_of(db, modules).await?;
    Ok((minutes > 0).then_some(minutes))
}
