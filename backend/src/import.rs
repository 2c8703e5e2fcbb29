//! Bringing in organisations and people from CSV. (Schedule, history and curriculum have theirs beside
//! what they bring.) Nothing is imported unless every row is right.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    form,
    ids::{OrganisationId, PersonId},
    training::Path,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    account::entity::person,
    context::Backend,
    csv_file::{self, RowError},
    db::Tx,
    error::{Error, Result},
    learning, organisation,
    organisation::entity::membership,
    review,
    token::new_id,
    training::{NewRecord, insert_record},
};

/// Whether to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dry {
    /// Only check.
    Run,
    /// Check and write.
    No,
}

fn text_column(max: u32) -> impl Fn(&str) -> std::result::Result<String, String> {
    move |t| form::line(t, max).map_err(|_e| "is empty, too long or holds characters that are not text".to_owned())
}

/// Imports organisations from CSV with the columns `name,country` (ISO 3166-1 alpha-3). Those that are there
/// already are left as they are. Returns the number of rows.
///
/// # Errors
/// `Rows` with every bad row.
pub async fn organisations(backend: &Backend, text: &str, dry: Dry) -> Result<usize> {
    let countries = review::countries(&backend.anonymous()).await?;
    let rows = csv_file::read(text, &["name", "country"], |row| {
        let name = row.value("name", text_column(160));
        let country = row.value("country", |t| match form::iso3(t) {
            Ok(iso3) if countries.iter().any(|c| c.iso3 == iso3) => Ok(iso3),
            _ => Err(format!("“{t}” is not the three-letter code of a State of the schedule")),
        });
        Some((name?, country?))
    })?;
    if dry == Dry::Run {
        return Ok(rows.len());
    }
    let now = backend.clock.now();
    let tx = backend.db.begin().await?;
    for (name, country) in &rows {
        if organisation::find_by_name(&*tx, name).await?.is_none() {
            organisation::insert(&*tx, now, name, country).await?;
        }
    }
    tx.audit(now, None, "organisation.import", None, &rows.len().to_string()).await?;
    tx.commit().await?;
    Ok(rows.len())
}

struct PersonRow {
    line: u64,
    name: String,
    organisation: Option<String>,
    since: NaiveDate,
    trained_on: Option<NaiveDate>,
}

/// Imports people without accounts from CSV with the columns `name,organisation,member_since,trained_on`; the
/// second and the last may be empty. A person of the same name in the same organisation is the same person, so
/// the same file twice adds nobody. Returns the number of rows.
///
/// # Errors
/// `Rows` with every bad row.
pub async fn people(backend: &Backend, text: &str, dry: Dry) -> Result<usize> {
    let mut line = 1;
    let today = backend.clock.now().date_naive();
    let rows = csv_file::read(text, &["name", "organisation", "member_since", "trained_on"], |row| {
        line += 1;
        let past = |t: &str| match form::date(t) {
            Ok(date) if date <= today => Ok(date),
            Ok(_) => Err(format!("“{t}” is in the future")),
            Err(_) => Err(format!("“{t}” is not a date like 2025-12-31")),
        };
        let name = row.value("name", text_column(120));
        let organisation = row.optional("organisation", text_column(160));
        let since = row.value("member_since", past);
        let trained_on = row.optional("trained_on", past);
        Some(PersonRow { line, name: name?, organisation: organisation?, since: since?, trained_on: trained_on? })
    })?;
    let tx = backend.db.begin().await?;
    let mut known: HashMap<String, OrganisationId> = HashMap::new();
    let mut errors = Vec::new();
    for row in &rows {
        if let Some(name) = &row.organisation {
            match organisation::find_by_name(&*tx, name).await? {
                Some(id) => drop(known.insert(organisation::name_key(name), id)),
                None => errors
                    .push(RowError {
                        line: row.line, reason: format!("organisation: there is no “{name}”; import organisations first")
                    }),
            }
        }
    }
    if !errors.is_empty() {
        return Err(Error::Rows(errors));
    }
    if dry == Dry::Run {
        return Ok(rows.len());
    }
    for row in &rows {
        let organisation = row.organisation.as_deref().and_then(|name| known.get(&organisation::name_key(name)).copied());
        person_row(&tx, backend, row, organisation).await?;
    }
    tx.audit(backend.clock.now(), None, "person.import", None, &rows.len().to_string()).await?;
    tx.commit().await?;
    Ok(rows.len())
}

async fn person_row(tx: &Tx, backend: &Backend, row: &PersonRow, organisation: Option<OrganisationId>) -> Result<()> {
    let now = backend.clock.now();
    let person = match same_person(tx, &row.name, organisation).await? {
        Some(person) => person,
        None => {
            let person = PersonId(new_id());
            let new = person::ActiveModel {
                id: Set(person.0),
                name: Set(row.name.clone()),
                created_at: Set(now),
                merged_into: Set(None),
                erased_at: Set(None),
            };
            person::Entity::insert(new).exec_without_returning(&**tx).await?;
            person
        }
    };
    if let Some(organisation) = organisation {
        organisation::add_member(&**tx, now, organisation, person, row.since, false).await?;
    }
    let Some(on) = row.trained_on else { return Ok(()) };
    let Some((programme, _, rule)) = learning::programme(&**tx).await? else { return Err(Error::NotFound) };
    let once_key = format!("import:{programme}:{person}:{on}");
    let there = crate::training::entity::training_record::Entity::find()
        .filter(crate::training::entity::training_record::Column::OnceKey.eq(&once_key))
        .one(&**tx)
        .await?;
    if there.is_some() {
        return Ok(());
    }
    let organisations = organisation::memberships_on(&**tx, &[person], on).await?.remove(&person).unwrap_or_default();
    let new = NewRecord {
        person,
        programme,
        rule_version: rule.version,
        path: Path::Import,
        on,
        workshop: None,
        once_key,
        organisations,
        by: None,
    };
    insert_record(tx, now, new).await
}

/// Somebody of this name in this organisation. Without an organisation a name alone is not enough to be sure.
async fn same_person(tx: &Tx, name: &str, organisation: Option<OrganisationId>) -> Result<Option<PersonId>> {
    let Some(organisation) = organisation else { return Ok(None) };
    let members = membership::Entity::find().filter(membership::Column::OrganisationId.eq(organisation.0)).all(&**tx).await?;
    let namesakes = person::Entity::find()
        .filter(person::Column::Id.is_in(members.iter().map(|m| m.person_id)))
        .filter(person::Column::Name.eq(name))
        .one(&**tx)
        .await?;
    Ok(namesakes.map(|p| PersonId(p.id)))
}
