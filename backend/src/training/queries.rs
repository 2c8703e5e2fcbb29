//! Reads of the register that are not the totals: public figures, one's own records, historic counts.

use std::{collections::BTreeMap, time::Duration};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::HistoricCountId,
    live::Topic,
    policy::action,
    region::Region,
    register::{Cell, Filter, Report, SMALL, suppress},
    training::{HistoricCount, Measure, Path, historic},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QueryOrder, Statement};
use serde_json::json;

use super::{
    entity::historic_count,
    facts::{historic_counts, read_historic},
    sums::sums,
};
use crate::{
    access::{Granted, Network},
    clock::Clock,
    context::Context,
    error::Result,
};

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
    impact(ctx).await.map(|impact| impact.figures)
}

async fn counted(ctx: &Context) -> Result<(Figures, Report)> {
    let db = ctx.db().connection();
    let today = ctx.now.date_naive();
    let history = historic_counts(db).await?;
    let filter = Filter::as_of(today);
    let totals = sums(db, historic(&history, Measure::IndividualsTrained, today), &filter).await?;
    let published = |measure, counted: u32| {
        let historic = historic(&history, measure, today);
        (historic + counted, historic)
    };
    let submitting = crate::submission::submitting_members(db, today).await?;
    let joint = crate::statement::joint_made(db, today).await?;
    let figures = Figures {
        individuals: (totals.individuals(), totals.historic),
        submitting_members: published(Measure::SubmittingMembers, submitting),
        joint_statements: published(Measure::JointStatements, joint),
    };
    Ok((figures, totals))
}

/// What the public is told: the figures, where in the world, as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    /// The three figures.
    pub figures: Figures,
    /// The day they are as of.
    pub day: NaiveDate,
    /// Named individuals per regional group; small numbers are hidden.
    pub regions: BTreeMap<Region, Cell>,
}

/// The public figures with their regions.
///
/// # Errors
/// The database.
pub async fn impact(ctx: &Context) -> Result<Impact> {
    // a clock that stands still is a test's or the demonstration's: there nothing is kept
    if !matches!(ctx.backend().clock, Clock::System) {
        return impact_now(ctx).await;
    }
    let kept = ctx.backend().kept_for(KEPT, Topic::Register, "impact", || impact_now(ctx)).await?;
    Ok((*kept).clone())
}

/// How long the public figures are kept: a page that anybody can ask for must not count a hundred thousand people each time.
const KEPT: Duration = Duration::from_secs(10);

async fn impact_now(ctx: &Context) -> Result<Impact> {
    let (figures, counted) = counted(ctx).await?;
    Ok(Impact { figures, day: ctx.now.date_naive(), regions: suppress(&counted.by_region) })
}

/// The public figures as JSON, each with its definition.
pub fn impact_json(impact: &Impact) -> serde_json::Value {
    let figure =
        |(all, historic): (u32, u32), definition: &str| json!({ "value": all, "of_which_historic": historic, "definition": definition });
    let f = &impact.figures;
    let regions: serde_json::Map<String, serde_json::Value> = impact
        .regions
        .iter()
        .map(|(region, cell)| {
            let shown = match cell {
                Cell::Exact(n) => json!(n),
                Cell::Hidden => serde_json::Value::Null,
            };
            (region.name().to_owned(), shown)
        })
        .collect();
    json!({
        "as_of": impact.day.to_string(),
        "individuals_trained": figure(f.individuals, "Distinct persons who met a training rule of the network, and individuals counted before Upright without names. Nobody is counted twice by name."),
        "submitting_members": figure(f.submitting_members, "Members of the network that made a written submission to the Universal Periodic Review."),
        "joint_statements": figure(f.joint_statements, "Joint oral statements at the Human Rights Council."),
        "named_individuals_by_regional_group": regions,
        "hidden": format!("null stands for a number below {SMALL}, or for one that would tell such a number"),
    })
}

/// What the reader themselves is trained by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Their records that stand, the earliest first.
    pub records: Vec<(NaiveDate, Path)>,
    /// Whether the name they go by is an alias.
    pub alias: bool,
}

/// The reader's own records.
///
/// # Errors
/// `SignIn`.
pub async fn own(ctx: &Context) -> Result<Own> {
    let db = ctx.db().connection();
    let sql = "SELECT me.alias_since, r.on_date, r.path FROM person me \
               LEFT JOIN person p ON p.id = COALESCE(me.merged_into, me.id) OR p.merged_into = COALESCE(me.merged_into, me.id) \
               LEFT JOIN training_record r ON r.person_id = p.id AND r.withdrawn_at IS NULL \
               WHERE me.id = $1 ORDER BY r.on_date, r.id";
    let values = [ctx.person()?.0.into()];
    let rows = OwnRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    let alias = rows.first().is_some_and(|row| row.alias_since.is_some());
    let record = |row: OwnRow| Some((row.on_date?, Path::from_name(&row.path?)?));
    Ok(Own { records: rows.into_iter().filter_map(record).collect(), alias })
}

#[derive(FromQueryResult)]
struct OwnRow {
    alias_since: Option<DateTime<Utc>>,
    on_date: Option<NaiveDate>,
    path: Option<String>,
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
            Some(HistoryRow { id: HistoricCountId(row.id), count: read_historic(&row)?, source: row.source, created_at: row.created_at })
        })
        .collect())
}
