//! Entering and withdrawing historic counts.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::{
    form::{self, Check, FieldError},
    ids::{HistoricCountId, PersonId},
    live::Topic,
    policy::action,
    training::{HistoricCount, Measure},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{entity::historic_count, facts::historic_counts};
use crate::{
    access::{Granted, Network},
    context::{Backend, Context},
    csv_file,
    db::Tx,
    error::{Error, Result},
    import_file::{self, Addition, Change, How, Outcome, Plan},
    token::new_id,
};

/// What the form for a historic count holds.
#[derive(Clone, Debug, Default)]
pub struct HistoryForm {
    /// What was counted.
    pub measure: String,
    /// How many.
    pub count: String,
    /// First day of the period.
    pub from: String,
    /// Last day of the period.
    pub until: String,
    /// Where the figure comes from.
    pub source: String,
}

/// Enters a historic count.
///
/// # Errors
/// `Invalid` with the fields.
#[tracing::instrument(name = "training.add_history", skip_all)]
pub async fn add_history(ctx: &Context, by: Granted<Network, action::ManageHistory>, form: &HistoryForm) -> Result<()> {
    let mut check = Check::default();
    let measure = check.field("measure", Measure::from_name(form.measure.trim()).ok_or(FieldError::Choice));
    let count = check.field("count", form::number(&form.count, form::limits::COUNT.0, form::limits::COUNT.1));
    let from = check.field("from", form::date(&form.from));
    let until = check.field("until", form::date(&form.until));
    let source = check.field("source", form::line(&form.source, form::limits::SOURCE));
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        check.note("until", FieldError::EndBeforeStart);
    }
    let ((((measure, count), from), until), source) = check.done(measure.zip(count).zip(from).zip(until).zip(source))?;
    let count = HistoricCount { measure, count: u32::try_from(count).unwrap_or(0), from, until, withdrawn_at: None };
    let tx = ctx.db().begin().await?;
    insert(&tx, ctx.now, Some(by.by()), &count, &source).await?;
    tx.commit().await
}

async fn insert(tx: &Tx, now: DateTime<Utc>, by: Option<PersonId>, count: &HistoricCount, source: &str) -> Result<()> {
    let id = new_id();
    let row = historic_count::ActiveModel {
        id: Set(id),
        measure: Set(count.measure.name().to_owned()),
        count: Set(i32::try_from(count.count).unwrap_or(i32::MAX)),
        from_date: Set(count.from),
        until_date: Set(count.until),
        source: Set(source.to_owned()),
        created_at: Set(now),
        created_by: Set(by.map(|p| p.0)),
        withdrawn_at: Set(None),
        withdrawn_by: Set(None),
    };
    tx.outdate(Topic::Register);
    historic_count::Entity::insert(row).exec_without_returning(&**tx).await?;
    tx.audit(now, by, "training.add_history", Some(id), count.measure.name()).await
}

/// Takes a historic count back; it stays on record as withdrawn. Twice is once.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "training.withdraw_history", skip_all)]
pub async fn withdraw_history(ctx: &Context, by: Granted<Network, action::ManageHistory>, id: HistoricCountId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let row = historic_count::Entity::find_by_id(id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    if row.withdrawn_at.is_none() {
        let change = historic_count::ActiveModel {
            id: Set(id.0),
            withdrawn_at: Set(Some(ctx.now)),
            withdrawn_by: Set(Some(by.by().0)),
            ..Default::default()
        };
        tx.outdate(Topic::Register);
        historic_count::Entity::update(change).exec(&*tx).await?;
        tx.audit(ctx.now, Some(by.by()), "training.withdraw_history", Some(id.0), "").await?;
    }
    tx.commit().await
}

/// Imports historic counts from CSV with the columns `measure,count,from,until,source`. A row that stands already is left.
///
/// # Errors
/// `Rows` with every bad row; then nothing is imported.
pub(crate) async fn import_history(backend: &Backend, by: Option<PersonId>, text: &str, how: How) -> Result<Plan> {
    let rows = csv_file::read(text, &["measure", "count", "from", "until", "source"], |row| {
        let measure = row.value("measure", |t| {
            Measure::from_name(t).ok_or_else(|| format!("“{t}” is not one of {}", Measure::ALL.map(Measure::name).join(", ")))
        });
        let count = row.value("count", |t| form::number(t, 0, 1_000_000).map_err(|_e| format!("“{t}” is not a number")));
        let from = row.value("from", import_file::day);
        let until = row.value("until", import_file::day);
        let source = row.value("source", import_file::line(300));
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            row.wrong("until: is before from");
        }
        let count = HistoricCount { measure: measure?, count: u32::try_from(count?).ok()?, from: from?, until: until?, withdrawn_at: None };
        Some((row.line(), count, source?))
    })?;
    let now = backend.clock.now();
    match how {
        How::Look => Ok(plan(&rows, &historic_counts(backend.db.connection()).await?).into()),
        How::BringIn(file) => {
            let tx = import_file::begin(backend, file).await?;
            let planned = plan(&rows, &historic_counts(&*tx).await?);
            for ((_, count, source), _) in rows.iter().zip(&planned).filter(|(_, change)| change.outcome == Outcome::New) {
                insert(&tx, now, by, count, source).await?;
            }
            tx.commit().await?;
            Ok(planned.into())
        }
    }
}

fn plan(rows: &[(u64, HistoricCount, String)], there: &[HistoricCount]) -> Vec<Change> {
    let key = |c: &HistoricCount| (c.measure, c.count, c.from, c.until);
    let known: HashSet<_> = there.iter().filter(|c| c.withdrawn_at.is_none()).map(key).collect();
    let mut seen: HashMap<_, u64> = HashMap::new();
    rows.iter()
        .map(|(line, count, source)| {
            let first = *seen.entry((key(count), source)).or_insert(*line);
            let outcome = match (first == *line, known.contains(&key(count))) {
                (false, _) => Outcome::SameAsRow(first),
                (true, true) => Outcome::KnownByName,
                (true, false) => Outcome::New,
            };
            let adds = (outcome == Outcome::New).then_some(Addition::Count(count.count)).into_iter().collect();
            Change { line: *line, subject: format!("{} {} – {}", count.measure.name(), count.from, count.until), outcome, adds }
        })
        .collect()
}
