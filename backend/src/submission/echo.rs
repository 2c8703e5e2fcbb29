//! What States took up: recommendations made at the review that come near to those of a submission. People say which are
//! theirs; then the step is entered as matched, with the words that show it.

use domain::{
    echo::{self, echoes},
    ids::{ParagraphId, PriorId},
    policy::action,
    review::{Step as ReviewStep, today_in_geneva},
    submission::{Kind, Position, without_notes},
};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};

use super::{
    entity,
    load::Submission,
    matrix::{List, Prior, list},
    outcome::{self, Certainty, Entry, Step},
    paragraphs::{Paragraph, hold_fixed, paragraphs},
};
use crate::{
    access::Granted,
    context::Context,
    error::{Conflict, Error, Result},
};

/// A recommendation that a State made, and the own one it comes near to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echo {
    /// The own one.
    pub ours: Paragraph,
    /// The one that was made.
    pub made: Prior,
    /// How near, in per cent.
    pub nearness: u32,
    /// Whether it is entered: as made, and as supported.
    pub entered: (bool, bool),
}

/// What was made at the review: how many recommendations in all, and those that come near, the nearest first.
///
/// # Errors
/// The database.
pub async fn echo<A>(ctx: &Context, submission: &Granted<Submission, A>) -> Result<(usize, Vec<Echo>)> {
    let own: Vec<Paragraph> =
        paragraphs(ctx, submission).await?.into_iter().filter(|p| p.kind == Kind::Recommendation && !p.text.is_empty()).collect();
    let made = list(ctx, submission, List::Made).await?;
    let texts: Vec<String> = own.iter().map(|p| without_notes(&p.text)).collect();
    let found = echoes(&texts.iter().map(String::as_str).collect::<Vec<_>>(), &made.iter().map(|m| m.text.as_str()).collect::<Vec<_>>());
    let outcomes = outcome::outcomes(ctx, submission).await?;
    let of = |e: echo::Echo| {
        let (ours, made) = (own.get(e.ours)?.clone(), made.get(e.made)?.clone());
        let words = evidence(&made);
        let entered = |step: Step| outcomes.iter().any(|o| o.step == step && o.evidence == words);
        let entered = (entered(Step::Recommended), entered(Step::Supported));
        Some(Echo { ours, made, nearness: e.nearness, entered })
    };
    Ok((made.len(), found.into_iter().filter_map(of).collect()))
}

/// The words that show it.
fn evidence(made: &Prior) -> String {
    let from = [made.number.as_str(), made.made_by.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
    let whole = if from.is_empty() { made.text.clone() } else { format!("{from}: {}", made.text) };
    whole.chars().take(2_000).collect()
}

/// Enters that a recommendation was made that is one's own, and that it was supported, if it was; as of the review's last
/// day, where that is known and over.
///
/// # Errors
/// `Conflict`: not handed in, or it is entered already; `NotFound` for a recommendation that does not come near.
#[tracing::instrument(name = "submission.match", skip_all)]
pub async fn record_match(
    ctx: &Context,
    submission: &Granted<Submission, action::LeadSubmission>,
    ours: ParagraphId,
    made: PriorId,
) -> Result<()> {
    if submission.submitted_on.is_none() {
        return Err(Error::Conflict(Conflict::NotSubmitted));
    }
    let (_, all) = echo(ctx, submission).await?;
    let found = all.into_iter().find(|e| e.made.id == made && e.ours.id == ours).ok_or(Error::NotFound)?;
    let today = today_in_geneva(ctx.now);
    let review = submission.review.dates.get(&ReviewStep::Review).map(|k| k.until.unwrap_or(k.from));
    let on = review.filter(|d| *d <= today).unwrap_or(today);
    let words = evidence(&found.made);
    let tx = ctx.db().begin().await?;
    hold_fixed(&tx, submission.id).await?;
    let mut new = false;
    for step in [Step::Recommended, Step::Supported] {
        if step == Step::Supported && found.made.position != Position::Supported {
            continue;
        }
        let there = outcome::in_force(submission.id, step).filter(entity::outcome::Column::Evidence.eq(words.as_str()));
        if there.count(&*tx).await? == 0 {
            let entry = Entry { step, on, certainty: Certainty::Matched, evidence: words.clone(), url: None, file: None };
            outcome::insert(&tx, ctx, submission, entry).await?;
            new = true;
        }
    }
    if !new {
        return Err(Error::Conflict(Conflict::OutcomeThere));
    }
    tx.commit().await
}
