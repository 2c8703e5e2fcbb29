//! Organisations from CSV with the columns `name,country` (ISO 3166-1 alpha-3). Those that are there stay as they are.

use std::collections::{HashMap, HashSet};

use domain::{form, ids::PersonId};
use sea_orm::ConnectionTrait;

use super::{Change, How, Outcome, Plan, begin, line};
use crate::{context::Backend, csv_file, error::Result, organisation, review};

pub(super) async fn run(backend: &Backend, by: Option<PersonId>, text: &str, how: How) -> Result<Plan> {
    let countries: HashSet<String> = review::countries(&backend.anonymous()).await?.iter().map(|c| c.iso3.clone()).collect();
    let rows = csv_file::read(text, &["name", "country"], |row| {
        let name = row.value("name", line(160));
        let country = row.value("country", |t| match form::iso3(t) {
            Ok(iso3) if countries.contains(&iso3) => Ok(iso3),
            _ => Err(format!("“{t}” is not the three-letter code of a State of the schedule")),
        });
        Some((row.line(), name?, country?))
    })?;
    match how {
        How::Look => {
            Ok(plan(rows, &there(backend.db.connection()).await?).into_iter().map(|(change, _)| change).collect::<Vec<_>>().into())
        }
        How::BringIn(file) => {
            let tx = begin(backend, file).await?;
            let planned = plan(rows, &there(&*tx).await?);
            for (change, country) in planned.iter().filter(|(change, _)| change.outcome == Outcome::New) {
                organisation::insert(&tx, backend.clock.now(), &change.subject, country).await?;
            }
            tx.audit(backend.clock.now(), by, "organisation.import", None, &planned.len().to_string()).await?;
            tx.commit().await?;
            Ok(planned.into_iter().map(|(change, _)| change).collect::<Vec<_>>().into())
        }
    }
}

async fn there(db: &impl ConnectionTrait) -> Result<HashSet<String>> {
    Ok(organisation::names(db).await?.values().map(|n| organisation::name_key(n)).collect())
}

fn plan(rows: Vec<(u64, String, String)>, there: &HashSet<String>) -> Vec<(Change, String)> {
    let mut seen: HashMap<String, u64> = HashMap::new();
    let change = |(line, name, country): (u64, String, String)| {
        let key = organisation::name_key(&name);
        let outcome = match (there.contains(&key), seen.get(&key)) {
            (true, _) => Outcome::KnownByName,
            (false, Some(first)) => Outcome::SameAsRow(*first),
            (false, None) => Outcome::New,
        };
        seen.entry(key).or_insert(line);
        (Change { line, subject: name, outcome, adds: Vec::new() }, country)
    };
    rows.into_iter().map(change).collect()
}
