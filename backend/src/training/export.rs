//! The totals as files.

use domain::policy::action;

use super::queries::{TotalsFilter, people};
use crate::{
    access::{Granted, Network},
    context::Context,
    csv_file,
    error::Result,
};

/// The list behind the total as CSV: one line a person, the same persons as on screen.
///
/// # Errors
/// The database.
pub async fn totals_csv(ctx: &Context, by: &Granted<Network, action::ReadTotals>, filter: TotalsFilter) -> Result<String> {
    let rows = people(ctx, by, filter).await?;
    let lines = rows.into_iter().map(|row| {
        let first = row.records.first().map(|(on, _)| on.to_string()).unwrap_or_default();
        let mut paths: Vec<&str> = row.records.iter().map(|(_, path)| path.name()).collect();
        paths.sort_unstable();
        paths.dedup();
        vec![row.name, row.organisations.join("; "), first, paths.join("; "), row.records.len().to_string()]
    });
    csv_file::write(&["name", "organisations", "first_trained_on", "paths", "records"], lines)
}
