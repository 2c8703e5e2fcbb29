//! Which States to ask: those that spoke of the same before.

use domain::{ids::FactsheetId, lobby};

use super::{letters::Letter, sheets::Sheet};
use crate::{
    access::Granted,
    context::Context,
    error::Result,
    review,
    submission::{self, Prior, Submission},
};

/// A State that could be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// Its name.
    pub name: String,
    /// What it recommended in the last cycle, what comes nearest to a page first.
    pub prior: Vec<Prior>,
    /// The page that its recommendation is nearest to, if any is.
    pub sheet: Option<FactsheetId>,
}

/// The States that recommended something in the last cycle and have no letter: those first that spoke of what a page is
/// about, then those that recommended most. The State under review is none of them.
///
/// # Errors
/// The database.
pub async fn candidates<A>(
    ctx: &Context,
    submission: &Granted<Submission, A>,
    sheets: &[Sheet],
    letters: &[Letter],
) -> Result<Vec<Candidate>> {
    let prior = submission::matrix(ctx, submission).await?;
    let countries = review::countries(ctx).await?;
    let names: Vec<&str> = countries.iter().map(|c| c.name.as_str()).collect();
    let made_by: Vec<&str> = prior.iter().map(|p| p.made_by.as_str()).collect();
    let texts: Vec<&str> = prior.iter().map(|p| p.text.as_str()).collect();
    let makers = lobby::makers(&made_by, &names);
    // for each recommendation the page it is nearest to
    let mut near: Vec<Option<(usize, FactsheetId)>> = vec![None; prior.len()];
    for sheet in sheets {
        let subject = [&sheet.title, &sheet.problem, &sheet.asks].map(String::as_str).join("\n");
        for (rank, n) in lobby::about(&subject, &texts).into_iter().enumerate() {
            if let Some(place) = near.get_mut(n).filter(|p| p.is_none_or(|(before, _)| rank < before)) {
                *place = Some((rank, sheet.id));
            }
        }
    }
    let mut found: Vec<(usize, Candidate)> = Vec::new();
    for (at, country) in countries.iter().enumerate() {
        if country.iso3 == submission.review.iso3 || letters.iter().any(|l| l.iso3 == country.iso3) {
            continue;
        }
        let mut own: Vec<usize> = makers.iter().enumerate().filter(|(_, m)| m.contains(&at)).map(|(n, _)| n).collect();
        let rank = |n: &usize| near.get(*n).copied().flatten().map_or(usize::MAX, |(rank, _)| rank);
        own.sort_by_key(|n| (rank(n), *n));
        let Some(first) = own.first() else { continue };
        let sheet = near.get(*first).copied().flatten().map(|(_, id)| id);
        let candidate = Candidate {
            iso3: country.iso3.clone(),
            name: country.name.clone(),
            prior: own.iter().filter_map(|n| prior.get(*n).cloned()).collect(),
            sheet,
        };
        found.push((rank(first), candidate));
    }
    found.sort_by(|(a, x), (b, y)| a.cmp(b).then(y.prior.len().cmp(&x.prior.len())).then(x.name.cmp(&y.name)));
    Ok(found.into_iter().map(|(_, c)| c).collect())
}
