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
    ids::{OrganisationId, PersonId, ProgrammeId},
    matching,
    training::{Basis, Path, standing_for},
};
use sea_orm::ConnectionTrait;

use super::{Addition, Change, How, Outcome, Plan, begin, day, line};
use crate::{
    account,
    context::Backend,
    csv_file::{self, RowError},
    db::Tx,
    error::{Error, Result},
    organisation, person as people, programme,
    token::new_id,
    training::{self, NewRecord},
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
    let merges = people::merges(db).await?;
    let of = |id: PersonId| standing_for(&merges, id);
    let mut there = There::default();
    for (id, name) in organisation::names(db).await? {
        there.organisations.insert(organisation::name_key(&name), id);
    }
    let mut keys: HashMap<PersonId, String> = HashMap::new();
    for row in people::entries_by_name(db).await? {
        keys.insert(PersonId(row.id), row.name_key.unwrap_or_else(|| matching::key(&row.name)));
        there.names.insert(PersonId(row.id), row.name);
    }
    for row in organisation::memberships(db, None).await? {
        if let Some(key) = keys.get(&row.person) {
            there.by_name.entry((row.organisation, key.clone())).or_insert_with(|| of(row.person));
        }
        there.memberships.entry(of(row.person)).or_default().push((row.organisation, row.from, row.until));
    }
    for (person, email) in account::addresses(db, None).await? {
        there.by_email.insert(email.to_lowercase(), of(person));
        there.contacts.insert((of(person), email.to_lowercase()));
    }
    for row in people::contacts(db, None).await? {
        let whose = if row.kind == "email" { &mut there.by_email } else { &mut there.by_phone };
        whose.insert(row.value.clone(), of(row.person));
        there.contacts.insert((of(row.person), row.value));
    }
    there.records.extend(training::entered(db).await?.into_iter().map(|(person, on)| (of(person), on)));
    let mut days: HashMap<PersonId, NaiveDate> = HashMap::new();
    days.extend(there.records.iter().copied());
    for (person, key) in keys.into_iter().filter(|(p, _)| !there.memberships.contains_key(&of(*p))) {
        there.alone.insert((key, days.get(&of(person)).copied()), of(person));
    }
    Ok(there)
}

/// What is to be written.
#[derive(Default)]
struct Writes {
    people: Vec<(PersonId, String)>,
    contacts: Vec<people::Contact>,
    memberships: Vec<(PersonId, OrganisationId, NaiveDate)>,
    records: Vec<NewRecord>,
}

/// What the records of a file are made under.
struct Under {
    programme: ProgrammeId,
    rule_version: u32,
    by: Option<PersonId>,
}

pub(super) async fn run(backend: &Backend, by: Option<PersonId>, text: &str, how: How) -> Result<Plan> {
    let now = backend.clock.now();
    let rows = read(text, now.date_naive())?;
    let looking = backend.db.connection();
    match how {
        How::Look => Ok(plan(&rows, &mut there(looking).await?, &under(looking, by).await?)?.0),
        How::BringIn(file) => {
            let tx = begin(backend, file).await?;
            let (plan, writes) = plan(&rows, &mut there(&*tx).await?, &under(&*tx, by).await?)?;
            write(&tx, now, writes).await?;
            tx.audit(now, by, "person.import", None, &rows.len().to_string()).await?;
            tx.commit().await?;
            Ok(plan)
        }
    }
}

async fn under(db: &impl ConnectionTrait, by: Option<PersonId>) -> Result<Under> {
    let (programme, _, rule) = programme::programme(db).await?.ok_or(Error::NotFound)?;
    Ok(Under { programme, rule_version: rule.version, by })
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
            writes.people.push((person, row.name.clone()));
        }
        let adds = additions(row, person, organisation, there, under, &mut writes);
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
) -> Vec<Addition> {
    let mut adds = Vec::new();
    for (kind, value) in [("email", &row.email), ("phone", &row.phone)] {
        let Some(value) = value else { continue };
        if there.contacts.insert((person, value.clone())) {
            let whose = if kind == "email" { &mut there.by_email } else { &mut there.by_phone };
            whose.entry(value.clone()).or_insert(person);
            writes.contacts.push(people::Contact { person, kind: kind.to_owned(), value: value.clone() });
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
            writes.memberships.push((person, organisation, row.since));
            adds.push(Addition::Membership(row.organisation.clone().unwrap_or_default(), row.since));
        }
    }
    if let Some(on) = row.trained_on.filter(|on| there.records.insert((person, *on))) {
        let belonged = there.memberships.get(&person).into_iter().flatten();
        let organisations: BTreeSet<OrganisationId> =
            belonged.filter(|(_, from, until)| *from <= on && until.is_none_or(|last| last >= on)).map(|(o, ..)| *o).collect();
        writes.records.push(NewRecord {
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
        });
        adds.push(Addition::Record(on));
    }
    adds
}

async fn write(tx: &Tx, now: DateTime<Utc>, writes: Writes) -> Result<()> {
    people::insert_many(tx, now, writes.people, writes.contacts).await?;
    organisation::insert_memberships(tx, writes.memberships).await?;
    training::insert_many(tx, now, &writes.records).await
}
