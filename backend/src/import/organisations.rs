//! Organisations from CSV with the columns `name,country` (ISO 3166-1 alpha-3). Those that are there stay as they are.

use std::collections::{HashMap, HashSet};

use domain::{form, ids::PersonId};

use super::{Change, Dry, Outcome, Plan, text::line};
use crate::{context::Backend, csv_file, error::Result, organisation, review};

pub(super) async fn run(backend: &Backend, by: Option<PersonId>, text: &str, dry: Dry) -> Result<Plan> {
    let countries: HashSet<String> = review::countries(&backend.anonymous()).await?.into_iter().map(|c| c.iso3).collect();
    let rows = csv_file::read(text, &["name", "country"], |row| {
        let name = row.value("name", line(160));
        let country = row.value("country", |t| match form::iso3(t) {
            Ok(iso3) if countries.contains(&iso3) => Ok(iso3),
            _ => Err(format!("“{t}” is not the three-letter code of a State of the schedule")),
        });
        Some((row.line(), name?, country?))
    })?;
    let tx = backend.db.begin().await?;
    let there: HashSet<String> = organisation::names(&*tx).await?.values().map(|n| organisation::name_key(n)).collect();
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut plan = Plan::default();
    for (line, name, country) in rows {
        let key = organisation::name_key(&name);
        let outcome = match (there.contains(&key), seen.get(&key)) {
            (true, _) => Outcome::KnownByName,
            (false, Some(first)) => Outcome::SameAsRow(*first),
            (false, None) => Outcome::New,
        };
        seen.entry(key).or_insert(line);
        if dry == Dry::No && outcome == Outcome::New {
            organisation::insert(&*tx, backend.clock.now(), &name, &country).await?;
        }
        plan.changes.push(Change { line, subject: name, outcome, adds: Vec::new() });
    }
    if dry == Dry::No {
        tx.audit(backend.clock.now(), by, "organisation.import", None, &plan.changes.len().to_string()).await?;
        tx.commit().await?;
    }
    Ok(plan)
}
