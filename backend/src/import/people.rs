//! People without accounts from CSV with the columns `name,organisation,member_since,trained_on`, and `email,phone` where
//! they are known. A person is found again by address, by number, or by name within the organisation, so that the same
//! file twice adds nobody.
//!
//! The whole file is planned in memory from four reads, and written in a few large statements: a hundred thousand rows
//! are seconds.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    form,
    ids::{OrganisationId, PersonId, ProgrammeId, TrainingRecordId},
    matching,
    training::{Basis, Path, standing_for},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, prelude::Uuid};

use super::{
    Addition, Change, How, Outcome, Plan, begin,
    text::{day, line},
};
use crate::{
    account::entity::{account, person},
    context::Backend,
    csv_file::{self, RowError},
    db::Tx,
    error::{Error, Result},
    learning, organisation,
    organisation::entity::membership,
    person::{self as people, entity::contact},
    token::new_id,
    training::{
        NewRecord,
        entity::{training_record, training_record_organisation},
        merges,
    },
};

struct Row {
    line: u64,
    name: String,
    organisation: Option<String>,
    since: NaiveDate,
    trained_on: Option<NaiveDate>,
    email: Option<String>,
    phone: Option<String>,
}

fn read(text: &str, today: NaiveDate) -> Result<Vec<Row>> {
    csv_file::read(text, &["name", "organisation", "member_since", "trained_on"], |row| {
        let past = |t: &str| match day(t) {
            Ok(date) if date > today => Err(format!("“{t}” is in the future")),
            other => other,
        };
        let phone = |t: &str| {
            let digits: String = t.chars().filter(char::is_ascii_digit).collect();
            if (6..=15).contains(&digits.len()) { Ok(digits) } else { Err(format!("“{t}” is not a telephone number")) }
        };
        let name = row.value("name", line(120));
        let organisation = row.optional("organisation", line(160));
        let since = row.value("member_since", past);
        let trained_on = row.optional("trained_on", past);
        let email = row.optional("email", |t| form::email(t).map_err(|_e| format!("“{t}” is not an e-mail address")));
        let phone = row.optional("phone", phone);
        Some(Row {
            line: row.line(),
            name: name?,
            organisation: organisation?,
            since: since?,
            trained_on: trained_on?,
            email: email?,
            phone: phone?,
        })
    })
}

/// What is there already.
#[derive(Default)]
struct There {
    by_email: HashMap<String, PersonId>,
    by_phone: HashMap<String, PersonId>,
    /// By organisation and the key of a name.
    by_name: HashMap<(OrganisationId, String), PersonId>,
    memberships: HashMap<PersonId, Vec<(OrganisationId, NaiveDate, Option<NaiveDate>)>>,
    contacts: HashSet<(PersonId, String)>,
    records: HashSet<(PersonId, NaiveDate)>,
    organisations: HashMap<String, OrganisationId>,
    names: HashMap<PersonId, String>,
    /// Those of no organisation, by key of the name and day of the training.
    alone: HashMap<(String, Option<NaiveDate>), PersonId>,
}

async fn there(db: &impl ConnectionTrait) -> Result<There> {
    let merges = merges(db).await?;
    let of = |id: Uuid| standing_for(&merges, PersonId(id));
    let mut there = There::default();
    for (id, name) in organisation::names(db).await? {
        there.organisations.insert(organisation::name_key(&name), id);
    }
    let mut keys: HashMap<PersonId, String> = HashMap::new();
    let people = person::Entity::find().filter(person::Column::ErasedAt.is_null()).filter(person::Column::AliasSince.is_null());
    for row in people.all(db).await? {
        keys.insert(PersonId(row.id), row.name_key.unwrap_or_else(|| matching::key(&row.name)));
        there.names.insert(PersonId(row.id), row.name);
    }
    for row in membership::Entity::find().all(db).await? {
        let organisation = OrganisationId(row.organisation_id);
        if let Some(key) = keys.get(&PersonId(row.person_id)) {
            there.by_name.entry((organisation, key.clone())).or_insert_with(|| of(row.person_id));
        }
        there.memberships.entry(of(row.person_id)).or_default().push((organisation, row.starts_on, row.ends_on));
    }
    for row in account::Entity::find().all(db).await? {
        there.by_email.insert(row.email.to_lowercase(), of(row.person_id));
        there.contacts.insert((of(row.person_id), row.email.to_lowercase()));
    }
    for row in contact::Entity::find().all(db).await? {
        let whose = if row.kind == "email" { &mut there.by_email } else { &mut there.by_phone };
        whose.insert(row.value.clone(), of(row.person_id));
        there.contacts.insert((of(row.person_id), row.value));
    }
    let records: Vec<(Uuid, NaiveDate)> = training_record::Entity::find()
        .select_only()
        .column(training_record::Column::PersonId)
        .column(training_record::Column::OnDate)
        .filter(training_record::Column::Path.eq(Path::Import.name()))
        .filter(training_record::Column::OnceKey.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    there.records.extend(records.into_iter().map(|(person, on)| (of(person), on)));
    let mut days: HashMap<PersonId, NaiveDate> = HashMap::new();
    days.extend(there.records.iter().copied());
    for (person, key) in keys.into_iter().filter(|(p, _)| !there.memberships.contains_key(&of(p.0))) {
        there.alone.insert((key, days.get(&of(person.0)).copied()), of(person.0));
    }
    Ok(there)
}

/// What is to be written.
#[derive(Default)]
struct Writes {
    people: Vec<person::ActiveModel>,
    contacts: Vec<contact::ActiveModel>,
    memberships: Vec<membership::ActiveModel>,
    records: Vec<training_record::ActiveModel>,
    places: Vec<training_record_organisation::ActiveModel>,
}

/// What the records of a file are made under.
struct Under {
    programme: ProgrammeId,
    rule_version: u32,
    by: Option<PersonId>,
    now: DateTime<Utc>,
}

pub(super) async fn run(backend: &Backend, by: Option<PersonId>, text: &str, how: How) -> Result<Plan> {
    let now = backend.clock.now();
    let rows = read(text, now.date_naive())?;
    let looking = backend.db.connection();
    match how {
        How::Look => Ok(plan(&rows, &mut there(looking).await?, &under(looking, by, now).await?)?.0),
        How::BringIn(file) => {
            let tx = begin(backend, file).await?;
            let (plan, writes) = plan(&rows, &mut there(&*tx).await?, &under(&*tx, by, now).await?)?;
            write(&tx, writes).await?;
            tx.audit(now, by, "person.import", None, &rows.len().to_string()).await?;
            tx.commit().await?;
            Ok(plan)
        }
    }
}

async fn under(db: &impl ConnectionTrait, by: Option<PersonId>, now: DateTime<Utc>) -> Result<Under> {
    let (programme, _, rule) = learning::programme(db).await?.ok_or(Error::NotFound)?;
    Ok(Under { programme, rule_version: rule.version, by, now })
}

fn plan(rows: &[Row], there: &mut There, under: &Under) -> Result<(Plan, Writes)> {
    let (mut plan, mut writes, mut errors) = (Plan::default(), Writes::default(), Vec::new());
    // the line on which a person of this file was first named
    let mut named: HashMap<PersonId, u64> = HashMap::new();
    for row in rows {
        let organisation = match &row.organisation {
            None => None,
            Some(name) => match there.organisations.get(&organisation::name_key(name)) {
                Some(id) => Some(*id),
                None => {
                    let reason = format!("organisation: there is no “{name}”; import organisations first");
                    errors.push(RowError { line: row.line, reason });
                    continue;
                }
            },
        };
        let (outcome, person) = match who(row, organisation, there, &named) {
            Ok(found) => found,
            Err(reason) => {
                errors.push(RowError { line: row.line, reason });
                continue;
            }
        };
        named.entry(person).or_insert(row.line);
        if outcome == Outcome::New {
            writes.people.push(people::row(under.now, person, &row.name));
        }
        let adds = additions(row, person, organisation, there, under, &mut writes)?;
        plan.changes.push(Change { line: row.line, subject: row.name.clone(), outcome, adds });
    }
    if errors.is_empty() { Ok((plan, writes)) } else { Err(Error::Rows(errors)) }
}

/// How alike names must be for a shared address to be one person's: `A. Lima` and `Ana Lima`, not two colleagues.
const ALIKE: f64 = 0.6;

/// Who a row is about.
fn who(
    row: &Row,
    organisation: Option<OrganisationId>,
    there: &There,
    named: &HashMap<PersonId, u64>,
) -> std::result::Result<(Outcome, PersonId), String> {
    // an address or number may be an office's or a family's: it is this person's only if the names are alike too. If they
    // are not, the row is somebody new, and the pair is proposed for somebody to look at
    let alike = |p: &&PersonId| there.names.get(*p).is_some_and(|name| matching::likeness(name, &row.name) >= ALIKE);
    let by_email = row.email.as_ref().and_then(|e| there.by_email.get(e)).filter(alike);
    let by_phone = row.phone.as_ref().and_then(|p| there.by_phone.get(p)).filter(alike);
    if let (Some(one), Some(other)) = (by_email, by_phone)
        && one != other
    {
        return Err("email and phone: they belong to two different people; look at both and correct the row".to_owned());
    }
    let key = matching::key(&row.name);
    let by_name = match organisation {
        Some(o) => there.by_name.get(&(o, key)),
        None => there.alone.get(&(key, row.trained_on)),
    };
    let found = by_email
        .map(|p| (Outcome::KnownByEmail, *p))
        .or(by_phone.map(|p| (Outcome::KnownByPhone, *p)))
        .or(by_name.map(|p| (Outcome::KnownByName, *p)));
    Ok(match found {
        None => (Outcome::New, PersonId(new_id())),
        Some((outcome, person)) => (named.get(&person).map_or(outcome, |line| Outcome::SameAsRow(*line)), person),
    })
}

/// What a row adds to its person; noted in `there`, so that later rows of the same person see it.
fn additions(
    row: &Row,
    person: PersonId,
    organisation: Option<OrganisationId>,
    there: &mut There,
    under: &Under,
    writes: &mut Writes,
) -> Result<Vec<Addition>> {
    let mut adds = Vec::new();
    for (kind, value) in [("email", &row.email), ("phone", &row.phone)] {
        let Some(value) = value else { continue };
        if there.contacts.insert((person, value.clone())) {
            let whose = if kind == "email" { &mut there.by_email } else { &mut there.by_phone };
            whose.entry(value.clone()).or_insert(person);
            writes.contacts.push(contact::ActiveModel { person_id: Set(person.0), kind: Set(kind.to_owned()), value: Set(value.clone()) });
            adds.push(Addition::Contact(value.clone()));
        }
    }
    there.names.entry(person).or_insert_with(|| row.name.clone());
    if organisation.is_none() && !there.memberships.contains_key(&person) {
        there.alone.entry((matching::key(&row.name), row.trained_on)).or_insert(person);
    }
    if let Some(organisation) = organisation {
        there.by_name.entry((organisation, matching::key(&row.name))).or_insert(person);
        let theirs = there.memberships.entry(person).or_default();
        if !theirs.iter().any(|(o, _, until)| *o == organisation && until.is_none()) {
            theirs.push((organisation, row.since, None));
            writes.memberships.push(membership::ActiveModel {
                id: Set(new_id()),
                person_id: Set(person.0),
                organisation_id: Set(organisation.0),
                focal_point_since: Set(None),
                starts_on: Set(row.since),
                ends_on: Set(None),
            });
            adds.push(Addition::Membership(row.organisation.clone().unwrap_or_default(), row.since));
        }
    }
    if let Some(on) = row.trained_on.filter(|on| there.records.insert((person, *on))) {
        let belonged = there.memberships.get(&person).into_iter().flatten();
        let organisations: BTreeSet<OrganisationId> =
            belonged.filter(|(_, from, until)| *from <= on && until.is_none_or(|last| last >= on)).map(|(o, ..)| *o).collect();
        let new = NewRecord {
            person,
            programme: under.programme,
            rule_version: under.rule_version,
            path: Path::Import,
            on,
            workshop: None,
            once_key: format!("import:{}:{person}:{on}", under.programme),
            organisations,
            basis: Basis::Import { source: String::new(), line: row.line },
            by: under.by,
        };
        let id = TrainingRecordId(new_id());
        writes.records.push(new.row(id, under.now)?);
        writes.places.extend(new.organisation_rows(id));
        adds.push(Addition::Record(on));
    }
    Ok(adds)
}

/// Rows of one statement: some thirty thousand values are the most it takes.
const CHUNK: usize = 1500;

async fn write(tx: &Tx, writes: Writes) -> Result<()> {
    for some in writes.people.chunks(CHUNK) {
        person::Entity::insert_many(some.to_vec()).exec_without_returning(&**tx).await?;
    }
    for some in writes.contacts.chunks(CHUNK) {
        contact::Entity::insert_many(some.to_vec()).exec_without_returning(&**tx).await?;
    }
    for some in writes.memberships.chunks(CHUNK) {
        membership::Entity::insert_many(some.to_vec()).exec_without_returning(&**tx).await?;
    }
    for some in writes.records.chunks(CHUNK) {
        training_record::Entity::insert_many(some.to_vec()).exec_without_returning(&**tx).await?;
    }
    for some in writes.places.chunks(CHUNK) {
        training_record_organisation::Entity::insert_many(some.to_vec()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}
