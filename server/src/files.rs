//! Downloads: the totals and the roster as CSV.

use app::server::id;
use axum::{
    Extension,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use backend::{
    Context, Error, access, csv_file,
    training::{self, TotalsFilter},
    workshop,
};
use domain::{
    attendance::share,
    form,
    ids::{OrganisationId, WorkshopId},
    policy::action,
};
use serde::Deserialize;

/// The filters of `/admin`, the same in the address.
#[derive(Debug, Deserialize)]
pub struct TotalsQuery {
    as_of: Option<String>,
    organisation: Option<String>,
}

/// `/admin/totals.csv`.
pub async fn totals_csv(Extension(ctx): Extension<Context>, Query(query): Query<TotalsQuery>) -> Response {
    let file = async {
        let granted = access::network::<action::ReadTotals>(&ctx)?;
        let as_of = match query.as_of.as_deref().filter(|d| !d.is_empty()) {
            None => ctx.now.date_naive(),
            Some(day) => form::date(day).map_err(|_not_a_date| Error::NotFound)?,
        };
        let organisation = query.organisation.as_deref().map(id::<OrganisationId>).transpose().map_err(|_not_an_id| Error::NotFound)?;
        let text = training::totals_csv(&ctx, &granted, TotalsFilter { as_of, organisation }).await?;
        Ok((format!("upright-trained-{as_of}.csv"), text))
    };
    answer(file.await, "/admin")
}

/// `/workshops/{id}/roster.csv`.
pub async fn roster_csv(Extension(ctx): Extension<Context>, Path(workshop): Path<String>) -> Response {
    let file = async {
        let workshop: WorkshopId = id(&workshop).map_err(|_not_an_id| Error::NotFound)?;
        let granted = workshop::load_for::<action::ManageWorkshop>(&ctx, workshop).await?;
        let rows = workshop::roster(&ctx, &granted).await?;
        let lines = rows.into_iter().map(|row| {
            let (minutes, of) = share(&row.attendance);
            let states: Vec<String> = row.attendance.iter().map(|a| format!("{:?}", a.state).to_lowercase()).collect();
            vec![row.name, row.organisations.join("; "), states.join("; "), minutes.to_string(), of.to_string()]
        });
        let text = csv_file::write(&["name", "organisations", "attendance", "minutes", "of_minutes"], lines)?;
        Ok((format!("upright-roster-{workshop}.csv"), text))
    };
    answer(file.await, "/workshops")
}

fn answer(file: Result<(String, String), Error>, page: &str) -> Response {
    match file {
        Ok((name, text)) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            ([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, disposition)], text)
                .into_response()
        }
        Err(Error::SignIn) => Redirect::to(&app::server::sign_in_first(page)).into_response(),
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(Error::Forbidden) => StatusCode::FORBIDDEN.into_response(),
        Err(error) => {
            tracing::error!(%error, "a download failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
