//! Bringing training records in line with what happened. Called inside the transaction of whatever
//! happened, so a record is never missing and never early, and nor is its certificate. The rules are `domain::training`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    attendance::Attendance,
    ids::{MeetingId, OrganisationId, PersonId, ProgrammeId, TrainingRecordId, WorkshopId},
    live::Topic,
    training::{Basis, ModuleProgress, Path, trained_by_self_study, trained_by_workshop},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Uuid, sea_query::OnConflict,
};

use super::{
    corrections::{self, What},
    entity::{meeting_attendance, training_record, training_record_organisation},
};
use crate::{
    context::Backend,
    db::Tx,
    error::{Error, Result},
    evidence,
    fact::Fact,
    learning,
    organisation::memberships_on,
    person, programme,
    token::new_id,
    workshop::{self, AnyMeeting, registered},
};

/// A training record to be made.
pub(crate) struct NewRecord {
    pub person: PersonId,
    pub programme: ProgrammeId,
    pub rule_version: u32,
    pub path: Path,
    pub on: NaiveDate,
    pub workshop: Option<WorkshopId>,
    /// One standing record for this key.
    pub once_key: String,
    pub organisations: BTreeSet<OrganisationId>,
    pub basis: Basis,
    pub by: Option<PersonId>,
}

impl NewRecord {
    pub(super) fn row(&self, id: TrainingRecordId, now: DateTime<Utc>) -> Result<training_record::ActiveModel> {
        Ok(training_record::ActiveModel {
            id: Set(id.0),
            person_id: Set(self.person.0),
            programme_id: Set(self.programme.0),
            rule_version: Set(i32::try_from(self.rule_version).unwrap_or(0)),
            path: Set(self.path.name().to_owned()),
            on_date: Set(self.on),
            workshop_id: Set(self.workshop.map(|w| w.0)),
            once_key: Set(Some(self.once_key.clone())),
            created_at: Set(now),
            created_by: Set(self.by.map(|p| p.0)),
            withdrawn_at: Set(None),
            withdrawn_by: Set(None),
            withdrawn_reason: Set(None),
            evidence: Set(serde_json::to_string(&self.basis).map_err(|e| Error::Other(e.to_string()))?),
        })
    }

    pub(super) fn organisation_rows(&self, id: TrainingRecordId) -> Vec<training_record_organisation::ActiveModel> {
        let row = |o: &OrganisationId| training_record_organisation::ActiveModel { record_id: Set(id.0), organisation_id: Set(o.0) };
        self.organisations.iter().map(row).collect()
    }
}

/// Makes a record; nothing if one with its key is there.
pub(crate) async fn insert_record(tx: &Tx, now: DateTime<Utc>, new: NewRecord) -> Result<Option<TrainingRecordId>> {
    tx.outdate(Topic::Register);
    let id = TrainingRecordId(new_id());
    // two requests may find the same thing complete: the unique key lets one make the record
    let once = OnConflict::column(training_record::Column::OnceKey).do_nothing().to_owned();
    if training_record::Entity::insert(new.row(id, now)?).on_conflict(once).exec_without_returning(&**tx).await? == 0 {
        return Ok(None);
    }
    let rows = new.organisation_rows(id);
    if !rows.is_empty() {
        training_record_organisation::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    tx.audit(now, new.by, "training.record", Some(id.0), new.path.name()).await?;
    Ok(Some(id))
}

/// How far a person is, with everybody who is one with them: of each module the best of all.
pub(super) async fn progress_with_merged(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<ModuleProgress>> {
    let mut best = learning::progress_of(db, Some(person)).await?;
    for other in person::group_of(db, person).await?.into_iter().filter(|p| *p != person) {
        for theirs in learning::progress_of(db, Some(other)).await? {
            if let Some(mine) = best.iter_mut().find(|m| m.module == theirs.module) {
                mine.lessons_done = Ord::max(mine.lessons_done, theirs.lessons_done);
                mine.quiz_passed |= theirs.quiz_passed;
                mine.known |= theirs.known;
            }
        }
    }
    Ok(best)
}

/// The key of a record by self-study: one of a person and programme stands.
pub(super) fn self_study_key(programme: ProgrammeId, person: PersonId) -> String {
    format!("self_study:{programme}:{person}")
}

/// The key of a record by a workshop.
pub(super) fn workshop_key(workshop: WorkshopId, person: PersonId) -> String {
    format!("workshop:{workshop}:{person}")
}

async fn of_key(tx: &Tx, once_key: &str) -> Result<Option<training_record::Model>> {
    Ok(training_record::Entity::find().filter(training_record::Column::OnceKey.eq(once_key)).one(&**tx).await?)
}

/// Makes the record of a person who has completed every required module, once, with its certificate. One that an
/// administrator took back keeps its key, and is not made again.
pub(crate) async fn settle_self_study(tx: &Tx, now: DateTime<Utc>, person: PersonId) -> Result<()> {
    let Some((programme, _, rule)) = programme::programme(&**tx).await? else { return Ok(()) };
    let once_key = self_study_key(programme, person);
    if !trained_by_self_study(&rule, &progress_with_merged(&**tx, person).await?) {
        return Ok(());
    }
    // one record for all who are one
    for one in person::group_of(&**tx, person).await? {
        if of_key(tx, &self_study_key(programme, one)).await?.is_some() {
            return Ok(());
        }
    }
    let on = now.date_naive();
    let organisations = memberships_on(&**tx, &[person], on).await?.remove(&person).unwrap_or_default();
    let new = NewRecord {
        person,
        programme,
        rule_version: rule.version,
        path: Path::SelfStudy,
        on,
        workshop: None,
        once_key,
        organisations,
        basis: Basis::SelfStudy { modules: rule.required_modules },
        by: None,
    };
    let made = insert_record(tx, now, new).await?;
    report_made(tx, now, made.into_iter().collect()).await
}

/// Says which records were made: whoever issues certificates does it now.
async fn report_made(tx: &Tx, now: DateTime<Utc>, records: Vec<TrainingRecordId>) -> Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    tx.happened(Fact::RecordsMade { records, at: now }).await.map(drop)
}

/// Brings in line what a workshop's closed meetings say: who came, and, once all are closed, who is trained. Records of
/// those of whom a corrected mark says otherwise are withdrawn. The day of a record is that of the last meeting, or today
/// if it was closed before its time: a record is never dated in the future. The rule is the one in force at that end.
pub(crate) async fn settle_workshop(tx: &Tx, now: DateTime<Utc>, by: Option<PersonId>, id: WorkshopId) -> Result<()> {
    workshop::lock(tx, id).await?;
    let meetings = workshop::meetings_of(&**tx, id).await?;
    if meetings.iter().all(|m| m.closed_at.is_none()) {
        return Ok(());
    }
    let found = workshop::find(&**tx, None, id).await?;
    let programme = found.programme;
    // the day is that of the place where the workshop is held
    let zone: chrono_tz::Tz = found.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let rule = workshop::rule_of(&**tx, programme, id).await?;
    let people = to_be_settled(&**tx, id, &meetings).await?;
    let attendance = workshop::attendance_of(&**tx, &meetings, &people, rule.late_limit_minutes).await?;
    write_attendance(tx, now, zone, &meetings, &attendance).await?;
    if meetings.iter().any(|m| m.closed_at.is_none()) {
        return Ok(());
    }
    let Some(last) = meetings.iter().map(|m| m.ends_at).max() else { return Ok(()) };
    let on = last.min(now).with_timezone(&zone).date_naive();
    let mut organisations = memberships_on(&**tx, &people, on).await?;
    let standing = standing_of_workshop(tx, id).await?;
    let mut made = Vec::new();
    for person in people {
        let once_key = workshop_key(id, person);
        let theirs = attendance.get(&person).map_or(&[][..], Vec::as_slice);
        let met = trained_by_workshop(&rule, theirs);
        match (met, standing.iter().find(|r| r.once_key.as_ref() == Some(&once_key))) {
            (true, None) => {
                let (minutes, of) = domain::attendance::share(theirs);
                let basis = Basis::Workshop { minutes, of, meetings: u32::try_from(meetings.len()).unwrap_or(0) };
                let new = NewRecord {
                    person,
                    programme,
                    rule_version: rule.version,
                    path: Path::Workshop,
                    on,
                    workshop: Some(id),
                    once_key,
                    organisations: organisations.remove(&person).unwrap_or_default(),
                    basis,
                    by,
                };
                made.extend(insert_record(tx, now, new).await?);
            }
            (false, Some(record)) => withdraw(tx, now, by, record.id).await?,
            (true, Some(_)) | (false, None) => {}
        }
    }
    report_made(tx, now, made).await
}

/// Whom a workshop's meetings can say something of: those with a place, those who were seen or recorded and gave their
/// place back. Not the entry of a walk-in who turned out to be somebody registered: that one has the evidence too.
pub(super) async fn to_be_settled(db: &impl ConnectionTrait, id: WorkshopId, meetings: &[AnyMeeting]) -> Result<Vec<PersonId>> {
    let mut people = registered(db, id).await?;
    let seen = evidence::people_at(db, meetings.iter().map(|m| MeetingId(m.id))).await?;
    let recorded = training_record::Entity::find()
        .filter(training_record::Column::WorkshopId.eq(id.0))
        .filter(training_record::Column::WithdrawnAt.is_null())
        .all(db)
        .await?;
    let merged_away = person::recognised_walk_ins(db).await?;
    for person in seen.into_iter().chain(recorded.into_iter().map(|r| PersonId(r.person_id))) {
        if !people.contains(&person) && !merged_away.contains(&person) {
            people.push(person);
        }
    }
    Ok(people)
}

/// Keeps `meeting_attendance` what the evidence of closed meetings says: only differences are written.
async fn write_attendance(
    tx: &Tx,
    now: DateTime<Utc>,
    zone: chrono_tz::Tz,
    meetings: &[AnyMeeting],
    attendance: &HashMap<PersonId, Vec<Attendance>>,
) -> Result<()> {
    let mut wanted: BTreeMap<(Uuid, Uuid), (NaiveDate, i32)> = BTreeMap::new();
    for (n, meeting) in meetings.iter().enumerate().filter(|(_, m)| m.closed_at.is_some()) {
        for (person, theirs) in attendance {
            if let Some(a) = theirs.get(n).filter(|a| a.state.is_here()) {
                wanted.insert(
                    (meeting.id, person.0),
                    (meeting.starts_at.with_timezone(&zone).date_naive(), i32::try_from(a.minutes).unwrap_or(0)),
                );
            }
        }
    }
    let there = meeting_attendance::Entity::find()
        .filter(meeting_attendance::Column::MeetingId.is_in(meetings.iter().map(|m| m.id)))
        .all(&**tx)
        .await?;
    for row in there {
        let key = (row.meeting_id, row.person_id);
        if wanted.get(&key) == Some(&(row.on_date, row.minutes)) {
            wanted.remove(&key);
        } else {
            meeting_attendance::Entity::delete_by_id(key).exec(&**tx).await?;
        }
    }
    let rows: Vec<meeting_attendance::ActiveModel> = wanted
        .into_iter()
        .map(|((meeting, person), (on, minutes))| meeting_attendance::ActiveModel {
            meeting_id: Set(meeting),
            person_id: Set(person),
            on_date: Set(on),
            minutes: Set(minutes),
        })
        .collect();
    for some in rows.chunks(1000) {
        meeting_attendance::Entity::insert_many(some.to_vec()).exec_without_returning(&**tx).await?;
    }
    workshop::note_settled(tx, now, meetings.iter().filter(|m| m.closed_at.is_some()).map(|m| m.id)).await
}

/// Counts the attendance of meetings that were closed before it was kept. Done at start; does nothing the second time.
///
/// # Errors
/// The database.
pub async fn settle_what_is_closed(backend: &Backend) -> Result<()> {
    for id in workshop::not_settled(backend.db.connection()).await? {
        let tx = backend.db.begin().await?;
        settle_workshop(&tx, backend.clock.now(), None, id).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The records that a workshop made and that stand.
async fn standing_of_workshop(tx: &Tx, id: WorkshopId) -> Result<Vec<training_record::Model>> {
    Ok(training_record::Entity::find()
        .filter(training_record::Column::WorkshopId.eq(id.0))
        .filter(training_record::Column::WithdrawnAt.is_null())
        .order_by_asc(training_record::Column::Id)
        .lock_exclusive()
        .all(&**tx)
        .await?)
}

/// Takes back what a workshop recorded of one person: they turned out to be another.
pub(crate) async fn withdraw_of_person(tx: &Tx, now: DateTime<Utc>, by: Option<PersonId>, id: WorkshopId, person: PersonId) -> Result<()> {
    for record in standing_of_workshop(tx, id).await?.iter().filter(|r| r.person_id == person.0) {
        withdraw(tx, now, by, record.id).await?;
    }
    Ok(())
}

/// A meeting was opened again: the records that the workshop made are taken back, and what it counted, until it is closed.
pub(crate) async fn unsettle_workshop(tx: &Tx, now: DateTime<Utc>, by: Option<PersonId>, id: WorkshopId) -> Result<()> {
    workshop::lock(tx, id).await?;
    for record in standing_of_workshop(tx, id).await? {
        withdraw(tx, now, by, record.id).await?;
    }
    let open = workshop::meetings_of(&**tx, id).await?.into_iter().filter(|m| m.closed_at.is_none()).map(|m| m.id);
    meeting_attendance::Entity::delete_many().filter(meeting_attendance::Column::MeetingId.is_in(open)).exec(&**tx).await?;
    Ok(())
}

/// Takes a record back because its evidence changed; the key is freed, so that it can be made again.
async fn withdraw(tx: &Tx, now: DateTime<Utc>, by: Option<PersonId>, record: Uuid) -> Result<()> {
    let free = training_record::ActiveModel { id: Set(record), once_key: Set(None), ..Default::default() };
    training_record::Entity::update(free).exec(&**tx).await?;
    corrections::write(tx, now, by, TrainingRecordId(record), What::Withdrawn, corrections::ATTENDANCE).await
}
