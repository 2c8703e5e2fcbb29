//! Reads of the count. Every figure comes from `domain::training::count`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{HistoricCountId, OrganisationId, PersonId, ProgrammeId, TrainingRecordId},
    policy::action,
    training::{HistoricCount, Measure, Merges, Path, Totals, TrainingRecord, count, historic, standing_for},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, prelude::*};

use super::entity::{historic_count, training_record, training_record_organisation};
use crate::{
    access::{Granted, Network},
    account::{self, entity::person},
    context::Context,
    error::Result,
    organisation,
};

async fn records(db: &impl ConnectionTrait) -> Result<Vec<TrainingRecord>> {
    let mut organisations: HashMap<Uuid, BTreeSet<OrganisationId>> = HashMap::new();
    for row in training_record_organisation::Entity::find().all(db).await? {
        organisations.entry(row.record_id).or_default().insert(OrganisationId(row.organisation_id));
    }
    let rows = training_record::Entity::find().order_by_asc(training_record::Column::Id).all(db).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(TrainingRecord {
                organisations: organisations.remove(&row.id).unwrap_or_default(),
                id: TrainingRecordId(row.id),
                person: PersonId(row.person_id),
                programme: ProgrammeId(row.programme_id),
                path: Path::from_name(&row.path)?,
                on: row.on_date,
                withdrawn_at: row.withdrawn_at,
            })
        })
        .collect())
}

async fn merges(db: &impl ConnectionTrait) -> Result<Merges> {
    let rows = person::Entity::find().filter(person::Column::MergedInto.is_not_null()).all(db).await?;
    Ok(rows.into_iter().filter_map(|p| Some((PersonId(p.id), PersonId(p.merged_into?)))).collect())
}

async fn historic_counts(db: &impl ConnectionTrait) -> Result<Vec<HistoricCount>> {
    let rows = historic_count::Entity::find().all(db).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(HistoricCount {
                measure: Measure::from_name(&row.measure)?,
                count: u32::try_from(row.count).unwrap_or(0),
                from: row.from_date,
                until: row.until_date,
                withdrawn_at: row.withdrawn_at,
            })
        })
        .collect())
}

/// The three public figures, each with its historic part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Individuals trained: all, and the historic part.
    pub individuals: (u32, u32),
    /// Members that made a written submission: all, and the historic part.
    pub submitting_members: (u32, u32),
    /// Joint statements: all, and the historic part.
    pub joint_statements: (u32, u32),
}

/// The public figures as of today.
///
/// # Errors
/// The database.
pub async fn figures(ctx: &Context) -> Result<Figures> {
    let db = ctx.db().connection();
    let today = ctx.now.date_naive();
    let history = historic_counts(db).await?;
    let totals = count(&records(db).await?, &merges(db).await?, &history, today);
    // submissions and statements made in Upright itself join here with the issue that brings them
    let historic_only = |measure| (historic(&history, measure, today), historic(&history, measure, today));
    Ok(Figures {
        individuals: (totals.individuals(), totals.historic),
        submitting_members: historic_only(Measure::SubmittingMembers),
        joint_statements: historic_only(Measure::JointStatements),
    })
}

/// What the totals are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TotalsFilter {
    /// The day they are as of.
    pub as_of: NaiveDate,
    /// One organisation only.
    pub organisation: Option<OrganisationId>,
}

/// An organisation in the totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationTotal {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Individuals trained.
    pub individuals: u32,
}

/// The totals with what must be said about them.
#[derive(Clone, Debug)]
pub struct TotalsView {
    /// The count itself.
    pub totals: Totals,
    /// Per organisation, by name.
    pub organisations: Vec<OrganisationTotal>,
}

/// Trained individuals, in total and per organisation.
///
/// # Errors
/// The database.
pub async fn totals(ctx: &Context, _by: &Granted<Network, action::ReadTotals>, as_of: NaiveDate) -> Result<TotalsView> {
    let db = ctx.db().connection();
    let totals = count(&records(db).await?, &merges(db).await?, &historic_counts(db).await?, as_of);
    let names = organisation::names(db).await?;
    let mut organisations: Vec<OrganisationTotal> = names
        .into_iter()
        .map(|(id, name)| OrganisationTotal {
            individuals: totals.by_organisation.get(&id).map_or(0, |set| u32::try_from(set.len()).unwrap_or(u32::MAX)),
            id,
            name,
        })
        .collect();
    organisations.sort_by(|a, b| a.name.to_lowercase().cmp(&b.name.to_lowercase()).then(a.id.cmp(&b.id)));
    Ok(TotalsView { totals, organisations })
}

/// A trained person, with everything that makes them count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonTotal {
    /// Who (the person that stands for all merged ones).
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Organisations they count in.
    pub organisations: Vec<String>,
    /// Their records that stand, the earliest first.
    pub records: Vec<(NaiveDate, Path)>,
}

/// The list behind a number: every person once.
///
/// # Errors
/// The database.
pub async fn people(ctx: &Context, _by: &Granted<Network, action::ReadTotals>, filter: TotalsFilter) -> Result<Vec<PersonTotal>> {
    let db = ctx.db().connection();
    let (records, merges) = (records(db).await?, merges(db).await?);
    let totals = count(&records, &merges, &[], filter.as_of);
    let wanted = match filter.organisation {
        None => totals.persons.clone(),
        Some(id) => totals.by_organisation.get(&id).cloned().unwrap_or_default(),
    };
    let mut standing: BTreeMap<PersonId, Vec<(NaiveDate, Path)>> = BTreeMap::new();
    for record in records.iter().filter(|r| r.on <= filter.as_of && r.withdrawn_at.is_none()) {
        standing.entry(standing_for(&merges, record.person)).or_default().push((record.on, record.path));
    }
    let names = account::names(db, wanted.iter().copied()).await?;
    let organisation_names = organisation::names(db).await?;
    let mut rows: Vec<PersonTotal> = wanted
        .into_iter()
        .map(|person| {
            let mut records = standing.remove(&person).unwrap_or_default();
            records.sort();
            let mut organisations: Vec<String> = totals
                .by_organisation
                .iter()
                .filter(|(_, set)| set.contains(&person))
                .filter_map(|(id, _)| organisation_names.get(id).cloned())
                .collect();
            organisations.sort();
            PersonTotal { person, name: names.get(&person).cloned().unwrap_or_default(), organisations, records }
        })
        .collect();
    rows.sort_by(|a, b| a.name.to_lowercase().cmp(&b.name.to_lowercase()).then(a.person.cmp(&b.person)));
    Ok(rows)
}

/// What the reader themselves is trained by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Their records that stand, the earliest first.
    pub records: Vec<(NaiveDate, Path)>,
}

/// The reader's own records.
///
/// # Errors
/// `SignIn`.
pub async fn own(ctx: &Context) -> Result<Own> {
    let rows = training_record::Entity::find()
        .filter(training_record::Column::PersonId.eq(ctx.person()?.0))
        .filter(training_record::Column::WithdrawnAt.is_null())
        .order_by_asc(training_record::Column::OnDate)
        .order_by_asc(training_record::Column::Id)
        .all(ctx.db().connection())
        .await?;
    Ok(Own { records: rows.into_iter().filter_map(|r| Some((r.on_date, Path::from_name(&r.path)?))).collect() })
}

/// A historic count as administrators see it.
#[derive(Clone, Debug)]
pub struct HistoryRow {
    /// Identity.
    pub id: HistoricCountId,
    /// The count.
    pub count: HistoricCount,
    /// Where it comes from.
    pub source: String,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
}

/// All historic counts, the withdrawn ones too, by measure and period.
///
/// # Errors
/// The database.
pub async fn history(ctx: &Context, _by: &Granted<Network, action::ManageHistory>) -> Result<Vec<HistoryRow>> {
    let rows = historic_count::Entity::find()
        .order_by_asc(historic_count::Column::Measure)
        .order_by_asc(historic_count::Column::FromDate)
        .order_by_asc(historic_count::Column::Id)
        .all(ctx.db().connection())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(HistoryRow {
                id: HistoricCountId(row.id),
                count: HistoricCount {
                    measure: Measure::from_name(&row.measure)?,
                    count: u32::try_from(row.count).unwrap_or(0),
                    from: row.from_date,
                    until: row.until_date,
                    withdrawn_at: row.withdrawn_at,
                },
                source: row.source,
                created_at: row.created_at,
            })
        })
        .collect())
}
